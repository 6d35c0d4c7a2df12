import { AccessEntry, KnownGrant } from '../../model';
import { aSnapshot, describeCheck, testAccountId } from '../../testing';
import { accessOutsideRequests } from './accessOutsideRequests';

const arnOf = (name: string) => `arn:aws:iam::${testAccountId}:role/${name}`;
const anEntry = (name: string, type = 'STANDARD'): AccessEntry => ({
  principalArn: arnOf(name),
  accessEntryArn: `arn:aws:eks:eu-west-1:${testAccountId}:access-entry/payments-prod/role/${testAccountId}/${name}/1`,
  type,
  username: name,
  kubernetesGroups: [],
  policies: [],
  createdAt: '2026-11-20T00:00:00Z',
  tags: {},
});
const aGrant = (name: string): KnownGrant => ({
  requestId: `r-${name}`,
  principalArn: arnOf(name),
  state: 'active',
  accessPolicies: [],
  kubernetesGroups: [],
});
const requested = aSnapshot().with('grants', [aGrant('dev')]);

describeCheck(accessOutsideRequests, [
  {
    shows: 'an entry and a line of aws-auth that nobody asked for',
    given: requested
      .with('accessEntries', [anEntry('dev'), anEntry('friend')])
      .withAwsAuth({
        mapRoles: `- rolearn: ${arnOf('old')}\n  username: old\n`,
      }),
    finds: [arnOf('friend'), arnOf('old')],
    verdict: 'warn',
    message: 'no approved request says so',
  },
  {
    shows: 'requested, of nodes, or kept by infrastructure code',
    given: requested.with('accessEntries', [
      anEntry('dev'),
      anEntry('nodes', 'EC2_LINUX'),
      anEntry('pipeline'),
    ]),
    settings: { infrastructureArns: [arnOf('pipeline')] },
    finds: [],
  },
  {
    shows: 'a cluster for which nobody ever asked',
    given: aSnapshot().with('accessEntries', [anEntry('friend')]),
    verdict: 'not-applicable',
  },
  {
    shows: 'requests that were not read',
    given: aSnapshot()
      .with('accessEntries', [anEntry('friend')])
      .unreadable('grants', 'not-collected'),
    verdict: 'unknown',
  },
]);
