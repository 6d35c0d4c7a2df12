import { defineCheck } from '../defineCheck';
import { furtherRisks } from './furtherRisks';
import { operatorRisks } from './risks';

export const operatorsAsDetour = defineCheck(
  furtherRisks({
    id: 'operators-as-detour',
    number: 'AUTHZ-037',
    title: 'Operators do what their writers may not',
    severity: 'high',
    why: 'Delivery tools and operators act with their own rights, mostly wide ones: whoever writes the resources that they read borrows these rights.',
    documentation:
      'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    risks: operatorRisks,
    advice:
      'Give the right in namespaces whose resources the operator applies with the rights of that namespace, such as a project or a service account of its own.',
  }),
);
