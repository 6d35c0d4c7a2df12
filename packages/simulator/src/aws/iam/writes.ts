import { uniqueId } from '../../estate/ids';
import { Account, PolicyDocument, Role, User } from '../../estate/World';
import { AwsError } from '../errors';
import { Call } from '../Operation';
import type { QueryOperation } from '../query';
import { toDocument } from '../xml';

/** The operations of IAM that repairs need, with the errors that a wrong repair would meet. */
export const iamWrites: Record<string, QueryOperation> = {
  UpdateAssumeRolePolicy(call, parameters) {
    const role = roleOf(call, parameters);
    const trust = documentOf(parameters, ['Principal', 'NotPrincipal']);
    for (const principal of principalsOf(trust)) {
      if (!principalExists(call, principal)) {
        throw malformed(`Invalid principal in policy: "AWS":"${principal}"`);
      }
    }
    role.trust = trust;
    return {};
  },

  GetRolePolicy: (call, parameters) =>
    shownPolicy('RoleName', roleOf(call, parameters), parameters),
  GetUserPolicy: (call, parameters) =>
    shownPolicy('UserName', userOf(call, parameters), parameters),
  PutRolePolicy: (call, parameters) =>
    putPolicy(roleOf(call, parameters), parameters),
  PutUserPolicy: (call, parameters) =>
    putPolicy(userOf(call, parameters), parameters),
  DeleteRolePolicy: (call, parameters) =>
    deletePolicy(roleOf(call, parameters), parameters),
  DeleteUserPolicy: (call, parameters) =>
    deletePolicy(userOf(call, parameters), parameters),

  AttachRolePolicy(call, parameters) {
    const role = roleOf(call, parameters);
    const arn = required(parameters, 'PolicyArn');
    const { partition, policies } = call.caller.account;
    const ofAws = arn.startsWith(`arn:${partition}:iam::aws:policy/`);
    if (!ofAws && !policies.some(policy => policy.arn === arn)) {
      throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
    }
    if (!role.attachedPolicyArns.includes(arn)) {
      role.attachedPolicyArns = [...role.attachedPolicyArns, arn];
    }
    return {};
  },

  DetachRolePolicy(call, parameters) {
    const role = roleOf(call, parameters);
    const arn = required(parameters, 'PolicyArn');
    if (!role.attachedPolicyArns.includes(arn)) {
      throw noSuchEntity(`Policy ${arn} was not found.`);
    }
    role.attachedPolicyArns = role.attachedPolicyArns.filter(a => a !== arn);
    return {};
  },

  ListAttachedRolePolicies(call, parameters) {
    const role = roleOf(call, parameters);
    return {
      AttachedPolicies: role.attachedPolicyArns.map(PolicyArn => ({
        PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
        PolicyArn,
      })),
      IsTruncated: false,
    };
  },

  CreateAccessKey(call, parameters) {
    const user = userOf(call, parameters);
    if (user.keys.length >= 2) {
      throw new AwsError(
        'LimitExceeded',
        'Cannot exceed quota for AccessKeysPerUser: 2',
        409,
      );
    }
    const createdAt = call.world.now();
    const seed = `${user.arn}/${createdAt.getTime()}`;
    const id = uniqueId('AKIA', seed).slice(0, 20);
    const secret = `simulated/secret/${id}`.padEnd(40, '0');
    user.keys = [
      ...user.keys,
      {
        id,
        secret,
        createdAt,
        active: true,
        lastUsedService: 'N/A',
        lastUsedRegion: 'N/A',
      },
    ];
    return {
      AccessKey: {
        UserName: user.name,
        AccessKeyId: id,
        Status: 'Active',
        SecretAccessKey: secret,
        CreateDate: createdAt,
      },
    };
  },

  UpdateAccessKey(call, parameters) {
    const user = userOf(call, parameters);
    const id = required(parameters, 'AccessKeyId');
    const key = user.keys.find(k => k.id === id);
    if (!key) {
      throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
    }
    const status = required(parameters, 'Status');
    if (status !== 'Active' && status !== 'Inactive') {
      throw invalid(`Value '${status}' at 'status' is not Active or Inactive`);
    }
    key.active = status === 'Active';
    return {};
  },
};

type Principal = Role | User;

function roleOf(call: Call, parameters: URLSearchParams): Role {
  return named(call, parameters, 'RoleName', account => account.roles, 'role');
}

