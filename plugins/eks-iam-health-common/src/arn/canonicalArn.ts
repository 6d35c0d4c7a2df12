import { parseArn, partitions } from './parseArn';

/** An identity as EKS's authenticator compares it with the mappings. @public */
export interface CanonicalIdentity {
  arn: string;
  /** of an assumed role; empty for users, federated users and root */
  sessionName: string;
}

const isKnownPartition = (partition: string) =>
  partitions.some(known => known === partition);

/**
 * The identity that the authenticator makes of `GetCallerIdentity.Arn`: an assumed role becomes its role without path
 * (STS never tells the path), users keep theirs. `undefined` where the authenticator refuses.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/arn/arn.go
 *
 * @public
 */
export function canonicalArn(text: string): CanonicalIdentity | undefined {
  const arn = parseArn(text);
  if (!arn || !isKnownPartition(arn.partition)) return undefined;
  const [type, ...names] = arn.resource.split('/');
  if (arn.service === 'sts') {
    if (type === 'federated-user') return { arn: text, sessionName: '' };
    if (type === 'assumed-role' && names.length >= 2) {
      // A session name holds no slash, so all between type and session is the role.
      const role = names.slice(0, -1).join('/');
      return {
        arn: `arn:${arn.partition}:iam::${arn.accountId}:role/${role}`,
        sessionName: names[names.length - 1],
      };
    }
    return undefined;
  }
  if (arn.service !== 'iam') return undefined;
  return ['role', 'user', 'root'].includes(type)
    ? { arn: text, sessionName: '' }
    : undefined;
}

/**
 * The identity under which a principal of IAM arrives at the cluster: a role loses its path, a user keeps it. Folded
 * to lower case, as the authenticator compares without regard to case.
 *
 * @public
 */
export function arrivalKey(principalArn: string): string {
  return withoutRolePath(
    canonicalArn(principalArn)?.arn ?? principalArn,
  ).toLowerCase();
}

/** `arn:P:iam::A:role/eng/Dev` becomes `arn:P:iam::A:role/Dev`; everything else stays. @public */
export function withoutRolePath(text: string): string {
  const arn = parseArn(text);
  if (arn?.service !== 'iam' || !arn.resource.startsWith('role/')) return text;
  const name = arn.resource.slice(arn.resource.lastIndexOf('/') + 1);
  return `arn:${arn.partition}:iam:${arn.region}:${arn.accountId}:role/${name}`;
}
