import { RbacBinding, RbacSubject } from '../../model';
import { addedSubjects, isClusterAdminRole, rbacOf } from '../../rbac';
import { defineCheck, Found } from '../defineCheck';
import {
  bindingEvidence,
  bindingName,
  deleteBinding,
  rbacGuide,
  removeSubjects,
  subjectName,
} from './bindingWords';

/** The only two that hold everything by design; each counts as this kind with this name, in whatever binding. */
const administrators = new Set([
  'Group system:masters',
  'User eks:addon-manager',
]);

interface AdminBinding extends Found {
  binding: RbacBinding;
  subjects: RbacSubject[];
}

export const bindingToClusterAdmin = defineCheck({
  id: 'binding-to-cluster-admin',
  number: 'AUTHZ-009',
  area: 'rbac',
  topics: ['T6'],
  title: 'Bindings to cluster-admin',
  severity: 'high',
  why: 'cluster-admin may do everything with everything, Secrets and other people’s rights included. Hardly any person or workload needs all of it.',
  documentation: rbacGuide,
  needs: ['bindings', 'clusterRoles'],
  canProveWithout: ['clusterRoles'],
  evaluate: ({ bindings, derived }): AdminBinding[] => {
    const index = rbacOf(derived);
    return bindings.flatMap((binding): AdminBinding[] => {
      const { roleRef, namespace } = binding;
      const isAdmin =
        roleRef.kind === 'ClusterRole' &&
        (roleRef.name === 'cluster-admin' ||
          isClusterAdminRole(index.roleOf(binding)?.rules ?? []));
      if (!isAdmin) return [];
      const subjects = addedSubjects(binding).filter(
        subject => !administrators.has(subjectName(subject)),
      );
      return subjects.length === 0
        ? []
        : [{ verdict: namespace ? 'warn' : 'fail', binding, subjects }];
    });
  },
  subject: ({ binding }) => bindingName(binding),
  message: ({ binding, subjects, verdict }) =>
    `\`${subjects.map(subjectName).join('`, `')}\` may do everything ${
      verdict === 'warn'
        ? `in namespace \`${binding.namespace}\``
        : 'in the cluster'
    } by \`${bindingName(binding)}\``,
  evidence: ({ binding, subjects }) => [bindingEvidence(binding, subjects)],
  affected: ({ subjects }) => subjects.map(subjectName),
  remediate: ({ binding, subjects }) => {
    const cautions = [
      'Bind the narrower role first, and make sure that somebody else still administers the cluster.',
    ];
    return [
      subjects.length < binding.subjects.length
        ? removeSubjects(
            binding,
            subjects,
            'Take these subjects off the binding; those that belong there stay.',
            cautions,
          )
        : deleteBinding(binding, 'Delete the binding.', cautions),
    ];
  },
});
