import {
  accountOf,
  isServiceLinkedRole,
  principalKind,
  roleNameOf,
} from '../../arn';

/**
 * Who makes a request. `anonymous` is a request without credentials, `federated` an identity provider's caller, `other` a
 * name that is no ARN: a service, or a canonical user id.
 *
 * @public
 */
export type RequestPrincipal =
  | {
      kind: 'user' | 'role' | 'roleSession' | 'federatedSession' | 'root';
      arn: string;
      accountId: string;
      /** of a role or a session of one */
      roleName?: string;
      /** AWS made the role for one of its services: `unknown` when only the name speaks for it */
      serviceLinked: 'yes' | 'no' | 'unknown';
    }
  | { kind: 'anonymous' }
  | { kind: 'federated' | 'other'; name: string };

/** A principal with an account, whose own policies count. @public */
export type AccountPrincipal = Extract<RequestPrincipal, { arn: string }>;

const kinds = {
  user: 'user',
  role: 'role',
  'service-role': 'role',
  'assumed-role': 'roleSession',
  'federated-user': 'federatedSession',
  root: 'root',
} as const;

/** Reads the principal of a request: an ARN, the name of a service, a bare account id (its root user), or `*`. @public */
export function toRequestPrincipal(text: string): RequestPrincipal {
  if (text === '*') return { kind: 'anonymous' };
  if (/^\d{12}$/.test(text)) {
    return toRequestPrincipal(`arn:aws:iam::${text}:root`);
  }
  const kind = principalKind(text);
  const accountId = accountOf(text);
  if (accountId !== undefined && kind in kinds) {
    const exact = kind === 'service-role';
    return {
      kind: kinds[kind as keyof typeof kinds],
      arn: text,
      accountId,
      roleName: roleNameOf(text),
      serviceLinked: serviceLinked(text, exact, kind === 'assumed-role'),
    };
  }
  return /:(oidc|saml)-provider\//.test(text)
    ? { kind: 'federated', name: text }
    : { kind: 'other', name: text };
}

/** The ARN of a session does not tell the path of its role, and only the path is proof. */
function serviceLinked(arn: string, exact: boolean, isSession: boolean) {
  if (exact) return 'yes';
  return isSession && isServiceLinkedRole(arn) ? 'unknown' : 'no';
}
