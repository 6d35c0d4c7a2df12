import {
  bindingsOfPrincipal,
  MappedPrincipal,
  principalsIn,
  unaskedSources,
} from '../../access';
import { shortArn } from '../../arn';
import { findRole } from '../../iam';
import { AwsAuthConfigMap, Cluster, isRead, Repair } from '../../model';
import { accessPolicyArn, rbacOf } from '../../rbac';
import {
  awsAuthGuide,
  entryLike,
  entryNeeds,
  patchRepair,
} from '../authentication/awsAuthRepairs';
import { defineCheck, Found } from '../defineCheck';
import { nearName } from './nearName';

interface Unbound extends Found {
  principal: MappedPrincipal;
  cluster: Cluster;
  groups: string[];
  /** bound groups that were probably meant, by the group that is not bound */
  meant: Map<string, string>;
  configMap?: AwsAuthConfigMap;
  fullArn: string;
}

export const mappedGroupUnbound = defineCheck({
  id: 'mapped-group-unbound',
  number: 'AUTHZ-002',
  area: 'access',
  topics: ['T2', 'T3'],
  title: 'Mapped group has no binding',
  severity: 'medium',
  why: 'A group means nothing until a RoleBinding or ClusterRoleBinding names it, letter by letter. Whoever has only such groups gets in and is Forbidden everywhere.',
  documentation: awsAuthGuide,
  needs: ['cluster', 'bindings', 'awsAuth', 'accessEntries'],
  canProveWithout: ['awsAuth', 'accessEntries'],
  doesNotNeed: unaskedSources,
  evaluate: ({ cluster, derived }): Unbound[] => {
    const index = rbacOf(derived);
    const { awsAuth } = derived.snapshot.sections;
    return principalsIn(derived).all.flatMap((principal): Unbound[] => {
      const { door, groups, state, isNode, isService } = principal;
      if (state !== 'live' || isNode || isService) return [];
      if (door.kind === 'aws-auth-account') return [];
      const unbound = groups.filter(
        group =>
          group !== '' &&
          group !== 'system:masters' &&
          !index.bindingsOfGroup.has(group),
      );
      const hasNothing =
        principal.policies.length === 0 &&
        !groups.includes('system:masters') &&
        bindingsOfPrincipal(principal, derived, groups).length === 0;
      // Entries that grant nothing at all have a check of their own.
      if (hasNothing && door.kind === 'access-entry') return [];
      if (!hasNothing && unbound.length === 0) return [];
      const meant = new Map(
        unbound.flatMap(group => {
          const near = nearName(group, index.bindingsOfGroup.keys());
          return near ? [[group, near] as const] : [];
        }),
      );
      return [
        {
          verdict: hasNothing ? 'fail' : 'warn',
          principal,
          cluster,
          groups: unbound,
          meant,
          fullArn:
            findRole(principal.arn, derived.snapshot)?.arn ?? principal.arn,
          ...(isRead(awsAuth) && awsAuth.value && { configMap: awsAuth.value }),
        },
      ];
    });
  },
  subject: ({ principal }) => principal.arn,
  message: ({ principal, cluster, groups, verdict, meant }) => {
    const name = `\`${shortArn(principal.arn, cluster.accountId)}\``;
    const [near] = [...meant];
    const hint = near ? ` (\`${near[1]}\` is bound)` : '';
    if (groups.length === 0) {
      return `${name} gets in and may do nothing: it has no groups and no binding names its user`;
    }
    return verdict === 'fail'
      ? `${name} gets in and may do nothing: no binding names \`${groups.join(
          '`, `',
        )}\`${hint}`
      : `no binding names \`${groups.join('`, `')}\` of ${name}${hint}`;
  },
  evidence: ({ principal, groups }) => [
    {
      fact: 'Mapping',
      value: `${principal.arn}, user ${
        principal.username || '(empty)'
      }, groups ${principal.groups.join(', ') || 'none'}`,
      readFrom: principal.readFrom,
    },
    {
      fact: 'Groups without binding',
      value: groups.join(', ') || 'none',
      readFrom: 'list rolebindings, clusterrolebindings',
    },
  ],
  affected: ({ principal }) => [principal.arn],
  remediate: found => [...spellingRepair(found), ...entryRepair(found)],
});

/** Writes the groups as they are bound. */
function spellingRepair({ principal, meant, configMap }: Unbound): Repair[] {
  const { door, groups } = principal;
  if (meant.size === 0 || door.kind !== 'aws-auth-row' || !configMap) return [];
  const { section, index } = door.row;
  return patchRepair(
    `Write the group as it is bound: ${[...meant.values()].join(', ')}.`,
    configMap,
    section,
    [
      {
        kind: 'replace-groups',
        index,
        groups: groups.map(group => meant.get(group) ?? group),
      },
    ],
  );
}

/** Where nothing near is bound, an access entry with the view policy gives at least reading. */
function entryRepair({
  principal,
  groups,
  cluster,
  meant,
  verdict,
  fullArn,
}: Unbound): Repair[] {
  const { door } = principal;
  const advice: Repair = {
    title:
      'Bind the group to a role in the namespaces where it is meant to work, or take it out of the mapping.',
    class: 'advice',
    actions: [],
    needs: ['create rolebindings'],
    cautions: [],
  };
  if (meant.size > 0) return door.kind === 'aws-auth-row' ? [] : [advice];
  const entry =
    verdict === 'fail' && door.kind === 'aws-auth-row'
      ? entryLike(door.row, fullArn, cluster)
      : undefined;
  if (!entry) return [advice];
  const create = {
    ...entry,
    kubernetesGroups: entry.kubernetesGroups.filter(
      group => !groups.includes(group),
    ),
    policies: [
      {
        policyArn: accessPolicyArn(cluster.partition, 'AmazonEKSViewPolicy'),
      },
    ],
  };
  return [
    advice,
    {
      title:
        'Or create an access entry that may read workloads in the whole cluster with AmazonEKSViewPolicy.',
      class: 'review',
      actions: [create],
      needs: entryNeeds(create),
      cautions: [
        'This widens access. Where some namespaces are enough, give the scope type=namespace with their names.',
        'The entry answers instead of the line in aws-auth, without the groups that nothing binds.',
      ],
    },
  ];
}
