import {
  anAccessEntry,
  anAccessKey,
  aSnapshot,
  aUser,
  describeCheck,
} from '../../testing';
import { accessKeyTooOld } from './accessKeyTooOld';
import { accessKeyUnused } from './accessKeyUnused';
import { clusterUserWithAccessKey } from './clusterUserWithAccessKey';
import { rootAccessKey } from './rootAccessKey';
import { twoActiveAccessKeys } from './twoActiveAccessKeys';

const user = (name: string) => `arn:aws:iam::111122223333:user/${name}`;
// Tests happen on 2026-11-21.
const days = (n: number) =>
  new Date(Date.parse('2026-11-21T14:14:00Z') - n * 86_400_000).toISOString();
const key = (
  name: string,
  last4: string,
  age: number,
  lastUsed?: number,
  status: 'Active' | 'Inactive' = 'Active',
) =>
  anAccessKey(name, last4, {
    createdAt: days(age),
    status,
    ...(lastUsed === undefined ? {} : { lastUsedAt: days(lastUsed) }),
  });
const keys = (...list: ReturnType<typeof key>[]) =>
  aSnapshot().with('accessKeys', list);

describeCheck(rootAccessKey, [
  {
    shows: 'the root user has a key',
    given: aSnapshot().with('accountSummary', {
      accountId: '111122223333',
      accountAccessKeysPresent: 1,
      accountMfaEnabled: 1,
    }),
    finds: ['arn:aws:iam::111122223333:root'],
    message: /has an access key$/,
    repairs: [],
  },
  { shows: 'no key', given: aSnapshot(), finds: [] },
  {
    shows: 'the summary was not read',
    given: aSnapshot().unreadable('accountSummary'),
    verdict: 'unknown',
  },
]);

describeCheck(accessKeyTooOld, [
  {
    shows: 'two users with keys beyond 90 days',
    given: keys(
      key('jane', 'AAAA', 91, 1),
      key('joe', 'BBBB', 400),
      key('joe', 'CCCC', 500),
    ),
    finds: [user('jane'), user('joe')],
    verdict: 'fail',
    message: /`joe` has 2 active keys of up to 500 days; the limit is 90/,
    repairs: ['rotate-access-key'],
  },
  {
    shows:
      'a user with two keys cannot make a third: the younger one takes over',
    given: keys(key('jane', 'AAAA', 196, 1), key('jane', 'BBBB', 61, 1)),
    finds: [user('jane')],
    message: /^user `jane` has an active key of 196 days/,
    repairs: ['deactivate-access-key'],
  },
  {
    shows: 'an inactive key is in the way of a new one',
    given: keys(
      key('jane', 'AAAA', 196, 1),
      key('jane', 'BBBB', 400, 300, 'Inactive'),
    ),
    finds: [user('jane')],
    repairs: [],
  },
  {
    shows: 'what nobody uses needs no successor',
    given: keys(key('jane', 'AAAA', 412, 130)),
    finds: [user('jane')],
    repairs: ['deactivate-access-key'],
  },
  {
    shows: 'soon too old',
    given: keys(key('jane', 'AAAA', 76)),
    finds: [user('jane')],
    verdict: 'warn',
    message: /76 of 90 days/,
  },
  {
    shows: 'young keys, and an old one that is inactive',
    given: keys(
      key('jane', 'AAAA', 75),
      key('joe', 'BBBB', 400, 1, 'Inactive'),
    ),
    finds: [],
  },
  {
    shows: 'another limit',
    given: keys(key('jane', 'AAAA', 40)),
    settings: { accessKeyMaxAgeDays: 30 },
    finds: [user('jane')],
    verdict: 'fail',
  },
  {
    shows: 'keys were not read',
    given: aSnapshot().unreadable('accessKeys'),
    verdict: 'unknown',
  },
]);

describeCheck(accessKeyUnused, [
  {
    shows: 'never used, and not used for long',
    given: keys(key('jane', 'AAAA', 46), key('joe', 'BBBB', 80, 50)),
    finds: [user('jane'), user('joe')],
    repairs: ['deactivate-access-key'],
  },
  {
    shows: 'used, inactive, or too young to tell',
    given: keys(
      key('jane', 'AAAA', 80, 45),
      key('joe', 'BBBB', 80, undefined, 'Inactive'),
      key('ann', 'CCCC', 40),
    ),
    finds: [],
  },
  {
    shows: 'keys were not read',
    given: aSnapshot().unreadable('accessKeys'),
    verdict: 'unknown',
  },
]);

describeCheck(twoActiveAccessKeys, [
  {
    shows: 'one pair is old, another is not',
    given: keys(
      key('jane', 'AAAA', 10, 1),
      key('jane', 'BBBB', 20, 5),
      key('joe', 'CCCC', 100),
      key('joe', 'DDDD', 200),
    ),
    finds: [user('jane'), user('joe')],
    verdict: 'fail',
    message: /`joe` has two active keys, both too old/,
    repairs: ['deactivate-access-key'],
  },
  {
    shows: 'a pair that is being rotated',
    given: keys(key('jane', 'AAAA', 10), key('jane', 'BBBB', 200)),
    finds: [user('jane')],
    verdict: 'warn',
  },
  {
    shows: 'the second key is inactive',
    given: keys(
      key('jane', 'AAAA', 10),
      key('jane', 'BBBB', 200, 1, 'Inactive'),
    ),
    finds: [],
  },
  {
    shows: 'keys were not read',
    given: aSnapshot().unreadable('accessKeys'),
    verdict: 'unknown',
  },
]);

const mapped = keys(
  key('jane', 'AAAA', 10),
  key('joe', 'BBBB', 10, 1, 'Inactive'),
  key('ann', 'CCCC', 10),
).with('iamUsers', [aUser('jane'), aUser('joe'), aUser('ann')]);

describeCheck(clusterUserWithAccessKey, [
  {
    shows: 'a user by access entry and one by aws-auth',
    given: mapped
      .with('accessEntries', [
        anAccessEntry('user/jane', { kubernetesGroups: ['devs'] }),
      ])
      .withAwsAuth({
        mapUsers: `- userarn: ${user(
          'ann',
        )}\n  username: ann\n  groups: [ops]\n`,
      }),
    finds: [user('jane'), user('ann')],
    verdict: 'fail',
    message:
      /`jane` gets into the cluster with a long-term access key, as `devs`/,
    repairs: [],
  },
  {
    shows: 'a user without an active key, and a role',
    given: mapped.with('accessEntries', [
      anAccessEntry('user/joe'),
      anAccessEntry('role/jane'),
    ]),
    finds: [],
  },
  {
    shows: 'aws-auth says nothing in mode API',
    given: mapped.withCluster({ authenticationMode: 'API' }).withAwsAuth({
      mapUsers: `- userarn: ${user('ann')}\n  username: ann\n  groups: [ops]\n`,
    }),
    finds: [],
  },
  {
    shows: 'keys were not read',
    given: mapped.unreadable('accessKeys'),
    verdict: 'unknown',
  },
  {
    shows: 'access entries were not read: aws-auth alone proves it',
    given: mapped
      .withCluster({ authenticationMode: 'CONFIG_MAP' })
      .unreadable('accessEntries')
      .withAwsAuth({
        mapUsers: `- userarn: ${user(
          'ann',
        )}\n  username: ann\n  groups: [ops]\n`,
      }),
    finds: [user('ann')],
    verdict: 'fail',
  },
]);
