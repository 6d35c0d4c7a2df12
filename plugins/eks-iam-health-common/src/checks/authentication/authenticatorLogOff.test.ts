import { aCluster, aSnapshot, describeCheck } from '../../testing';
import { authenticatorLogOff } from './authenticatorLogOff';

const { arn } = aCluster();

describeCheck(authenticatorLogOff, [
  {
    shows: 'off',
    given: aSnapshot().withCluster({
      enabledLogTypes: ['api', 'scheduler', 'authenticator', 'audit'].filter(
        type => type !== 'authenticator',
      ),
    }),
    finds: [arn],
    verdict: 'fail',
    message: 'the log `authenticator` is off',
    repairs: ['enable-cluster-logging'],
  },
  {
    shows: 'nothing is on',
    given: aSnapshot().withCluster({ enabledLogTypes: [] }),
    finds: [arn],
  },
  {
    shows: 'on, alone',
    given: aSnapshot().withCluster({ enabledLogTypes: ['authenticator'] }),
    finds: [],
  },
  {
    shows: 'a cluster that was not read is no pass',
    given: aSnapshot().unreadable('cluster'),
    verdict: 'unknown',
  },
]);
