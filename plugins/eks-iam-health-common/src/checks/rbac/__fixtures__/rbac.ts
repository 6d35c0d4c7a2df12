import { PolicyRule, RbacBinding, RbacRole, RbacSubject } from '../../../model';

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
