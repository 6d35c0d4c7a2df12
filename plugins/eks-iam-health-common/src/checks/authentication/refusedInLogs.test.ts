import { LogObservation } from '../../model';
import { aSnapshot, describeCheck } from '../../testing';
import { refusedInLogs } from './refusedInLogs';

const seen = (change: Partial<LogObservation>): LogObservation => ({
  kind: 'identity-not-mapped',
  subject: 'arn:aws:iam::111122223333:role/dev',
  count: 3,
  lastAt: '2026-11-21T13:00:00Z',
  ...change,
});

describeCheck(refusedInLogs, [
  {
    shows: 'one who is not mapped, and one of the same name as before',
    given: aSnapshot().with('logObservations', [
      seen({}),
      seen({ kind: 'arn-does-not-match-user-id' }),
    ]),
    finds: [
      'arn:aws:iam::111122223333:role/dev: identity-not-mapped',
      'arn:aws:iam::111122223333:role/dev: arn-does-not-match-user-id',
    ],
    verdict: 'fail',
    message: 'is mapped by nothing',
  },
  {
    shows: 'a user who is refused more often than the threshold',
    given: aSnapshot().with('logObservations', [
      seen({ kind: 'forbidden', subject: 'jane', count: 51 }),
    ]),
    finds: ['jane: forbidden'],
    verdict: 'fail',
  },
  {
    shows: 'now and then somebody asks for what is not theirs',
    given: aSnapshot().with('logObservations', [
      seen({ kind: 'forbidden', subject: 'jane', count: 50 }),
    ]),
    finds: [],
  },
  {
    shows: 'an empty log proves nothing while it is off',
    given: aSnapshot()
      .withCluster({ enabledLogTypes: ['audit'] })
      .with('logObservations', []),
    verdict: 'unknown',
  },
  {
    shows: 'logs are not read unless somebody opted in',
    given: aSnapshot().unreadable('logObservations', 'not-collected'),
    verdict: 'unknown',
  },
]);
