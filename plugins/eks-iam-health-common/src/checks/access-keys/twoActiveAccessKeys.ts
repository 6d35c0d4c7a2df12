import { AccessKey } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  daysBetween,
  deactivate,
  describeKey,
  keysByUser,
  readFromKeys,
} from './keys';

interface TwoKeys extends Found {
  userArn: string;
  keys: AccessKey[];
  now: string;
}

export const twoActiveAccessKeys = defineCheck({
  id: 'two-active-access-keys',
  number: 'KEY-004',
  area: 'access-keys',
  topics: ['T5'],
  title: 'User has two active access keys',
  severity: 'low',
  why: 'Two is the limit, so no key can be rotated without losing one first; and a rotation that was never finished leaves the old key alive.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  needs: ['accessKeys'],
  evaluate: ({ accessKeys, settings: { now, accessKeyMaxAgeDays } }) => {
    const active = accessKeys.filter(({ status }) => status === 'Active');
    return [...keysByUser(active)].flatMap(([userArn, keys]): TwoKeys[] => {
      if (keys.length < 2) return [];
      const isOld = keys.every(
        key => daysBetween(key.createdAt, now) > accessKeyMaxAgeDays,
      );
      return [{ verdict: isOld ? 'fail' : 'warn', userArn, keys, now }];
    });
  },
  subject: e => e.userArn,
  message: ({ keys, verdict }) =>
    `user \`${keys[0].userName}\` has two active keys${
      verdict === 'fail' ? ', both too old' : ''
    }`,
  evidence: ({ keys, now }) =>
    keys.map(key => ({
      fact: `Key of ${key.userName}`,
      value: describeKey(key, now),
      readFrom: readFromKeys,
    })),
  affected: e => [e.userArn],
  remediate: ({ keys }) => [deactivate(leastUsed(keys))],
});

/** The one without a known use, or the one whose last use is longest ago. */
function leastUsed(keys: AccessKey[]): AccessKey {
  const time = ({ lastUsedAt }: AccessKey) =>
    lastUsedAt ? Date.parse(lastUsedAt) : 0;
  return keys.reduce((least, key) => (time(key) < time(least) ? key : least));
}
