import {
  AccessEntry,
  PolicyRule,
  RbacBinding,
  RbacRole,
  RbacSubject,
  ServiceAccount,
} from '../../../model';

/** Builders of RBAC objects for the tests of these checks. */
export const aRule = (change: Partial<PolicyRule>): PolicyRule => ({
  apiGroups: [''],
  resources: [],
  verbs: [],
  resourceNames: [],
  nonResourceURLs: [],
  ...change,
});

export const aClusterRole = (
  name: string,
  ...rules: Array<Partial<PolicyRule>>
): RbacRole => ({ name, labels: {}, annotations: {}, rules: rules.map(aRule) });

export const everything: Partial<PolicyRule> = {
  apiGroups: ['*'],
  resources: ['*'],
  verbs: ['*'],
};

/** `Group ops`, `User jane`, `ServiceAccount shop/cart` */
export function aSubject(text: string): RbacSubject {
  const [kind, name] = text.split(' ');
  if (kind !== 'ServiceAccount') {
    return { kind: kind === 'User' ? 'User' : 'Group', name };
  }
  const [namespace, account] = name.split('/');
  return { kind, namespace, name: account };
}

export const aBinding = (
  name: string,
  role: string,
  subjects: string[],
  namespace?: string,
): RbacBinding => ({
  name,
  ...(namespace && { namespace }),
  roleRef: { kind: 'ClusterRole', name: role },
  subjects: subjects.map(aSubject),
});

const principal = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

/** An access entry of a role with one access policy, in the whole cluster or in namespaces. */
export const anEntry = (
  name: string,
  policy: string,
  namespaces?: string[],
): AccessEntry => ({
  principalArn: principal(name),
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: principal(name),
  kubernetesGroups: [],
  policies: [
    {
      policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
      scope: namespaces
        ? { type: 'namespace', namespaces }
        : { type: 'cluster' },
    },
  ],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});

/** The subject of a finding about an access policy. */
export const policyOf = (name: string, policy: string) =>
  `${principal(name)} ${policy}`;

/** A service account, with an AWS role by its annotation. */
export const anAccount = (
  namespace: string,
  name: string,
  role?: string,
): ServiceAccount => ({
  namespace,
  name,
  annotations: role ? { 'eks.amazonaws.com/role-arn': principal(role) } : {},
  createdAt: '2026-01-01T00:00:00Z',
});
