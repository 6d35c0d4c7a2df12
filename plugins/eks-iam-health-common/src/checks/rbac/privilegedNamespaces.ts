import { adminBindingsOf } from '../../access';
import {
  escalationPaths,
  findEscalations,
  isAdministrator,
  policiesOf,
  PrincipalPolicies,
  UnknownPolicies,
} from '../../iam';
import { Derived, isRead } from '../../model';
import { escalationsInIam } from '../iam/escalationsOf';
import { serviceAccountOf } from './serviceAccountSubject';

/** What acting as the service accounts of a namespace gives. */
export interface NamespacePower {
  /** `yes`: as good as administering the cluster or the account. `unknown`: an AWS role could not be looked at */
  isPrivileged: 'yes' | 'no' | 'unknown';
  /** why it is, or may be, privileged */
  because: string;
  /** AWS roles of its service accounts */
  awsRoles: readonly string[];
}

const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';
const ordinary: NamespacePower = {
  isPrivileged: 'no',
  because: '',
  awsRoles: [],
};

/**
 * The namespaces whose service accounts give more than their namespace: kube-system, those with an administrator of the
 * cluster among them, and those with AWS roles. Namespaces that are not in the answer are ordinary.
 */
export function namespacePowers(
  derived: Derived,
): ReadonlyMap<string, NamespacePower> {
  return derived.once('namespacePowers', () => {
    const powers = new Map<string, NamespacePower>();
    for (const [namespace, arns] of awsRolesByNamespace(derived)) {
      powers.set(namespace, {
        ...powerOfRoles(arns, derived),
        awsRoles: [...arns],
      });
    }
    for (const [namespace, account] of administrators(derived)) {
      powers.set(namespace, {
        isPrivileged: 'yes',
        because: `${account} administers the cluster`,
        awsRoles: powers.get(namespace)?.awsRoles ?? [],
      });
    }
    powers.set('kube-system', {
      isPrivileged: 'yes',
      because: 'the controllers of the cluster run there',
      awsRoles: powers.get('kube-system')?.awsRoles ?? [],
    });
    return powers;
  });
}

/** The power of one namespace. */
export const powerOf = (namespace: string, derived: Derived): NamespacePower =>
  namespacePowers(derived).get(namespace) ?? ordinary;

function awsRolesByNamespace(derived: Derived): Map<string, Set<string>> {
  const { serviceAccounts, podIdentityAssociations } =
    derived.snapshot.sections;
  const found = new Map<string, Set<string>>();
  const add = (namespace: string, roleArn: string) => {
    const known = found.get(namespace);
    if (known) known.add(roleArn);
    else found.set(namespace, new Set([roleArn]));
  };
  for (const account of isRead(serviceAccounts) ? serviceAccounts.value : []) {
    const roleArn = account.annotations[ROLE_ANNOTATION];
    if (roleArn) add(account.namespace, roleArn);
  }
  for (const one of isRead(podIdentityAssociations)
    ? podIdentityAssociations.value
    : []) {
    add(one.namespace, one.roleArn);
    if (one.targetRoleArn) add(one.namespace, one.targetRoleArn);
  }
  return found;
}

function powerOfRoles(
  arns: ReadonlySet<string>,
  derived: Derived,
): Pick<NamespacePower, 'isPrivileged' | 'because'> {
  const powers = [...arns].map(arn => powerOfRole(arn, derived));
  return (
    powers.find(({ isPrivileged }) => isPrivileged === 'yes') ??
    powers.find(({ isPrivileged }) => isPrivileged === 'unknown') ??
    ordinary
  );
}

/** Ways to administrator that need nothing but the permissions themselves. */
const shortWays = escalationPaths.filter(
  ({ id, kind }) =>
    (kind === 'identity' && escalationsInIam.some(path => path.id === id)) ||
    id === 'eks-create-access-entry',
);

/** One role may serve many namespaces, and is looked at once. */
function powerOfRole(
  arn: string,
  derived: Derived,
): Pick<NamespacePower, 'isPrivileged' | 'because'> {
  const known = derived.once(
    'powersOfRoles',
    () => new Map<string, Pick<NamespacePower, 'isPrivileged' | 'because'>>(),
  );
  let power = known.get(arn);
  if (!power) {
    power = lookAt(policiesOf(arn, derived.snapshot));
    known.set(arn, power);
  }
  return power;
}

function lookAt(
  policies: PrincipalPolicies | UnknownPolicies,
): Pick<NamespacePower, 'isPrivileged' | 'because'> {
  const { arn } = policies;
  const unread = {
    isPrivileged: 'unknown' as const,
    because: `what ${arn} may do in AWS could not be read`,
  };
  if (policies.status !== 'read') {
    return policies.status === 'absent' ? ordinary : unread;
  }
  const has = `a service account there has ${arn}, which`;
  if (isAdministrator(policies)) {
    return { isPrivileged: 'yes', because: `${has} administers the account` };
  }
  const way = findEscalations(policies, { paths: shortWays }).find(
    ({ verdict }) => verdict === 'allowed',
  );
  if (way) {
    return {
      isPrivileged: 'yes',
      because: `${has} can make itself administrator (${way.path.id})`,
    };
  }
  return policies.unread.length > 0 ? unread : ordinary;
}

/** Namespaces with a service account, or all of theirs, bound to a role as good as cluster-admin. */
function administrators(derived: Derived): Map<string, string> {
  const found = new Map<string, string>();
  for (const { binding, subjects } of adminBindingsOf(derived)) {
    for (const subject of subjects) {
      const account = serviceAccountOf(subject, binding);
      if (account) found.set(account.slice(0, account.indexOf('/')), account);
      if (subject.kind !== 'Group') continue;
      const group = /^system:serviceaccounts:(.+)$/.exec(subject.name);
      if (group) found.set(group[1], subject.name);
    }
  }
  return found;
}
