import { PolicyRule, RbacRole, RbacSubject } from '../../model';
import { isStockRole } from '../../rbac';
import { defineCheck, Found } from '../defineCheck';
import { subjectName } from './bindingWords';
import { judgedSubjects } from './platformSubjects';
import { bindingsByRole } from './bindingsByRole';
import { areKnownControllers } from './serviceAccountSubject';

interface Wildcard extends Found {
  role: RbacRole;
  rule: PolicyRule;
  subjects: RbacSubject[];
}

const kindOf = (role: RbacRole) => (role.namespace ? 'Role' : 'ClusterRole');
const nameOf = (role: RbacRole) =>
  role.namespace ? `${role.namespace}/${role.name}` : role.name;

export const wildcardRules = defineCheck({
  id: 'wildcard-rules',
  number: 'AUTHZ-010',
  area: 'rbac',
  topics: ['B'],
  title: 'Wildcard rules',
  severity: 'medium',
  why: 'A star includes what is added later: new resources, their subresources, and verbs such as escalate, bind and impersonate that lift every other limit.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: ['roles', 'clusterRoles', 'bindings'],
  canProveWithout: ['roles', 'clusterRoles'],
  evaluate: ({ roles, clusterRoles, derived, settings }): Wildcard[] => {
    const byRole = bindingsByRole(derived);
    return [...clusterRoles, ...roles].flatMap((role): Wildcard[] => {
      if (isStockRole(role)) return [];
      // The rules of an aggregated role are those of others, which are looked at themselves.
      const own = byRole.ownRules(role);
      const rule = own.find(isFull) ?? own.find(hasStar);
      if (!rule) return [];
      const held = byRole.bindings(role).map(binding => ({
        binding,
        judged: judgedSubjects(binding, derived),
      }));
      const subjects = held.flatMap(({ judged }) => judged);
      const counts = held.some(
        ({ binding, judged }) =>
          !areKnownControllers(settings, judged, binding),
      );
      return [
        {
          verdict: isFull(rule) && counts ? 'fail' : 'warn',
          severity: counts ? 'medium' : 'low',
          role,
          rule,
          subjects,
        },
      ];
    });
  },
  subject: ({ role }) => `${kindOf(role)} ${nameOf(role)}`,
  message: ({ role, rule, subjects }) =>
    `\`${kindOf(role)} ${nameOf(role)}\` allows \`${rule.verbs.join(
      ',',
    )}\` on \`${rule.resources.join(',')}\` of groups \`${rule.apiGroups
      .map(group => group || 'core')
      .join(',')}\`${subjects.length === 0 ? ' and is bound to nobody' : ''}`,
  evidence: ({ role, rule, subjects }) => [
    {
      fact: 'Rule',
      value: JSON.stringify({
        apiGroups: rule.apiGroups,
        resources: rule.resources,
        verbs: rule.verbs,
      }),
      readFrom: `${kindOf(role)} ${nameOf(role)}`,
    },
    {
      fact: 'Bound to',
      value: subjects.map(subjectName).join(', ') || 'nobody',
      readFrom: 'list rolebindings, clusterrolebindings',
    },
  ],
  affected: ({ subjects }) => [...new Set(subjects.map(subjectName))],
  remediate: ({ role }) => [
    {
      title: `Write out the verbs and resources that ${nameOf(
        role,
      )} needs; the audit log tells which are used.`,
      class: 'advice',
      actions: [],
      needs: ['update clusterroles, roles'],
      cautions: [
        'A role that Helm or an operator made is written back by it: change it there.',
      ],
    },
  ],
});

function isFull({ verbs, resources }: PolicyRule): boolean {
  return verbs.includes('*') && resources.includes('*');
}

function hasStar({ verbs, resources, apiGroups }: PolicyRule): boolean {
  return (
    verbs.includes('*') || resources.includes('*') || apiGroups.includes('*')
  );
}
