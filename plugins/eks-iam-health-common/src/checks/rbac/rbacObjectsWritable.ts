import { defineCheck } from '../defineCheck';
import { furtherRisks } from './furtherRisks';
import { rbacObjectRisks } from './risks';

export const rbacObjectsWritable = defineCheck(
  furtherRisks({
    id: 'rbac-objects-writable',
    number: 'AUTHZ-030',
    title: 'Roles and bindings are writable',
    severity: 'medium',
    why: 'Kubernetes keeps writers of roles and bindings from handing out more than they hold, but not from giving away what they hold, and not from taking rights from others, EKS itself included.',
    documentation:
      'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    risks: rbacObjectRisks,
    advice:
      'Let a pipeline with review write roles and bindings, and give teams RoleBindings in their namespaces only.',
  }),
);
