import { Account, CallRules, World } from '../estate/World';
import { AwsError, expiredToken, invalidToken } from './errors';
import {
  readSignature,
  Signature,
  SignedRequest,
  verifySignature,
} from './signature';

/** Who made a call, after the signature was verified. */
export interface Caller {
  account: Account;
  /** as GetCallerIdentity gives it */
  arn: string;
  /** `AIDA...` or `AROA...:session` */
  userId: string;
  /** ARN of the user or role itself */
  principalArn: string;
  principalId: string;
  sessionName: string;
  accessKeyId: string;
  calls: CallRules;
  /** name of the role or user, for faults that are meant for one role */
  principalName: string;
}

const PARTITION_OF_REGION: Array<[prefix: string, partition: string]> = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
];

/** The partition that a Region belongs to. */
export function partitionOf(region: string): string {
  return (
    PARTITION_OF_REGION.find(([prefix]) => region.startsWith(prefix))?.[1] ??
    'aws'
  );
}

/** Verifies a request and says who signed it and for which service and Region. */
export function authenticate(
  world: World,
  request: SignedRequest,
): { caller: Caller; signature: Signature } {
  const signature = readSignature(request);
  const { caller, secret } = findCaller(world, signature);
  // keys of one partition are unknown in every other
  if (caller.account.partition !== partitionOf(signature.region)) {
    throw invalidToken();
  }
  verifySignature(request, signature, secret, world.now());
  return { caller, signature };
}

function findCaller(
  world: World,
  { accessKeyId, sessionToken }: Signature,
): { caller: Caller; secret: string } {
  if (accessKeyId.startsWith('ASIA')) {
    return findSession(world, accessKeyId, sessionToken);
  }
  for (const account of world.accounts.values()) {
    for (const user of account.users) {
      const key = user.keys.find(k => k.id === accessKeyId);
      if (key?.secret && key.active) {
        return {
          secret: key.secret,
          caller: {
            account,
            arn: user.arn,
            userId: user.id,
            principalArn: user.arn,
            principalId: user.id,
            sessionName: '',
            accessKeyId,
            calls: user.calls,
            principalName: user.name,
          },
        };
      }
    }
  }
  throw invalidToken();
}

function findSession(
  world: World,
  accessKeyId: string,
  sessionToken: string | undefined,
) {
  const session = world.sessions.get(accessKeyId);
  if (!session || session.token !== sessionToken) throw invalidToken();
  if (session.expiresAt <= world.now()) throw expiredToken();
  const account = world.accounts.get(session.accountId);
  const role = account?.roles.find(r => r.id === session.roleId);
  if (!account || !role) throw invalidToken();
  return {
    secret: session.secret,
    caller: {
      account,
      arn: `arn:${account.partition}:sts::${account.id}:assumed-role/${role.name}/${session.sessionName}`,
      userId: `${role.id}:${session.sessionName}`,
      principalArn: role.arn,
      principalId: role.id,
      sessionName: session.sessionName,
      accessKeyId,
      calls: role.calls,
      principalName: role.name,
    },
  };
}

/** Throws AWS's sentence unless the caller's rules allow the action. */
export function authorize(
  caller: Caller,
  action: string,
  resource: string | undefined,
): void {
  const matches = (patterns: string[]) =>
    patterns.some(pattern => actionMatches(pattern, action));
  const on = resource ? ` on resource: ${resource}` : '';
  const sentence = `User: ${caller.arn} is not authorized to perform: ${action}${on}`;
  if (matches(caller.calls.deny)) {
    throw new AwsError(
      'AccessDenied',
      `${sentence} with an explicit deny in an identity-based policy`,
      403,
    );
  }
  if (!matches(caller.calls.allow)) {
    throw new AwsError(
      'AccessDenied',
      `${sentence} because no identity-based policy allows the ${action} action`,
      403,
    );
  }
}

function actionMatches(pattern: string, action: string): boolean {
  const expression = pattern
    .toLowerCase()
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${expression}$`).test(action.toLowerCase());
}
