import { FoundKey, isRead, SectionName, Sections } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { daysBetween, deactivate, keysFound } from './keys';

interface KnownKey extends Found {
  key: FoundKey;
  now: string;
  /** the key as the account lists it, when it is one of its own */
  own: ReturnType<typeof keysFound>;
}

/** Where keys are found; with all of them read and empty there is nothing to look up. */
const places = ['leakingConfigMaps', 'leakingSecrets', 'pods'] as const;

export const foundKeyActive = defineCheck({
  id: 'found-key-active',
  number: 'KEY-009',
  area: 'access-keys',
  topics: ['T5'],
  title: 'Access key found in the cluster still works',
  severity: 'critical',
  why: 'A key that stands somewhere in the cluster is known to everybody who could read it there. As long as it is active it works, from anywhere in the world.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  needs: ['foundKeys'],
  doesNotNeed: ({ sections }) =>
    places.every(name => isWithoutKeys(sections, name)) ? ['foundKeys'] : [],
  appliesTo: ({ foundKeys, derived }) =>
    foundKeys.length > 0 ||
    !places.every(name => isWithoutKeys(derived.snapshot.sections, name)),
  evaluate: ({ foundKeys, settings, derived }) =>
    foundKeys.flatMap((key): KnownKey[] => {
      if (key.status === 'gone') return [];
      const base = {
        key,
        now: settings.now,
        own: keysFound(
          [{ place: '', maskedKeyId: key.maskedKeyId, hasSecret: false }],
          derived,
        ),
      };
      switch (key.status) {
        case 'Active':
          return [{ ...base, verdict: 'fail' }];
        case 'Inactive':
          return [{ ...base, verdict: 'warn', severity: 'medium' }];
        default:
          return [{ ...base, verdict: 'unknown' }];
      }
    }),
  subject: ({ key }) => `${key.maskedKeyId} of ${key.accountId}`,
  message: ({
    key: { maskedKeyId, accountId, status, userName, places: at },
  }) => {
    const what = `key \`${maskedKeyId}\`${
      userName ? ` of \`${userName}\`` : ''
    }`;
    const where = `, found in ${at.join(', ')},`;
    switch (status) {
      case 'Active':
        return `${what}${where} is active in account ${accountId}`;
      case 'Inactive':
        return `${what}${where} is inactive in account ${accountId}, but not deleted`;
      default:
        return `whether ${what}${where} is active is not known: the keys of account ${accountId} are not read`;
    }
  },
  evidence: ({ key, now }) => [
    ...key.places.map(place => ({
      fact: 'Found in',
      value: place,
      readFrom: 'list configmaps, list secrets, list pods',
    })),
    {
      fact: `Key ${key.maskedKeyId}`,
      value: [
        `account ${key.accountId}`,
        key.status === 'unread' ? 'status not read' : key.status,
        ...(key.createdAt
          ? [`${daysBetween(key.createdAt, now)} days old`]
          : []),
        ...(key.lastUsedAt ? [`last used ${key.lastUsedAt.slice(0, 10)}`] : []),
      ].join(', '),
      readFrom: 'sts:GetAccessKeyInfo, iam:ListAccessKeys',
    },
  ],
  affected: ({ key }) => key.places,
  remediate: ({ verdict, key, own }) => {
    if (verdict === 'unknown') return [];
    if (verdict === 'fail' && own.length > 0) return own.map(deactivate);
    return [
      {
        title:
          verdict === 'fail'
            ? `Deactivate the key in account ${key.accountId}, watch what stops, and delete it later.`
            : `Delete the key of account ${key.accountId}, once nothing has asked for it for a while.`,
        class: 'advice',
        actions: [],
        needs: [
          verdict === 'fail' ? 'iam:UpdateAccessKey' : 'iam:DeleteAccessKey',
        ],
        cautions: [
          'Look in CloudTrail for what was done with it.',
          'A deleted key cannot be brought back.',
        ],
      },
    ];
  },
});

function isWithoutKeys(
  sections: Sections,
  name: Extract<SectionName, (typeof places)[number]>,
): boolean {
  if (name === 'pods') {
    const { pods } = sections;
    return (
      isRead(pods) &&
      pods.value.every(pod =>
        pod.keyMaterial.every(material => !material.maskedKeyId),
      )
    );
  }
  const section = sections[name];
  // Secrets are looked into only where somebody opted in; where nobody did, nothing was found in them.
  if (!isRead(section)) return section.reason === 'not-collected';
  return section.value.every(one =>
    one.keyMaterial.every(material => !material.maskedKeyId),
  );
}