function userOf(call: Call, parameters: URLSearchParams): User {
  return named(call, parameters, 'UserName', account => account.users, 'user');
}

function named<T extends Principal>(
  call: Call,
  parameters: URLSearchParams,
  parameter: string,
  allOf: (account: Account) => T[],
  kind: string,
): T {
  const { account } = call.caller;
  const name = required(parameters, parameter);
  const found = allOf(account).find(
    p => p.name.toLowerCase() === name.toLowerCase(),
  );
  call.authorize(
    found?.arn ?? `arn:${account.partition}:iam::${account.id}:${kind}/${name}`,
  );
  if (!found) {
    throw noSuchEntity(`The ${kind} with name ${name} cannot be found.`);
  }
  return found;
}

function putPolicy(principal: Principal, parameters: URLSearchParams) {
  const name = required(parameters, 'PolicyName');
  const document = documentOf(parameters, ['Resource', 'NotResource']);
  principal.inlinePolicies = [
    ...principal.inlinePolicies.filter(policy => policy.name !== name),
    { name, document },
  ];
  return {};
}

function shownPolicy(
  nameField: string,
  principal: Principal,
  parameters: URLSearchParams,
) {
  const { name, document } = inlinePolicy(principal, parameters);
  return {
    [nameField]: principal.name,
    PolicyName: name,
    PolicyDocument: toDocument(document),
  };
}

function deletePolicy(principal: Principal, parameters: URLSearchParams) {
  const gone = inlinePolicy(principal, parameters);
  principal.inlinePolicies = principal.inlinePolicies.filter(p => p !== gone);
  return {};
}

function inlinePolicy(principal: Principal, parameters: URLSearchParams) {
  const name = required(parameters, 'PolicyName');
  const found = principal.inlinePolicies.find(policy => policy.name === name);
  if (!found) {
    throw noSuchEntity(`The policy with name ${name} cannot be found.`);
  }
  return found;
}

/** A policy document, refused where IAM refuses it: no JSON, no statements, or a statement that is no statement. */
function documentOf(
  parameters: URLSearchParams,
  oneOf: string[],
): PolicyDocument {
  let value: unknown;
  try {
    value = JSON.parse(required(parameters, 'PolicyDocument'));
  } catch {
    throw malformed('Syntax errors in policy.');
  }
  const document = value as PolicyDocument;
  const statements = [document?.Statement ?? []].flat() as Array<
    Record<string, unknown>
  >;
  if (statements.length === 0) throw malformed('Missing required field');
  for (const statement of statements) {
    if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') {
      throw malformed(`Invalid effect: ${statement.Effect}`);
    }
    if (!statement.Action && !statement.NotAction) {
      throw malformed('Missing required field Action');
    }
    if (!oneOf.some(field => field in statement)) {
      throw malformed(`Missing required field ${oneOf[0]}`);
    }
  }
  const sids = statements.flatMap(({ Sid }) => (Sid ? [Sid] : []));
  if (new Set(sids).size < sids.length) {
    throw malformed('Statement IDs (SID) in a single policy must be unique.');
  }
  return document;
}

/** What the statements name under `AWS`. */
function principalsOf(trust: PolicyDocument): string[] {
  return [trust.Statement].flat().flatMap(statement => {
    const { Principal } = statement as { Principal?: unknown };
    if (typeof Principal !== 'object' || Principal === null) return [];
    const { AWS = [] } = Principal as { AWS?: string | string[] };
    return [AWS].flat();
  });
}

/** IAM looks principals up when a trust policy is written; the id of a deleted one is taken no more. */
function principalExists({ world }: Call, principal: string): boolean {
  if (principal === '*' || /^\d{12}$/.test(principal)) return true;
  const [, , service, , accountId, resource] = principal.split(':');
  if (service !== 'iam') return service === 'sts';
  const account = world.accounts.get(accountId);
  if (!account || resource === 'root') return true;
  return [...account.roles, ...account.users].some(p => p.arn === principal);
}

function required(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (!value) {
    const field = name[0].toLowerCase() + name.slice(1);
    throw invalid(
      `1 validation error detected: Value null at '${field}' failed to satisfy constraint: Member must not be null`,
    );
  }
  return value;
}

function noSuchEntity(message: string) {
  return new AwsError('NoSuchEntity', message, 404);
}

function invalid(message: string) {
  return new AwsError('ValidationError', message);
}

function malformed(message: string) {
  return new AwsError('MalformedPolicyDocument', message);
}
