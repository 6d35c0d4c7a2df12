import { shortArn } from '../../arn';
import { AccessEntry, Cluster, KnownGrant, Repair } from '../../model';
import { entryBefore } from '../authentication/awsAuthRepairs';
import { defineCheck, Found } from '../defineCheck';

interface Overdue extends Found {
  entry: AccessEntry;
  cluster: Cluster;
  /** what says when it ends */
  by: { kind: 'tag' } | { kind: 'request'; grant: KnownGrant };
  expiresAt: string;
  /** what is in force, otherwise than it was approved */
  differs?: string;
}

/** The tag by which a person or a tool says how long an access entry is meant to last. */
const EXPIRY_TAG = 'expires-at';
const SOON = 24 * 3_600_000;

export const temporaryAccessOverdue = defineCheck({
  id: 'temporary-access-overdue',
  number: 'OPS-007',
  area: 'access',
  topics: ['T6'],
  title: 'Temporary access is still there after its end',
  severity: 'high',
  why: 'Access that was given for a time and outlives it is access nobody decided on.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html',
  needs: ['cluster', 'accessEntries', 'grants'],
  canProveWithout: ['grants'],
  evaluate: ({ cluster, accessEntries, grants, settings }): Overdue[] => {
    const now = Date.parse(settings.now);
    const entries = new Map(accessEntries.map(e => [e.principalArn, e]));
    const byTag = accessEntries.flatMap((entry): Overdue[] => {
      const expiresAt = entry.tags[EXPIRY_TAG] ?? '';
      const left = Date.parse(expiresAt) - now;
      const found = { entry, cluster, by: { kind: 'tag' as const }, expiresAt };
      if (left < 0) return [{ verdict: 'fail', ...found }];
      return left < SOON
        ? [{ verdict: 'warn', severity: 'medium', ...found }]
        : [];
    });
    const byRequest = grants.flatMap((grant): Overdue[] => {
      const entry = entries.get(grant.principalArn);
      if (!entry || grant.state !== 'active' || !grant.expiresAt) return [];
      const { expiresAt } = grant;
      const found = {
        entry,
        cluster,
        by: { kind: 'request' as const, grant },
        expiresAt,
      };
      if (Date.parse(expiresAt) < now) {
        // what is gone after its time is as it should be
        return isInForce(entry, grant) ? [{ verdict: 'fail', ...found }] : [];
      }
      const differs = difference(entry, grant);
      return differs
        ? [{ verdict: 'warn', severity: 'medium', ...found, differs }]
        : [];
    });
    return [...byTag, ...byRequest];
  },
  subject: ({ entry, by }) =>
    by.kind === 'tag'
      ? entry.principalArn
      : `${entry.principalArn} (request ${by.grant.requestId})`,
  message: ({ entry, cluster, verdict, expiresAt, differs }) => {
    const who = `\`${shortArn(entry.principalArn, cluster.accountId)}\``;
    if (differs) return `${who} has other access than was approved: ${differs}`;
    return verdict === 'fail'
      ? `the access of ${who} should have ended at ${expiresAt}`
      : `the access of ${who} ends at ${expiresAt}, and nothing here takes it away`;
  },
  evidence: ({ entry, by, expiresAt }) => [
    by.kind === 'tag'
      ? {
          fact: `Tag ${EXPIRY_TAG} of the access entry`,
          value: expiresAt,
          readFrom: 'eks:DescribeAccessEntry',
        }
      : {
          fact: `Request ${by.grant.requestId}`,
          value: `approved until ${expiresAt}`,
          readFrom: 'recorded access requests',
        },
    {
      fact: 'Access policies in force',
      value:
        entry.policies.map(({ policyArn }) => nameOf(policyArn)).join(', ') ||
        'none',
      readFrom: 'eks:ListAssociatedAccessPolicies',
    },
  ],
  affected: ({ entry }) => [entry.principalArn],
  remediate: ({ entry, by, differs }) =>
    by.kind === 'tag'
      ? [deletion(entry)]
      : withdrawals(entry, by.grant, differs),
});

function nameOf(policyArn: string): string {
  return policyArn.split('/').pop() ?? policyArn;
}

const scopeText = (scope: AccessEntry['policies'][number]['scope']) =>
  scope.type === 'cluster'
    ? 'the whole cluster'
    : `namespaces ${[...scope.namespaces].sort().join(', ')}`;

/** Whether anything of the grant is left. */
function isInForce(entry: AccessEntry, grant: KnownGrant): boolean {
  return (
    grant.accessPolicies.some(approved =>
      entry.policies.some(({ policyArn }) => policyArn === approved.policyArn),
    ) ||
    grant.kubernetesGroups.some(group => entry.kubernetesGroups.includes(group))
  );
}

function difference(entry: AccessEntry, grant: KnownGrant): string | undefined {
  for (const approved of grant.accessPolicies) {
    const found = entry.policies.find(
      ({ policyArn }) => policyArn === approved.policyArn,
    );
    if (!found) return `\`${nameOf(approved.policyArn)}\` is missing`;
    const [wanted, real] = [approved.scope, found.scope].map(scopeText);
    if (wanted !== real) {
      return `\`${nameOf(
        approved.policyArn,
      )}\` holds for ${real} instead of ${wanted}`;
    }
  }
  const missing = grant.kubernetesGroups.filter(
    group => !entry.kubernetesGroups.includes(group),
  );
  return missing.length > 0
    ? `group \`${missing.join('`, `')}\` is missing`
    : undefined;
}

function deletion(entry: AccessEntry): Repair {
  return {
    title: 'Delete the access entry; its time is over.',
    class: 'review',
    actions: [
      {
        kind: 'delete-access-entry',
        principalArn: entry.principalArn,
        before: entryBefore(entry),
      },
    ],
    needs: ['eks:DeleteAccessEntry'],
    cautions: [
      'Move the tag instead if somebody still needs the access and may have it.',
    ],
  };
}

function withdrawals(
  entry: AccessEntry,
  grant: KnownGrant,
  differs: string | undefined,
): Repair[] {
  const granted = entry.policies.filter(({ policyArn }) =>
    grant.accessPolicies.some(approved => approved.policyArn === policyArn),
  );
  if (differs || granted.length === 0) {
    return [
      {
        title: `Revoke request ${grant.requestId} and ask again for what is needed.`,
        class: 'advice',
        actions: [],
        needs: [],
        cautions: [],
      },
    ];
  }
  return [
    {
      title: 'Take away the access policies of the request.',
      class: 'safe',
      actions: granted.map(({ policyArn, scope }) => ({
        kind: 'disassociate-access-policy' as const,
        principalArn: entry.principalArn,
        policyArn,
        ...(scope.type === 'namespace' && { namespaces: scope.namespaces }),
      })),
      needs: ['eks:DisassociateAccessPolicy'],
      cautions: [],
    },
  ];
}
