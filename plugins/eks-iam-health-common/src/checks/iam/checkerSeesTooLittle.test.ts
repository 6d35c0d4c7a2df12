import { aSnapshot, describeCheck } from '../../testing';
import { checkerSeesTooLittle } from './checkerSeesTooLittle';

describeCheck(checkerSeesTooLittle, [
  {
    shows: 'bindings denied, pods out of reach',
    given: aSnapshot().unreadable('bindings').unreadable('pods', 'unreachable'),
    finds: ['section bindings', 'section pods'],
    verdict: 'fail',
  },
  {
    shows: 'something that other checks can do without',
    given: aSnapshot().unreadable('accessKeys'),
    finds: ['section accessKeys'],
    verdict: 'warn',
    message: '`accessKeys` could not be read: denied',
  },
  {
    shows: 'what nobody asked for is no failure',
    given: aSnapshot().unreadable('leakingSecrets', 'not-collected'),
    finds: [],
  },
  {
    shows: 'aws-auth in a mode that does not ask it',
    given: aSnapshot()
      .withCluster({ authenticationMode: 'API' })
      .unreadable('awsAuth'),
    finds: [],
  },
  {
    shows: 'a folder without the cluster itself',
    given: aSnapshot().unreadable('cluster', 'not-collected'),
    verdict: 'unknown',
  },
]);
