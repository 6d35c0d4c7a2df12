import { RepairTarget } from '../../model';
import { ActionWriter, undoTerraform, verifyTerraform } from '../actionText';
import { cloudFormationResource, logicalId } from '../cloudFormation';
import { hclJson, hclName, hclResource, quoteHcl } from '../hcl';
import { command, ifStill, lines, option, quoteJson, remark } from '../shell';

/** IAM has one home per partition; the Region of the cluster leads there, in China and GovCloud too. */
const iam = (
  operation: string,
  target: RepairTarget,
  ...words: Array<string | undefined | false>
) =>
  command(`aws iam ${operation}`, option('--region', target.region), ...words);

/** A JSON document as a value of a template; a `null` is left out. */
function toValue(
  json: unknown,
): Parameters<typeof cloudFormationResource>[2][string] {
  if (Array.isArray(json)) return json.map(toValue);
  if (typeof json === 'object' && json !== null) {
    return Object.fromEntries(
      Object.entries(json).map(([key, item]) => [key, toValue(item)]),
    );
  }
  return typeof json === 'string' ||
    typeof json === 'number' ||
    typeof json === 'boolean'
    ? json
    : undefined;
}

const pretty = (document: unknown) => JSON.stringify(document, null, 2);

export const updateTrustPolicy: ActionWriter<'update-trust-policy'> = (
  { roleName, document, before },
  target,
) => {
  const role = option('--role-name', roleName);
  const set = (trust: unknown, insteadOf: unknown) =>
    ifStill(
      iam(
        'get-role',
        target,
        role,
        '--query Role.AssumeRolePolicyDocument --output json',
      ),
      insteadOf,
      iam(
        'update-assume-role-policy',
        target,
        role,
        `--policy-document ${quoteJson(trust)}`,
      ),
      `the trust policy of ${roleName} was changed since it was read; scan again`,
    );
  const verify = iam(
    'get-role',
    target,
    role,
    '--query Role.AssumeRolePolicyDocument',
  );
  return {
    aws: { do: set(document, before), verify, undo: set(before, document) },
    policy: { do: pretty(document), verify, undo: pretty(before) },
  };
};

export const putRolePolicy: ActionWriter<'put-role-policy'> = (
  { principal, policyName, document, before },
  target,
) => {
  const { kind, name } = principal;
  const where = [
    option(`--${kind}-name`, name),
    option('--policy-name', policyName),
  ];
  const put = (policy: unknown) =>
    iam(
      `put-${kind}-policy`,
      target,
      ...where,
      `--policy-document ${quoteJson(policy)}`,
    );
  const verify = iam(
    `get-${kind}-policy`,
    target,
    ...where,
    '--query PolicyDocument',
  );
  const undo =
    before === undefined
      ? iam(`delete-${kind}-policy`, target, ...where)
      : put(before);
  return {
    aws: { do: put(document), verify, undo },
    terraform: {
      do: hclResource(
        `aws_iam_${kind}_policy`,
        hclName(`${name}_${policyName}`),
        [
          ['name', quoteHcl(policyName)],
          [kind, quoteHcl(name)],
          ['policy', hclJson(document)],
        ],
      ),
      verify: verifyTerraform,
      undo: undoTerraform,
    },
    // a resource of a stack would take over a policy that is there already
    ...(before === undefined && {
      cloudformation: cloudFormationResource(
        logicalId(kind, name, policyName),
        kind === 'role' ? 'AWS::IAM::RolePolicy' : 'AWS::IAM::UserPolicy',
        {
          [kind === 'role' ? 'RoleName' : 'UserName']: name,
          PolicyName: policyName,
          PolicyDocument: toValue(document),
        },
        verify,
      ),
    }),
    policy: {
      do: pretty(document),
      verify,
      undo: before === undefined ? undo : pretty(before),
    },
  };
};

export const addStatement: ActionWriter<'add-statement'> = ({
  statement,
  to,
}) => ({
  policy: {
    do: pretty(statement),
    verify: `# make the refused call again: ${[statement.Action]
      .flat()
      .join(', ')}`,
    undo: `# remove statement ${statement.Sid} from ${to} again`,
  },
});

