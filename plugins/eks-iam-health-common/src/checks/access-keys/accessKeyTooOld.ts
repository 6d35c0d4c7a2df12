import { AccessKey } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { daysBetween, describeKey, keysByUser, readFromKeys } from './keys';

interface OldKeys extends Found {
  userArn: string;
  keys: AccessKey[];
  maxAgeDays: number;
  now: string;
}

export const accessKeyTooOld = defineCheck({
  id: 'access-key-too-old',
  number: 'KEY-002',
  area: 'access-keys',
  topics: ['T5'],
  title: 'Active access key is too old',
  severity: 'medium',
  why: 'A key works from everywhere until somebody takes it away. The longer it lives, the more places it has been copied to.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  needs: ['accessKeys'],
  evaluate: ({ accessKeys, settings: { now, accessKeyMaxAgeDays } }) => {
    const active = accessKeys.filter(({ status }) => status === 'Active');
    return [...keysByUser(active)].flatMap(([userArn, keys]): OldKeys[] => {
      const age = (key: AccessKey) => daysBetween(key.createdAt, now);
      const tooOld = keys.filter(key => age(key) > accessKeyMaxAgeDays);
      // The last sixth of the time is for rotating: 15 of 90 days.
      const soon = keys.filter(key => age(key) > (accessKeyMaxAgeDays * 5) / 6);
      const base = { userArn, maxAgeDays: accessKeyMaxAgeDays, now };
      if (tooOld.length > 0) {
        return [{ ...base, verdict: 'fail', keys: tooOld }];
      }
      return soon.length > 0 ? [{ ...base, verdict: 'warn', keys: soon }] : [];
    });
  },
  subject: e => e.userArn,
  message: ({ keys, verdict, maxAgeDays, now }) => {
    const [{ userName }] = keys;
    const oldest = Math.max(...keys.map(k => daysBetween(k.createdAt, now)));
    const what =
      keys.length === 1 ? 'an active key' : `${keys.length} active keys`;
    return verdict === 'fail'
      ? `user \`${userName}\` has ${what} of up to ${oldest} days; the limit is ${maxAgeDays}`
      : `user \`${userName}\` has ${what} that will soon be too old: ${oldest} of ${maxAgeDays} days`;
  },
  evidence: ({ keys, now }) =>
    keys.map(key => ({
      fact: `Key of ${key.userName}`,
      value: describeKey(key, now),
      readFrom: readFromKeys,
    })),
  affected: e => [e.userArn],
  remediate: ({ keys }) => [
    {
      title:
        'Rotate the key: make a second one, switch everything that uses the old one, deactivate it, watch, delete it.',
      class: 'review',
      actions: keys.map(({ userName, id }) => ({
        kind: 'rotate-access-key' as const,
        userName,
        keyId: id,
      })),
      needs: [
        'iam:CreateAccessKey',
        'iam:UpdateAccessKey',
        'iam:DeleteAccessKey',
      ],
      cautions: [
        'A user can have two keys at most, active and inactive together.',
        'Better than a new key is a role: it needs none.',
      ],
    },
  ],
});
