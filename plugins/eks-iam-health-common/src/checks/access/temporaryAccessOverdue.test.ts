import { AccessEntry, KnownGrant } from '../../model';
import { aSnapshot, describeCheck, testAccountId } from '../../testing';
import { temporaryAccessOverdue } from './temporaryAccessOverdue';

const arnOf = (name: string) => `arn:aws:iam::${testAccountId}:role/${name}`;
const view = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';

const anEntry = (
  name: string,
  change: Partial<AccessEntry> = {},
): AccessEntry => ({
  principalArn: arnOf(name),
  accessEntryArn: `arn:aws:eks:eu-west-1:${testAccountId}:access-entry/payments-prod/role/${testAccountId}/${name}/1`,
  type: 'STANDARD',
  username: name,
  kubernetesGroups: [],
  policies: [{ policyArn: view, scope: { type: 'cluster' } }],
  createdAt: '2026-11-20T00:00:00Z',
  tags: {},
  ...change,
});
const aGrant = (change: Partial<KnownGrant> = {}): KnownGrant => ({
  requestId: 'r-1',
  principalArn: arnOf('dev'),
  state: 'active',
  accessPolicies: [{ policyArn: view, scope: { type: 'cluster' } }],
  kubernetesGroups: [],
  expiresAt: '2026-11-21T20:00:00Z',
  ...change,
});

describeCheck(temporaryAccessOverdue, [
  {
    shows: 'a tag and a request whose time is over',
    given: aSnapshot()
      .with('accessEntries', [
        anEntry('guest', { tags: { 'expires-at': '2026-11-01' } }),
        anEntry('dev'),
      ])
      .with('grants', [aGrant({ expiresAt: '2026-11-21T10:00:00Z' })]),
    finds: [arnOf('guest'), `${arnOf('dev')} (request r-1)`],
    verdict: 'fail',
    message: /should have ended at 2026-11-01[\s\S]*2026-11-21T10:00:00Z/,
    repairs: ['delete-access-entry'],
  },
  {
    shows: 'a tag that is due within a day',
    given: aSnapshot().with('accessEntries', [
      anEntry('guest', { tags: { 'expires-at': '2026-11-22T10:00:00Z' } }),
    ]),
    finds: [arnOf('guest')],
    verdict: 'warn',
  },
  {
    shows: 'another scope than was approved',
    given: aSnapshot()
      .with('accessEntries', [anEntry('dev')])
      .with('grants', [
        aGrant({
          accessPolicies: [
            {
              policyArn: view,
              scope: { type: 'namespace', namespaces: ['shop'] },
            },
          ],
        }),
      ]),
    finds: [`${arnOf('dev')} (request r-1)`],
    verdict: 'warn',
    message:
      '`AmazonEKSViewPolicy` holds for the whole cluster instead of namespaces shop',
  },
  {
    shows: 'a grant within its time, as approved; a tag that is no time',
    given: aSnapshot()
      .with('accessEntries', [
        anEntry('dev'),
        anEntry('ci', { tags: { 'expires-at': 'never' } }),
      ])
      .with('grants', [aGrant()]),
    finds: [],
  },
  {
    shows: 'a request that is over and whose access is gone',
    given: aSnapshot()
      .with('accessEntries', [anEntry('dev', { policies: [] })])
      .with('grants', [aGrant({ state: 'ended' })]),
    finds: [],
  },
  {
    shows: 'requests that were not read may be overdue',
    given: aSnapshot()
      .with('accessEntries', [anEntry('dev')])
      .unreadable('grants', 'not-collected'),
    verdict: 'unknown',
  },
]);
