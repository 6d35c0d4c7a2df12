import { parseArn, principalKind, roleNameOf } from '../arn';

/** A principal of an error message as people speak of it. */
export interface Who {
  text: string;
  kind: 'role' | 'user' | 'root' | 'federated' | 'anonymous' | 'other';
  /** name of the role or user, without its path */
  name?: string;
  sessionName?: string;
  accountId?: string;
  /** name of the permission set, when Identity Center made the role */
  permissionSet?: string;
  /** the session is named after an EC2 instance: the node's own role */
  instanceId?: string;
  /** the session was made by EKS Pod Identity, or by an SDK for a service account */
  workload?: 'pod-identity' | 'sdk';
  /** in words, user data in backticks */
  words: string;
  /** the same for headlines: without session and account */
  short: string;
}

const sdkSession =
  /^(?:botocore-session-|aws-sdk-|aws-go-sdk-|k8s-|AwsSdk|\d{13,19}$)/;
const podIdentitySession =
  /^eks-.{1,200}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ssoRole = /^AWSReservedSSO_([\w+=,.@-]{1,32})_[0-9a-f]{16}$/;

/** Reads what an error calls `User:`. */
export function whoIs(text: string): Who {
  const arn = parseArn(text);
  if (!arn) {
    return text === 'anonymous'
      ? {
          text,
          kind: 'anonymous',
          words: 'somebody without credentials',
          short: 'somebody without credentials',
        }
      : { text, kind: 'other', words: `\`${text}\``, short: `\`${text}\`` };
  }
  const accountId = arn.accountId || undefined;
  const place = accountId ? ` in account \`${accountId}\`` : '';
  const kind = principalKind(text);
  const last = arn.resource.slice(arn.resource.lastIndexOf('/') + 1);
  switch (kind) {
    case 'user':
      return {
        text,
        kind: 'user',
        name: last,
        accountId,
        words: `user \`${last}\`${place}`,
        short: `user \`${last}\``,
      };
    case 'root':
      return {
        text,
        kind: 'root',
        accountId,
        words: `the root user${place}`,
        short: 'the root user',
      };
    case 'federated-user':
      return {
        text,
        kind: 'federated',
        name: last,
        accountId,
        words: `federated user \`${last}\`${place}`,
        short: `federated user \`${last}\``,
      };
    case 'role':
    case 'service-role':
    case 'assumed-role':
      return roleOf(
        text,
        accountId,
        kind === 'assumed-role' ? last : undefined,
      );
    default:
      return {
        text,
        kind: 'other',
        accountId,
        words: `\`${text}\``,
        short: `\`${text}\``,
      };
  }
}

function roleOf(text: string, accountId?: string, sessionName?: string): Who {
  const name = roleNameOf(text) ?? text;
  const place = accountId ? ` in account \`${accountId}\`` : '';
  const permissionSet = ssoRole.exec(name)?.[1];
  const instanceId = /^i-[0-9a-f]{8,17}$/.test(sessionName ?? '')
    ? sessionName
    : undefined;
  const workload = workloadOf(sessionName);
  const role = permissionSet
    ? `the role of permission set \`${permissionSet}\``
    : `role \`${name}\``;
  const words =
    sessionName && !instanceId && !workload
      ? `\`${sessionName}\`, with ${role}${place}`
      : `${role}${place}`;
  return {
    text,
    kind: 'role',
    name,
    words,
    short: permissionSet ? `permission set \`${permissionSet}\`` : role,
    ...(sessionName ? { sessionName } : {}),
    ...(accountId ? { accountId } : {}),
    ...(permissionSet ? { permissionSet } : {}),
    ...(instanceId ? { instanceId } : {}),
    ...(workload ? { workload } : {}),
  };
}

function workloadOf(sessionName = ''): Who['workload'] {
  if (podIdentitySession.test(sessionName)) return 'pod-identity';
  return sdkSession.test(sessionName) ? 'sdk' : undefined;
}
