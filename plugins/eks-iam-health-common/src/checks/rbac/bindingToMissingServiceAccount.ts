import { isRead, RbacBinding, RbacSubject } from '../../model';
import { isAdminLike, isStockSubject, rbacOf } from '../../rbac';
import { defineCheck, Found } from '../defineCheck';
import {
  bindingEvidence,
  bindingName,
  deleteBinding,
  goodPracticesGuide,
  removeSubjects,
  subjectName,
} from './bindingWords';
import { serviceAccountOf } from './serviceAccountSubject';

interface Waiting extends Found {
  binding: RbacBinding;
  subjects: RbacSubject[];
  /** those whose namespace is missing as well */
  withoutNamespace: string[];
}

export const bindingToMissingServiceAccount = defineCheck({
  id: 'binding-to-missing-service-account',
  number: 'AUTHZ-025',
  area: 'rbac',
  topics: ['B'],
  title: 'Binding to a missing service account',
  severity: 'medium',
  why: 'Rights wait for an account of that name: whoever may create service accounts, or the namespace, takes them on.',
  documentation: goodPracticesGuide,
  needs: ['bindings', 'serviceAccounts', 'namespaces', 'roles', 'clusterRoles'],
  canProveWithout: ['namespaces', 'roles', 'clusterRoles'],
  evaluate: ({ bindings, serviceAccounts, derived }): Waiting[] => {
    const index = rbacOf(derived);
    const known = new Set(
      serviceAccounts.map(({ namespace, name }) => `${namespace}/${name}`),
    );
    const { namespaces } = derived.snapshot.sections;
    const spaces = isRead(namespaces)
      ? new Set(namespaces.value.map(({ name }) => name))
      : undefined;
    return bindings.flatMap((binding): Waiting[] => {
      const subjects = binding.subjects.filter(subject => {
        if (subject.kind !== 'ServiceAccount') return false;
        const account = serviceAccountOf(subject, binding);
        return (
          account !== undefined &&
          !known.has(account) &&
          !isStockSubject(binding, subject)
        );
      });
      if (subjects.length === 0) return [];
      const isPowerful =
        binding.roleRef.name === 'cluster-admin' ||
        isAdminLike(index.roleOf(binding)?.rules ?? []);
      return [
        {
          verdict: isPowerful ? 'fail' : 'warn',
          severity: isPowerful ? 'medium' : 'low',
          binding,
          subjects,
          withoutNamespace: subjects.flatMap(subject => {
            const namespace = subject.namespace || binding.namespace;
            return namespace && spaces && !spaces.has(namespace)
              ? [namespace]
              : [];
          }),
        },
      ];
    });
  },
  subject: ({ binding }) => bindingName(binding),
  message: ({ binding, subjects, withoutNamespace }) =>
    `\`${bindingName(binding)}\` gives \`${
      binding.roleRef.name
    }\` to \`${subjects.map(subjectName).join('`, `')}\`, which ${
      subjects.length > 1 ? 'do' : 'does'
    } not exist${withoutNamespace.length > 0 ? ', nor its namespace' : ''}`,
  evidence: ({ binding, subjects, withoutNamespace }) => [
    bindingEvidence(binding, subjects),
    {
      fact: 'Service accounts of that name',
      value: 'none',
      readFrom: 'list serviceaccounts',
    },
    ...(withoutNamespace.length > 0
      ? [
          {
            fact: 'Missing namespaces',
            value: [...new Set(withoutNamespace)].join(', '),
            readFrom: 'list namespaces',
          },
        ]
      : []),
  ],
  affected: ({ subjects }) => subjects.map(subjectName),
  remediate: ({ binding, subjects }) => [
    subjects.length < binding.subjects.length
      ? removeSubjects(
          binding,
          subjects,
          'Take the missing accounts off the binding; the others stay.',
        )
      : deleteBinding(binding, 'Delete the binding, which nobody uses.'),
  ],
});
