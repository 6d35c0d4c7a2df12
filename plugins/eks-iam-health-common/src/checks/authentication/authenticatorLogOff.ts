import { defineCheck } from '../defineCheck';
import {
  logEvidence,
  LogOff,
  logOff,
  logsGuide,
  switchLogOn,
} from './controlPlaneLog';

export const authenticatorLogOff = defineCheck({
  id: 'authenticator-log-off',
  number: 'OPS-001',
  area: 'authentication',
  topics: ['T3'],
  title: 'Authenticator log is off',
  severity: 'medium',
  why: 'Only the authenticator log tells why an identity was refused, and under which ARN it arrived. Without it Unauthorized can only be guessed at.',
  documentation: logsGuide,
  needs: ['cluster'],
  evaluate: ({ cluster }): LogOff[] => logOff(cluster, 'authenticator'),
  subject: ({ cluster }) => cluster.arn,
  message: () =>
    'refused identities leave no trace: the log `authenticator` is off',
  evidence: logEvidence,
  remediate: switchLogOn,
});
