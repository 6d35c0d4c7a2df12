import { principalsIn, unaskedSources } from '../../access';
import { principalKind } from '../../arn';
import { findUser } from '../../iam';
import { AccessKey } from '../../model';
import { defineCheck } from '../defineCheck';
import { describeKey, keysByUser, readFromKeys } from './keys';

export const clusterUserWithAccessKey = defineCheck({
  id: 'cluster-user-with-access-key',
  number: 'KEY-005',
  area: 'access-keys',
  topics: ['T5'],
  title: 'IAM user with a long-term key has access to the cluster',
  severity: 'high',
  why: 'The key opens the cluster from everywhere, without a second factor and until somebody takes it away. A role gives credentials that end by themselves.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: ['cluster', 'accessEntries', 'awsAuth', 'accessKeys', 'iamUsers'],
  canProveWithout: ['accessEntries', 'awsAuth', 'iamUsers'],
  doesNotNeed: unaskedSources,
  evaluate: ({ accessKeys, derived, settings: { now } }) => {
    const active = keysByUser(
      accessKeys.filter(({ status }) => status === 'Active'),
    );
    const users = principalsIn(derived).all.filter(
      ({ arn, state }) =>
        principalKind(arn) === 'user' &&
        (state === 'live' || state === 'unknown'),
    );
    // A user may be mapped by an access entry and by aws-auth; it is one finding.
    const byUser = new Map(
      users.map(mapped => {
        const userArn = findUser(mapped.arn, derived.snapshot)?.arn;
        return [userArn ?? mapped.arn, mapped] as const;
      }),
    );
    return [...byUser].flatMap(([userArn, mapped]) => {
      const keys = active.get(userArn) ?? [];
      return keys.length > 0
        ? [{ verdict: 'fail' as const, userArn, mapped, keys, now }]
        : [];
    });
  },
  subject: e => e.userArn,
  message: ({ keys, mapped: { groups, policies } }) => {
    const rights = [
      ...groups,
      ...policies.map(({ policyArn }) => policyArn.split('/').pop() ?? ''),
    ];
    return `user \`${
      keys[0].userName
    }\` gets into the cluster with a long-term access key${
      rights.length > 0
        ? `, as ${rights.map(right => `\`${right}\``).join(', ')}`
        : ''
    }`;
  },
  evidence: ({ keys, mapped, now }) => [
    {
      fact: 'Mapping',
      value: `${mapped.arn}, user name ${mapped.username || 'none'}, groups ${
        mapped.groups.join(', ') || 'none'
      }`,
      readFrom: mapped.readFrom,
    },
    ...keys.map((key: AccessKey) => ({
      fact: `Key of ${key.userName}`,
      value: describeKey(key, now),
      readFrom: readFromKeys,
    })),
  ],
  affected: e => [e.userArn],
  remediate: ({ keys: [{ userName }] }) => [
    {
      title: `Map a role that \`${userName}\` assumes (through Identity Center, or with MFA) with the same rights, and then take the mapping of the user away.`,
      class: 'advice',
      actions: [],
      needs: ['eks:CreateAccessEntry', 'eks:DeleteAccessEntry'],
      cautions: [
        'A pipeline that uses the key needs a role of its own first, by OIDC federation for example.',
      ],
    },
  ],
});
