import { defineCheck } from '../defineCheck';
import { furtherRisks } from './furtherRisks';
import { extensionRisks } from './risks';

export const apiExtensible = defineCheck(
  furtherRisks({
    id: 'api-extensible',
    number: 'AUTHZ-033',
    title: 'API of the cluster can be extended or starved',
    severity: 'high',
    why: 'Definitions and aggregated API servers are sent the objects and identities of others; priorities decide whose requests are served.',
    documentation:
      'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    risks: extensionRisks,
    advice:
      'Let definitions and API services be installed by a pipeline with review, together with the controller that they belong to.',
  }),
);
