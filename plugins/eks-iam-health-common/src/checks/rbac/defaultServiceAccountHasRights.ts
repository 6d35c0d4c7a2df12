import { PolicyRule, RbacBinding, RbacSubject } from '../../model';
import { describeRule, isStockSubject, rbacOf } from '../../rbac';
import { defineCheck, Found } from '../defineCheck';
import {
  bindingEvidence,
  bindingName,
  deleteBinding,
  removeSubjects,
  subjectName,
} from './bindingWords';
import { heavyRule } from './ruleWeight';
import { serviceAccountOf } from './serviceAccountSubject';

interface Default extends Found {
  binding: RbacBinding;
  subjects: RbacSubject[];
  rule?: PolicyRule;
}

export const defaultServiceAccountHasRights = defineCheck({
  id: 'default-service-account-has-rights',
  number: 'AUTHZ-023',
  area: 'rbac',
  topics: ['B'],
  title: 'Default service account has rights',
  severity: 'medium',
  why: 'Every pod that names no service account runs as `default` of its namespace: what is bound to it is a right of pods that nobody thought of.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: ['bindings', 'roles', 'clusterRoles'],
  canProveWithout: ['roles', 'clusterRoles'],
  evaluate: ({ bindings, derived }): Default[] => {
    const index = rbacOf(derived);
    return bindings.flatMap((binding): Default[] => {
      const subjects = binding.subjects.filter(
        subject =>
          serviceAccountOf(subject, binding)?.endsWith('/default') &&
          !isStockSubject(binding, subject),
      );
      if (subjects.length === 0) return [];
      const rule = heavyRule(index.roleOf(binding)?.rules ?? []);
      return [
        {
          verdict: rule ? 'fail' : 'warn',
          severity: rule ? 'medium' : 'low',
          binding,
          subjects,
          rule,
        },
      ];
    });
  },
  subject: ({ binding }) => bindingName(binding),
  message: ({ binding, subjects, rule }) =>
    `\`${subjects.map(subjectName).join('`, `')}\` is bound to \`${
      binding.roleRef.name
    }\` by \`${bindingName(binding)}\`${
      rule ? ', which allows more than reading' : ''
    }`,
  evidence: ({ binding, subjects, rule }) => [
    bindingEvidence(binding, subjects),
    ...(rule
      ? [
          {
            fact: 'Rule',
            value: describeRule(rule),
            readFrom: `${binding.roleRef.kind} ${binding.roleRef.name}`,
          },
        ]
      : []),
  ],
  affected: ({ subjects }) => subjects.map(subjectName),
  remediate: ({ binding, subjects }) => {
    const cautions = [
      'Make a service account for the workload, name it in its pods and bind it first: pods that run as `default` lose the right.',
    ];
    return [
      subjects.length < binding.subjects.length
        ? removeSubjects(
            binding,
            subjects,
            'Take the account off the binding; the others stay.',
            cautions,
          )
        : deleteBinding(binding, 'Delete the binding.', cautions),
    ];
  },
});
