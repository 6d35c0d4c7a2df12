import { parseArn } from './parseArn';

/** What kind of IAM thing an ARN names. @public */
export type PrincipalKind =
  | 'role'
  | 'user'
  | 'root'
  | 'assumed-role'
  | 'federated-user'
  | 'group'
  | 'policy'
  | 'instance-profile'
  | 'service-role'
  | 'other';

/** The kind of principal an ARN names; `other` for anything that IAM and STS do not have. @public */
export function principalKind(text: string): PrincipalKind {
  const arn = parseArn(text);
  if (!arn) return 'other';
  const type = arn.resource.split('/')[0];
  if (arn.service === 'sts') {
    return type === 'assumed-role' || type === 'federated-user'
      ? type
      : 'other';
  }
  if (arn.service !== 'iam') return 'other';
  if (arn.resource === 'root') return 'root';
  if (arn.resource.startsWith('role/aws-service-role/')) return 'service-role';
  switch (type) {
    case 'role':
    case 'user':
    case 'group':
    case 'policy':
    case 'instance-profile':
      return type;
    default:
      return 'other';
  }
}

/** The name of the role an ARN speaks of, a session's included; `undefined` for everything else. @public */
export function roleNameOf(text: string): string | undefined {
  const arn = parseArn(text);
  if (!arn) return undefined;
  const parts = arn.resource.split('/');
  if (arn.service === 'sts' && parts[0] === 'assumed-role') return parts[1];
  if (arn.service === 'iam' && parts[0] === 'role' && parts.length > 1) {
    return parts[parts.length - 1];
  }
  return undefined;
}

/** The account of an ARN, when it has one of twelve digits. @public */
export function accountOf(text: string): string | undefined {
  const accountId = parseArn(text)?.accountId ?? '';
  return /^\d{12}$/.test(accountId) ? accountId : undefined;
}

/**
 * An ARN as people read it: without its account when that is the cluster's (`role/eng/Dev`), with another one in front
 * (`444455556666:role/Dev`). Text that is no ARN stays as it is.
 *
 * @public
 */
export function shortArn(text: string, homeAccountId?: string): string {
  const arn = parseArn(text);
  if (!arn) return text;
  return arn.accountId === '' || arn.accountId === homeAccountId
    ? arn.resource
    : `${arn.accountId}:${arn.resource}`;
}

/** A role that AWS made for one of its services. @public */
export function isServiceLinkedRole(text: string): boolean {
  return (
    principalKind(text) === 'service-role' ||
    (roleNameOf(text) ?? '').startsWith('AWSServiceRoleFor')
  );
}
