import { defineCheck } from '../defineCheck';
import { furtherRisks } from './furtherRisks';
import { serviceAccountRisks } from './risks';

export const serviceAccountsWritable = defineCheck(
  furtherRisks({
    id: 'service-accounts-writable',
    number: 'AUTHZ-038',
    title: 'Service accounts can be made in any namespace',
    severity: 'medium',
    why: 'A service account is known to AWS by its name: associations, trust policies and bindings wait for it, and its annotation says which role it asks for.',
    documentation:
      'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
    risks: serviceAccountRisks,
    advice: 'Give the right in the namespaces of the team only.',
  }),
);
