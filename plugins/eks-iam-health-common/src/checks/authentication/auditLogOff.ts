import { defineCheck } from '../defineCheck';
import {
  logEvidence,
  LogOff,
  logOff,
  logsGuide,
  switchLogOn,
} from './controlPlaneLog';

export const auditLogOff = defineCheck({
  id: 'audit-log-off',
  number: 'OPS-002',
  area: 'authentication',
  topics: ['B'],
  title: 'Audit log is off',
  severity: 'high',
  why: 'The audit log is the only record of who did what in the cluster, and by which binding or access policy it was allowed. What happened while it was off cannot be found out later.',
  documentation: logsGuide,
  needs: ['cluster'],
  evaluate: ({ cluster }): LogOff[] => logOff(cluster, 'audit'),
  subject: ({ cluster }) => cluster.arn,
  message: () =>
    'requests to the cluster leave no trace: the log `audit` is off',
  evidence: logEvidence,
  remediate: switchLogOn,
});
