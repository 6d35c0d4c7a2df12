import { accountOf, shortArn } from '../../arn';
import { entryPrincipalOf, isStaleEntry } from '../../access';
import { AccessEntry, Cluster } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { entryBefore, entryNeeds, usesEntries } from './awsAuthRepairs';

interface Stale extends Found {
  entry: AccessEntry;
  cluster: Cluster;
  /** absent: the principal does not exist */
  recreatedAt?: string;
}

export const accessEntryStale = defineCheck({
  id: 'access-entry-stale',
  number: 'AUTHN-020',
  area: 'authentication',
  topics: ['B'],
  title: 'Principal of an access entry was deleted or made anew',
  severity: 'high',
  why: 'EKS remembers the unique id of the principal. A role or user that was deleted and created again has a new one: its entry still looks right, and refuses it.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html',
  needs: ['cluster', 'accessEntries', 'iamRoles', 'iamUsers'],
  canProveWithout: ['iamRoles', 'iamUsers'],
  appliesTo: ({ cluster, accessEntries }) =>
    usesEntries(cluster) && accessEntries.length > 0,
  evaluate: ({ cluster, accessEntries, derived }): Stale[] =>
    accessEntries.flatMap((entry): Stale[] => {
      const stale = isStaleEntry(entry, derived.snapshot);
      if (stale === 'no') return [];
      const { createdAt } = entryPrincipalOf(entry, derived.snapshot);
      const isForeign = accountOf(entry.principalArn) !== cluster.accountId;
      // Unread roles are told once, by the section that is missing.
      if (stale === 'unknown' && !isForeign) return [];
      return [
        {
          verdict: stale === 'yes' ? 'fail' : 'unknown',
          entry,
          cluster,
          ...(createdAt && { recreatedAt: createdAt }),
        },
      ];
    }),
  subject: ({ entry }) => entry.principalArn,
  message: ({ entry, cluster, recreatedAt, verdict }) => {
    const name = `\`${shortArn(entry.principalArn, cluster.accountId)}\``;
    if (verdict === 'unknown') {
      return `whether ${name} is still the principal of its entry is not known: its account was not read`;
    }
    return recreatedAt
      ? `${name} was created after its access entry, so it is another principal and is refused`
      : `${name} does not exist, and its access entry lets nobody in`;
  },
  evidence: ({ entry, recreatedAt, verdict }) => [
    {
      fact: 'Access entry created',
      value: entry.createdAt,
      readFrom: 'eks:DescribeAccessEntry',
    },
    {
      fact: 'Principal created',
      value:
        recreatedAt ?? (verdict === 'unknown' ? 'not read' : 'does not exist'),
      readFrom: 'iam:GetAccountAuthorizationDetails',
    },
  ],
  affected: ({ entry }) => [entry.principalArn],
  remediate: ({ entry, recreatedAt, verdict }) => {
    if (verdict === 'unknown') return [];
    const before = entryBefore(entry);
    const { principalArn } = entry;
    const remove = {
      kind: 'delete-access-entry' as const,
      principalArn,
      before,
    };
    if (!recreatedAt) {
      return [
        {
          title: 'Delete the access entry.',
          class: 'review',
          actions: [{ ...remove, isPrincipalGone: true }],
          needs: ['eks:DeleteAccessEntry'],
          cautions: ['It cannot be made again while the principal is missing.'],
        },
      ];
    }
    const create = {
      kind: 'create-access-entry' as const,
      principalArn,
      ...before,
    };
    return [
      {
        title:
          'Delete the access entry and create it again with the same groups and policies; it then knows the new principal.',
        class: 'review',
        actions: [remove, create],
        needs: ['eks:DeleteAccessEntry', ...entryNeeds(create)],
        cautions: [
          'Make sure that whoever created the principal anew is meant to have these rights.',
        ],
      },
    ];
  },
});
