import { isRead, RbacBinding } from '../../model';
import { isStockBinding, isUnlistedPlatformBinding, rbacOf } from '../../rbac';
import { defineCheck, Found } from '../defineCheck';
import {
  bindingEvidence,
  bindingName,
  deleteBinding,
  rbacGuide,
  subjectName,
} from './bindingWords';

interface Dangling extends Found {
  binding: RbacBinding;
}

export const bindingToMissingRole = defineCheck({
  id: 'binding-to-missing-role',
  number: 'AUTHZ-024',
  area: 'rbac',
  topics: ['B'],
  title: 'Binding to a missing role',
  severity: 'low',
  why: 'The binding gives nothing, which is a lock-out for those who are meant to have it; and whoever makes a role of that name decides what its subjects may do.',
  documentation: rbacGuide,
  needs: ['bindings', 'roles', 'clusterRoles'],
  canProveWithout: ['roles', 'clusterRoles'],
  evaluate: ({ bindings, derived }): Dangling[] => {
    const index = rbacOf(derived);
    const { roles, clusterRoles } = derived.snapshot.sections;
    // Of roles that were not read nobody can say that they are missing.
    const isKnown = { Role: isRead(roles), ClusterRole: isRead(clusterRoles) };
    return bindings.flatMap((binding): Dangling[] =>
      !isKnown[binding.roleRef.kind] ||
      index.roleOf(binding) ||
      isStockBinding(binding) ||
      isUnlistedPlatformBinding(binding)
        ? []
        : [{ verdict: 'warn', binding }],
    );
  },
  subject: ({ binding }) => bindingName(binding),
  message: ({ binding }) =>
    `\`${bindingName(binding)}\` refers to ${binding.roleRef.kind} \`${
      binding.roleRef.name
    }\`, which does not exist`,
  evidence: ({ binding }) => [
    bindingEvidence(binding),
    {
      fact: `${binding.roleRef.kind} ${binding.roleRef.name}`,
      value: 'not found',
      readFrom:
        binding.roleRef.kind === 'Role' ? 'list roles' : 'list clusterroles',
    },
  ],
  affected: ({ binding }) => binding.subjects.map(subjectName),
  remediate: ({ binding }) => [
    {
      title:
        'Make the role again, if the subjects are meant to have it; a binding cannot be led to another role.',
      class: 'advice',
      actions: [],
      needs: ['create clusterroles, roles'],
      cautions: [],
    },
    deleteBinding(binding, 'Or delete the binding, which gives nothing.'),
  ],
});
