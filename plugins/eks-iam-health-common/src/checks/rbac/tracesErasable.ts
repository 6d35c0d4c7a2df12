import { defineCheck } from '../defineCheck';
import { furtherRisks } from './furtherRisks';
import { traceRisks } from './risks';

export const tracesErasable = defineCheck(
  furtherRisks({
    id: 'traces-erasable',
    number: 'AUTHZ-035',
    title: 'Events and reports can be erased',
    severity: 'low',
    why: 'Events and reports are the first to tell what happened; whoever deletes them takes time from those who look.',
    documentation:
      'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    risks: traceRisks,
    advice:
      'Take delete and deletecollection on events out of the role: they vanish by themselves after an hour.',
  }),
);
