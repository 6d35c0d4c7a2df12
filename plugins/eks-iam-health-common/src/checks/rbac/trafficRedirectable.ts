import { defineCheck } from '../defineCheck';
import { furtherRisks } from './furtherRisks';
import { trafficRisks } from './risks';

export const trafficRedirectable = defineCheck(
  furtherRisks({
    id: 'traffic-redirectable',
    number: 'AUTHZ-034',
    title: 'Traffic of others can be redirected',
    severity: 'medium',
    why: 'Services, endpoints and routes say where requests go: whoever writes those of other namespaces reads and answers what was meant for them.',
    documentation:
      'https://kubernetes.io/docs/concepts/services-networking/service/',
    risks: trafficRisks,
    advice:
      'Give the right in the namespaces of the team only, and forbid external IPs by an admission policy.',
  }),
);
