import { AccessScope, Cluster } from '../../estate/World';
import { accessPolicyNames } from '../../kubernetes/accessPolicies';
import { AwsError } from '../errors';
import { Call } from '../Operation';

const TYPES = [
  'STANDARD',
  'EC2_LINUX',
  'EC2_WINDOWS',
  'FARGATE_LINUX',
  'EC2',
  'HYBRID_LINUX',
  'HYPERPOD_LINUX',
];
const RESERVED_USERNAMES = ['system:', 'eks:', 'aws:', 'amazon:', 'iam:'];

/** EKS' refusal of a parameter. */
export function invalid(message: string) {
  return new AwsError('InvalidParameterException', message);
}

/** The type is one that EKS knows. */
export function checkType(type: string) {
  if (!TYPES.includes(type)) {
    throw invalid(`The specified type is invalid: ${type}`);
  }
}

/** The principal exists, and may have an entry on this cluster. */
export function checkPrincipal(
  call: Call,
  cluster: Cluster,
  principalArn: string,
  type: string,
) {
  const match = /^arn:([a-z-]+):iam::(\d{12}):(role|user)\/(.+)$/.exec(
    principalArn,
  );
  const refuse = () =>
    invalid('The specified principalArn is invalid: invalid principal.');
  if (!match) {
    throw principalArn.includes(':sts:')
      ? invalid('The specified principalArn is invalid: invalid principal.')
      : invalid('The specified principalArn is invalid: invalid ARN.');
  }
  const [, partition, owner, , name] = match;
  if (partition !== cluster.partition) throw refuse();
  if (name.startsWith('aws-service-role/')) {
    throw invalid(
      'The caller is not allowed to modify access entries with a principalArn value of a Service Linked Role.',
    );
  }
  const account = call.world.accounts.get(owner);
  // a principal of an account outside the estate is believed, as nothing here can know better
  if (account) {
    const known = [...account.roles, ...account.users];
    if (!known.some(p => p.arn === principalArn)) throw refuse();
  }
  if (type !== 'STANDARD' && owner !== cluster.accountId) throw refuse();
}

/** User names of STANDARD entries keep away from reserved prefixes. */
export function checkUsername(username: string | undefined) {
  if (!username) return;
  const reserved = RESERVED_USERNAMES.find(prefix =>
    username.startsWith(prefix),
  );
  if (reserved) {
    throw invalid(
      `The specified username ${username} is invalid, it cannot start with ${reserved}`,
    );
  }
  const template = username.indexOf('{{SessionName');
  if (template >= 0 && !username.slice(0, template).includes(':')) {
    throw invalid(
      `The specified username ${username} is invalid, a colon must precede {{SessionName}}`,
    );
  }
}

/** No group of Kubernetes' own can be given by an entry. */
export function checkGroups(groups: string[] | undefined) {
  const reserved = groups?.find(group => group.startsWith('system:'));
  if (reserved) {
    throw invalid(
      `The kubernetes group name ${reserved} is invalid, it cannot start with system:`,
    );
  }
}

/** The access policy is one of the cluster's partition. */
export function checkPolicy(cluster: Cluster, policyArn: string) {
  const prefix = `arn:${cluster.partition}:eks::aws:cluster-access-policy/`;
  const name = policyArn.slice(prefix.length);
  if (!policyArn.startsWith(prefix) || !accessPolicyNames.includes(name)) {
    throw invalid('The policyArn parameter format is not valid');
  }
}

/** A scope with what its type needs. */
export function toScope(
  input: { type?: string; namespaces?: string[] } = {},
): AccessScope {
  const { type, namespaces = [] } = input;
  if (type === 'cluster') {
    if (namespaces.length) {
      throw invalid(
        'Namespaces cannot be specified for access scope type cluster',
      );
    }
    return { type, namespaces: [] };
  }
  if (type === 'namespace' && namespaces.length) {
    return { type, namespaces };
  }
  throw invalid(
    type === 'namespace'
      ? 'Namespaces must be specified for access scope type namespace'
      : 'The access scope type is not valid',
  );
}
