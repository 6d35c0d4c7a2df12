import { aCluster, aSnapshot, describeCheck } from '../../testing';
import { auditLogOff } from './auditLogOff';

const { arn } = aCluster();

describeCheck(auditLogOff, [
  {
    shows: 'off',
    given: aSnapshot().withCluster({
      enabledLogTypes: ['api', 'scheduler', 'authenticator', 'audit'].filter(
        type => type !== 'audit',
      ),
    }),
    finds: [arn],
    verdict: 'fail',
    message: 'the log `audit` is off',
    repairs: ['enable-cluster-logging'],
  },
  {
    shows: 'nothing is on',
    given: aSnapshot().withCluster({ enabledLogTypes: [] }),
    finds: [arn],
  },
  {
    shows: 'on, alone',
    given: aSnapshot().withCluster({ enabledLogTypes: ['audit'] }),
    finds: [],
  },
  {
    shows: 'a cluster that was not read is no pass',
    given: aSnapshot().unreadable('cluster'),
    verdict: 'unknown',
  },
]);
