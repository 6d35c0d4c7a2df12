import { AccessKey, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  daysBetween,
  deactivate,
  describeKey,
  keysByUser,
  maskKeyId,
  readFromKeys,
} from './keys';

interface OldKeys extends Found {
  userArn: string;
  keys: AccessKey[];
  /** all keys of the user, inactive ones too: more than two there cannot be */
  all: AccessKey[];
  unusedDays: number;
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
  evaluate: ({ accessKeys, settings }) => {
    const { now, accessKeyMaxAgeDays, accessKeyUnusedDays } = settings;
    const allKeys = keysByUser(accessKeys);
    const active = accessKeys.filter(({ status }) => status === 'Active');
    return [...keysByUser(active)].flatMap(([userArn, keys]): OldKeys[] => {
      const age = (key: AccessKey) => daysBetween(key.createdAt, now);
      const tooOld = keys.filter(key => age(key) > accessKeyMaxAgeDays);
      // The last sixth of the time is for rotating: 15 of 90 days.
      const soon = keys.filter(key => age(key) > (accessKeyMaxAgeDays * 5) / 6);
      const base = {
        userArn,
        maxAgeDays: accessKeyMaxAgeDays,
        unusedDays: accessKeyUnusedDays,
        all: allKeys.get(userArn) ?? keys,
        now,
      };
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
      ? `user \`${userName}\` has ${what} of ${
          keys.length === 1 ? '' : 'up to '
        }${oldest} days; the limit is ${maxAgeDays}`
      : `user \`${userName}\` has ${what} that will soon be too old: ${oldest} of ${maxAgeDays} days`;
  },
  evidence: ({ keys, now }) =>
    keys.map(key => ({
      fact: `Key of ${key.userName}`,
      value: describeKey(key, now),
      readFrom: readFromKeys,
    })),
  affected: e => [e.userArn],
  remediate: e => together(e.keys.map(key => repairOf(key, e))),
});

function repairOf(
  key: AccessKey,
  { all, keys, unusedDays, now }: OldKeys,
): Repair {
  const { createdAt, lastUsedAt } = key;
  if (daysBetween(lastUsedAt ?? createdAt, now) > unusedDays) {
    return withCaution(
      deactivate(key),
      'Jobs that run once a quarter or a year look unused as well.',
    );
  }
  const other = all.find(({ id }) => id !== key.id);
  if (!other) return rotate(key);
  if (other.status === 'Active' && !keys.includes(other)) {
    return withCaution(
      {
        ...deactivate(key),
        title: `Move everything that uses key ${maskKeyId(
          key.id,
        )} to the user's other key ${maskKeyId(
          other.id,
        )}, deactivate the old one, watch, delete it.`,
      },
      `The key is in use (${describeKey(
        key,
        now,
      )}): run the command only when it is not used any more.`,
    );
  }
  return {
    title: `Make room first: the user has two keys, and a third cannot be made. Delete ${
      other.status === 'Active'
        ? 'the one that can be done without'
        : `the inactive one, ${maskKeyId(other.id)}`
    }, then rotate the other.`,
    class: 'advice',
    actions: [],
    needs: ['iam:DeleteAccessKey', 'iam:CreateAccessKey'],
    cautions: [
      'A deleted key cannot be brought back: deactivate it and watch before.',
      'Better than a new key is a role: it needs none.',
    ],
  };
}

/** One repair mends the finding: what is done to each of several keys belongs to one. */
function together(repairs: Repair[]): Repair[] {
  const [first] = repairs;
  if (repairs.length < 2 || repairs.some(({ class: c }) => c === 'advice')) {
    return repairs;
  }
  return [
    {
      ...first,
      title: repairs.map(({ title }) => title).join(' '),
      actions: repairs.flatMap(({ actions }) => actions),
      needs: [...new Set(repairs.flatMap(({ needs }) => needs))],
      cautions: [...new Set(repairs.flatMap(({ cautions }) => cautions))],
    },
  ];
}

function rotate({ userName, id }: AccessKey): Repair {
  return {
    title:
      'Rotate the key: make a second one, switch everything that uses the old one, deactivate it, watch, delete it.',
    class: 'review',
    actions: [{ kind: 'rotate-access-key', userName, keyId: id }],
    needs: [
      'iam:CreateAccessKey',
      'iam:UpdateAccessKey',
      'iam:DeleteAccessKey',
    ],
    cautions: [
      'A user can have two keys at most, active and inactive together.',
      'Better than a new key is a role: it needs none.',
    ],
  };
}

function withCaution(repair: Repair, caution: string): Repair {
  return { ...repair, cautions: [...repair.cautions, caution] };
}
