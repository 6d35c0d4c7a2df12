import { StsRegion } from '../../model';
import { aCluster, aSnapshot, describeCheck } from '../../testing';
import { stsRegionUnavailable } from './stsRegionUnavailable';

const { arn } = aCluster();
const answered = (change: Partial<StsRegion>) =>
  aSnapshot().with('stsRegion', {
    region: 'eu-west-1',
    issued: false,
    ...change,
  });
const refused = (account: string) =>
  answered({
    errorCode: 'RegionDisabledException',
    message: `STS is not activated in this region for account:${account}. Your account administrator can activate STS in this region using the IAM Console.`,
  });
const unwell = aSnapshot().withCluster({
  healthIssues: [
    { code: 'StsRegionalEndpointDisabled', message: 'x', resourceIds: [] },
  ],
});

describeCheck(stsRegionUnavailable, [
  {
    shows: 'the call of the checker is refused for it',
    given: refused('111122223333'),
    finds: [arn],
    verdict: 'fail',
    message: 'account 111122223333 has deactivated STS in `eu-west-1`',
    repairs: [],
  },
  {
    shows: 'EKS says so, whatever became of the call',
    given: unwell.unreadable('stsRegion', 'not-collected'),
    finds: [arn],
    verdict: 'fail',
  },
  {
    shows: 'credentials were issued',
    given: answered({ issued: true }),
    finds: [],
  },
  {
    shows: 'another account has deactivated it',
    given: refused('444455556666'),
    finds: [arn],
    verdict: 'unknown',
  },
  {
    shows: 'the checker alone did not get through',
    given: answered({ errorCode: 'TimeoutError' }),
    finds: [arn],
    verdict: 'unknown',
    message: /failed with `TimeoutError`/,
  },
  {
    shows: 'the checker called another Region',
    given: answered({ issued: true, region: 'us-east-1' }),
    finds: [arn],
    verdict: 'unknown',
  },
  {
    shows: 'nobody called it',
    given: aSnapshot().unreadable('stsRegion', 'not-collected'),
    verdict: 'unknown',
  },
]);
