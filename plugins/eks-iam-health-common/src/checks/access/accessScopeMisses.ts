import { isInScope, principalsIn } from '../../access';
import { shortArn } from '../../arn';
import {
  AccessEntry,
  AssociatedAccessPolicy,
  Cluster,
  Repair,
} from '../../model';
import { accessPolicyName } from '../../rbac';
import { usesEntries } from '../authentication/awsAuthRepairs';
import { defineCheck, Found } from '../defineCheck';
import { nearName } from './nearName';
import { scopeText } from './scopeText';

interface Scoped extends Found {
  entry: AccessEntry;
  policy: AssociatedAccessPolicy;
  patterns: string[];
  cluster: Cluster;
  /** existing namespaces that it reaches */
  reached: string[];
  all: number;
  /** what each pattern that reaches nothing probably means */
  meant: string[] | undefined;
}

export const accessScopeMisses = defineCheck({
  id: 'access-scope-misses',
  number: 'AUTHZ-007',
  area: 'access',
  topics: ['B'],
  title: 'Namespace scope of an access policy is empty or too wide',
  severity: 'low',
  why: 'EKS does not look whether the namespaces of a scope exist: a slip gives nothing, and a wide pattern gives rights beside the controllers of the cluster and in namespaces that do not exist yet.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html',
  needs: ['cluster', 'accessEntries', 'namespaces'],
  appliesTo: ({ cluster, accessEntries }) =>
    usesEntries(cluster) &&
    accessEntries.some(({ policies }) =>
      policies.some(({ scope }) => scope.type === 'namespace'),
    ),
  evaluate: ({ cluster, namespaces, derived, settings }): Scoped[] => {
    const names = namespaces.map(({ name }) => name);
    return principalsIn(derived).all.flatMap(({ door }): Scoped[] => {
      if (door.kind !== 'access-entry') return [];
      const { entry } = door;
      return entry.policies.flatMap((policy): Scoped[] => {
        const { scope } = policy;
        if (scope.type !== 'namespace') return [];
        const reached = names.filter(name => isInScope(scope, name));
        const isWide =
          scope.namespaces.includes('*') ||
          reached.includes('kube-system') ||
          isInScope(scope, 'kube-system') ||
          reached.length > names.length * settings.maxScopeShare;
        if (reached.length > 0 && !isWide) return [];
        return [
          {
            verdict: reached.length === 0 ? 'fail' : 'warn',
            entry,
            policy,
            patterns: scope.namespaces,
            cluster,
            reached,
            all: names.length,
            meant:
              reached.length === 0
                ? meantBy(scope.namespaces, names)
                : undefined,
          },
        ];
      });
    });
  },
  subject: ({ entry, policy }) =>
    `${entry.principalArn} ${accessPolicyName(policy.policyArn)}`,
  message: ({ entry, policy, patterns, cluster, reached, all, meant }) => {
    const what = `\`${accessPolicyName(policy.policyArn)}\` of \`${shortArn(
      entry.principalArn,
      cluster.accountId,
    )}\``;
    const scope = `\`${patterns.join('`, `')}\``;
    if (reached.length === 0) {
      return `${what} gives nothing: no namespace matches ${scope}${
        meant ? ` (\`${meant.join('`, `')}\` exists)` : ''
      }`;
    }
    return `${what} reaches ${reached.length} of ${all} namespaces${
      reached.includes('kube-system') ? ', `kube-system` among them,' : ''
    } by ${scope}`;
  },
  evidence: ({ policy, reached }) => [
    {
      fact: 'Associated access policy',
      value: `${policy.policyArn}, ${scopeText(policy.scope)}`,
      readFrom: 'eks:ListAssociatedAccessPolicies',
    },
    {
      fact: 'Namespaces that it matches',
      value: reached.slice(0, 20).join(', ') || 'none',
      readFrom: 'list namespaces',
    },
  ],
  affected: ({ entry }) => [entry.principalArn],
  remediate: found => [
    ...spelling(found),
    {
      title:
        'Associate the policy again with the names of the namespaces that are meant; that replaces the scope.',
      class: 'advice',
      actions: [],
      needs: ['eks:AssociateAccessPolicy'],
      cautions: [],
    },
  ],
});

/** The namespaces that were meant, when each name is one slip away from one that exists. */
function meantBy(
  patterns: readonly string[],
  names: readonly string[],
): string[] | undefined {
  const near = patterns.map(pattern =>
    pattern.includes('*') ? undefined : nearName(pattern, names),
  );
  return near.every(name => name !== undefined) ? near : undefined;
}

function spelling({ entry, policy, patterns, meant }: Scoped): Repair[] {
  if (!meant) return [];
  return [
    {
      title: `Associate the policy again with ${meant.join(
        ', ',
      )}, which exists; that replaces the scope.`,
      class: 'safe',
      actions: [
        {
          kind: 'associate-access-policy',
          principalArn: entry.principalArn,
          policyArn: policy.policyArn,
          namespaces: meant,
          before: { namespaces: patterns },
        },
      ],
      needs: ['eks:AssociateAccessPolicy'],
      cautions: ['Make sure that the principal is meant to work there.'],
    },
  ];
}
