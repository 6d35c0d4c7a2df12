import { AccessKey } from '../../model';
import { defineCheck } from '../defineCheck';
import {
  daysBetween,
  deactivate,
  describeKey,
  keysByUser,
  readFromKeys,
} from './keys';

export const accessKeyUnused = defineCheck({
  id: 'access-key-unused',
  number: 'KEY-003',
  area: 'access-keys',
  topics: ['T5'],
  title: 'Active access key is not used',
  severity: 'medium',
  why: 'A key that nobody uses can still be found and used by somebody else, and nobody would miss it.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  needs: ['accessKeys'],
  evaluate: ({ accessKeys, settings: { now, accessKeyUnusedDays } }) => {
    const unused = accessKeys.filter(
      ({ status, lastUsedAt, createdAt }) =>
        status === 'Active' &&
        daysBetween(createdAt, now) > accessKeyUnusedDays &&
        daysBetween(lastUsedAt ?? createdAt, now) > accessKeyUnusedDays,
    );
    return [...keysByUser(unused)].map(([userArn, keys]) => ({
      verdict: 'fail' as const,
      userArn,
      keys,
      days: accessKeyUnusedDays,
      now,
    }));
  },
  subject: e => e.userArn,
  message: ({ keys, days }) =>
    `user \`${keys[0].userName}\` has ${
      keys.length === 1 ? 'an active key' : `${keys.length} active keys`
    } without any known use in the last ${days} days`,
  evidence: ({ keys, now }) =>
    keys.map((key: AccessKey) => ({
      fact: `Key of ${key.userName}`,
      value: describeKey(key, now),
      readFrom: readFromKeys,
    })),
  affected: e => [e.userArn],
  remediate: ({ keys }) =>
    keys.map(key => {
      const repair = deactivate(key);
      return {
        ...repair,
        cautions: [
          ...repair.cautions,
          'Jobs that run once a quarter or a year look unused as well.',
        ],
      };
    }),
});
