import { parseArn, partitions } from './parseArn';

/** An identity as EKS's authenticator compares it with the mappings. @public */
export interface CanonicalIdentity {
  arn: string;
  /** of an assumed role; empty for users, federated users and root */
  sessionName: string;
}

/** What an ARN becomes, or why the authenticator refuses it. @public */
export type Canonicalized =
  | ({ status: 'canonical' } & CanonicalIdentity)
  | { status: 'refused'; reason: string };

const isKnownPartition = (partition: string) =>
  partitions.some(known => known === partition);

/**
 * The identity that the authenticator makes of `GetCallerIdentity.Arn`: an assumed role becomes its role, users keep
 * their path. STS never tells the path of a role; where a text holds one all the same it stays, as it does in the
 * authenticator. https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/arn/arn.go
 *
 * @public
 */
export function canonicalizeArn(text: string): Canonicalized {
  const refuse = (reason: string): Canonicalized => ({
    status: 'refused',
    reason,
  });
  // Only the prefix and five colons make an ARN here; every field may be empty.
  const fields = text.split(':');
  if (fields[0] !== 'arn') {
    return refuse(`\`${text}\` is no ARN: it does not begin with \`arn:\``);
  }
  if (fields.length < 6) {
    return refuse(`\`${text}\` is no ARN: it has fewer than six fields`);
  }
  const [, partition, service, , accountId, ...rest] = fields;
  if (!isKnownPartition(partition)) {
    return refuse(`\`${partition}\` is no partition that EKS knows`);
  }
  const resource = rest.join(':');
  const parts = resource.split('/');
  const as = (arn: string, sessionName = ''): Canonicalized => ({
    status: 'canonical',
    arn,
    sessionName,
  });
  const isOf = (...types: string[]) => types.includes(parts[0]);
  if (service === 'sts') {
    if (isOf('federated-user')) return as(text);
    if (!isOf('assumed-role')) {
      return refuse(`\`${resource}\` of STS is no identity`);
    }
    if (parts.length < 3) {
      return refuse(`\`${text}\` names no role and session`);
    }
    // A session name holds no slash, so all between type and session is the role.
    const role = parts.slice(1, -1).join('/');
    return as(
      `arn:${partition}:iam::${accountId}:role/${role}`,
      parts[parts.length - 1],
    );
  }
  if (service !== 'iam') {
    return refuse(`\`${service}\` is no service of identities`);
  }
  return isOf('role', 'user', 'root')
    ? as(text)
    : refuse(`\`${resource}\` of IAM is no identity`);
}

/** The same where the reason does not matter: `undefined` where the authenticator refuses. @public */
export function canonicalArn(text: string): CanonicalIdentity | undefined {
  const result = canonicalizeArn(text);
  if (result.status === 'refused') return undefined;
  const { arn, sessionName } = result;
  return { arn, sessionName };
}

/**
 * An ARN without regard to case, as the authenticator compares: ARNs that differ only in case fold to the same text.
 * Go folds two letters beyond ASCII into ASCII as well: the long s and the sign of Kelvin.
 *
 * @public
 */
export const foldArn = (text: string): string =>
  text.toLowerCase().replaceAll('\u017f', 's');

/**
 * The identity under which a principal of IAM arrives at the cluster: a role loses its path, a user keeps it. Folded
 * to lower case, as the authenticator compares without regard to case.
 *
 * @public
 */
export function arrivalKey(principalArn: string): string {
  return foldArn(
    withoutRolePath(canonicalArn(principalArn)?.arn ?? principalArn),
  );
}

/** `arn:P:iam::A:role/eng/Dev` becomes `arn:P:iam::A:role/Dev`; everything else stays. @public */
export function withoutRolePath(text: string): string {
  const arn = parseArn(text);
  if (arn?.service !== 'iam' || !arn.resource.startsWith('role/')) return text;
  const name = arn.resource.slice(arn.resource.lastIndexOf('/') + 1);
  return `arn:${arn.partition}:iam:${arn.region}:${arn.accountId}:role/${name}`;
}