export const attachRolePolicy: ActionWriter<'attach-role-policy'> = (
  { roleName, policyArn },
  target,
) => {
  const role = option('--role-name', roleName);
  const policy = option('--policy-arn', policyArn);
  return {
    aws: {
      do: iam('attach-role-policy', target, role, policy),
      verify: iam('list-attached-role-policies', target, role),
      undo: iam('detach-role-policy', target, role, policy),
    },
    terraform: {
      do: hclResource(
        'aws_iam_role_policy_attachment',
        hclName(
          `${roleName}_${policyArn.slice(policyArn.lastIndexOf('/') + 1)}`,
        ),
        [
          ['role', quoteHcl(roleName)],
          ['policy_arn', quoteHcl(policyArn)],
        ],
      ),
      verify: verifyTerraform,
      undo: undoTerraform,
    },
  };
};

const providerArn = (issuer: string, target: RepairTarget) =>
  `arn:${target.partition}:iam::${
    target.accountId
  }:oidc-provider/${issuer.replace(/^https:\/\//, '')}`;

export const createOidcProvider: ActionWriter<'create-oidc-provider'> = (
  { issuer, clientIds },
  target,
) => {
  const provider = option(
    '--open-id-connect-provider-arn',
    providerArn(issuer, target),
  );
  const verify = iam('get-open-id-connect-provider', target, provider);
  const undo = iam('delete-open-id-connect-provider', target, provider);
  return {
    aws: {
      do: iam(
        'create-open-id-connect-provider',
        target,
        option('--url', issuer),
        `--client-id-list ${quoteJson(clientIds)}`,
      ),
      verify,
      undo,
    },
    // eksctl asks for this one audience and no other.
    ...(clientIds.join() === 'sts.amazonaws.com' && {
      eksctl: {
        do: command(
          'eksctl utils associate-iam-oidc-provider',
          option('--cluster', target.clusterName),
          option('--region', target.region),
          '--approve',
        ),
        verify,
        undo,
      },
    }),
    terraform: {
      do: hclResource(
        'aws_iam_openid_connect_provider',
        hclName(target.clusterName),
        [
          ['url', quoteHcl(issuer)],
          ['client_id_list', `[${clientIds.map(quoteHcl).join(', ')}]`],
        ],
      ),
      verify: verifyTerraform,
      undo: undoTerraform,
    },
    cloudformation: cloudFormationResource(
      logicalId('provider of', target.clusterName),
      'AWS::IAM::OIDCProvider',
      { Url: issuer, ClientIdList: clientIds },
      verify,
    ),
  };
};

export const addOidcClientId: ActionWriter<'add-oidc-client-id'> = (
  action,
  target,
) => {
  const provider = option('--open-id-connect-provider-arn', action.providerArn);
  const client = option('--client-id', action.clientId);
  return {
    aws: {
      do: iam(
        'add-client-id-to-open-id-connect-provider',
        target,
        provider,
        client,
      ),
      verify: iam(
        'get-open-id-connect-provider',
        target,
        provider,
        '--query ClientIDList',
      ),
      undo: iam(
        'remove-client-id-from-open-id-connect-provider',
        target,
        provider,
        client,
      ),
    },
  };
};

const setKey = (
  userName: string,
  keyId: string,
  status: 'Active' | 'Inactive',
  target: RepairTarget,
) =>
  iam(
    'update-access-key',
    target,
    option('--user-name', userName),
    option('--access-key-id', keyId),
    `--status ${status}`,
  );

export const deactivateAccessKey: ActionWriter<'deactivate-access-key'> = (
  { userName, keyId },
  target,
) => ({
  aws: {
    do: setKey(userName, keyId, 'Inactive', target),
    verify: iam('list-access-keys', target, option('--user-name', userName)),
    undo: setKey(userName, keyId, 'Active', target),
  },
});

export const rotateAccessKey: ActionWriter<'rotate-access-key'> = (
  { userName, keyId },
  target,
) => ({
  aws: {
    do: lines(
      remark('Makes a second key; its secret is shown this once:'),
      iam('create-access-key', target, option('--user-name', userName)),
      remark(
        'Put the new key where the old one is used. When the proof below shows no new use, switch the old one off:',
      ),
      // Stays a remark, so that pasting the whole does not switch off a key that is still in use.
      remark(
        setKey(userName, keyId, 'Inactive', target).replace(/ \\\n {2}/g, ' '),
      ),
    ),
    verify: iam(
      'get-access-key-last-used',
      target,
      option('--access-key-id', keyId),
    ),
    undo: setKey(userName, keyId, 'Active', target),
  },
});
