import { PolicyRule, RbacBinding, RbacSubject } from '../../model';
import { describeRule, isStockSubject, rbacOf } from '../../rbac';
import { defineCheck, Found } from '../defineCheck';
import {
  bindingEvidence,
  bindingName,
  deleteBinding,
  rbacGuide,
  removeSubjects,
  subjectName,
} from './bindingWords';
import { hasWeight, heavyRule } from './ruleWeight';

interface ForAll extends Found {
  binding: RbacBinding;
  subjects: RbacSubject[];
  rule: PolicyRule;
}

/** What each of them has anyway, so that another binding to it gives nothing. */
const defaults = new Set([
  'system:basic-user',
  'system:discovery',
  'system:public-info-viewer',
]);

const everybody = new Set(['system:authenticated', 'system:serviceaccounts']);

const isEverybody = ({ kind, name }: RbacSubject) =>
  kind === 'Group' && everybody.has(name);

const isAllOfNamespace = ({ kind, name }: RbacSubject) =>
  kind === 'Group' && name.startsWith('system:serviceaccounts:');

export const rightsForEverybody = defineCheck({
  id: 'rights-for-everybody',
  number: 'AUTHZ-022',
  area: 'rbac',
  topics: ['B'],
  title: 'Rights for everybody',
  severity: 'high',
  why: 'Every mapped principal and every pod is in system:authenticated, every pod in system:serviceaccounts. What is bound to them is a right of whoever takes over the least important workload.',
  documentation: rbacGuide,
  needs: ['bindings', 'roles', 'clusterRoles'],
  canProveWithout: ['roles', 'clusterRoles'],
  evaluate: ({ bindings, derived }): ForAll[] => {
    const index = rbacOf(derived);
    return bindings.flatMap((binding): ForAll[] => {
      const subjects = binding.subjects.filter(
        subject =>
          (isEverybody(subject) || isAllOfNamespace(subject)) &&
          !isStockSubject(binding, subject),
      );
      if (subjects.length === 0 || defaults.has(binding.roleRef.name)) {
        return [];
      }
      const rules = index.roleOf(binding)?.rules ?? [];
      if (!hasWeight(rules)) return [];
      const heavy = subjects.some(isEverybody) ? heavyRule(rules) : undefined;
      return [
        {
          verdict: heavy ? 'fail' : 'warn',
          severity: heavy ? 'high' : 'medium',
          binding,
          subjects,
          rule: heavy ?? rules[0],
        },
      ];
    });
  },
  subject: ({ binding }) => bindingName(binding),
  message: ({ binding, subjects, verdict }) =>
    `\`${subjects.map(subjectName).join('`, `')}\` ${
      verdict === 'fail' ? 'may change things, or read Secrets,' : 'has rights'
    } ${
      binding.namespace ? `in \`${binding.namespace}\`` : 'in the whole cluster'
    } by \`${bindingName(binding)}\``,
  evidence: ({ binding, subjects, rule }) => [
    bindingEvidence(binding, subjects),
    {
      fact: 'Rule',
      value: describeRule(rule),
      readFrom: `${binding.roleRef.kind} ${binding.roleRef.name}`,
    },
  ],
  affected: ({ subjects }) => subjects.map(subjectName),
  remediate: ({ binding, subjects }) => {
    const cautions = [
      'Bind a group or a service account of its own to the role first, for those who need it.',
    ];
    return [
      subjects.length < binding.subjects.length
        ? removeSubjects(
            binding,
            subjects,
            'Take the group of everybody off the binding; the others stay.',
            cautions,
          )
        : deleteBinding(binding, 'Delete the binding.', cautions),
    ];
  },
});
