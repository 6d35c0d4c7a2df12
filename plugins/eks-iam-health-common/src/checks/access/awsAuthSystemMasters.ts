import { principalsIn } from '../../access';
import { arrivalKey, shortArn } from '../../arn';
import { AwsAuthRow } from '../../awsAuth';
import { findRole } from '../../iam';
import { AwsAuthConfigMap, Cluster, Repair, RepairAction } from '../../model';
import {
  awsAuthNeeds,
  entryLike,
  entryNeeds,
  removeRowRepair,
  rowEvidence,
  usesAwsAuth,
  usesEntries,
} from '../authentication/awsAuthRepairs';
import { defineCheck, Found } from '../defineCheck';

interface Master extends Found {
  row: AwsAuthRow;
  cluster: Cluster;
  configMap: AwsAuthConfigMap;
  fullArn: string;
}

export const awsAuthSystemMasters = defineCheck({
  id: 'aws-auth-system-masters',
  number: 'AUTHZ-003',
  area: 'access',
  topics: ['T6'],
  title: 'system:masters for people, pipelines or workloads',
  severity: 'critical',
  why: 'Members of system:masters pass every authoriser unasked: no role, binding or policy can narrow what they may do, and the audit log names no rule that allowed it. Only taking the line away ends it.',
  documentation:
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  needs: ['awsAuth', 'cluster'],
  appliesTo: ({ awsAuth, cluster }) => awsAuth !== null && usesAwsAuth(cluster),
  evaluate: ({ awsAuth, cluster, derived, settings }): Master[] => {
    if (!awsAuth) return [];
    const allowed = new Set(settings.allowedAdminArns.map(arrivalKey));
    return principalsIn(derived).all.flatMap(({ door, groups, state }) => {
      if (door.kind !== 'aws-auth-row') return [];
      if (!groups.includes('system:masters')) return [];
      // A line that matches nobody, or behind which another one answers, gives nobody anything.
      if (state !== 'live' && state !== 'unknown') return [];
      const { row } = door;
      const isBreakGlass = allowed.has(arrivalKey(row.arn));
      const proven = isBreakGlass ? 'warn' : 'fail';
      return [
        {
          verdict: state === 'live' ? proven : 'unknown',
          row,
          cluster,
          configMap: awsAuth,
          fullArn: findRole(row.arn, derived.snapshot)?.arn ?? row.arn,
        },
      ];
    });
  },
  subject: ({ row }) => row.arn,
  message: ({ row, cluster, verdict }) => {
    const name = `\`${shortArn(row.arn, cluster.accountId)}\``;
    if (verdict === 'unknown') {
      return `${name} is in \`system:masters\` by its line, unless an access entry answers instead, which was not read`;
    }
    return verdict === 'warn'
      ? `${name} is in \`system:masters\`, as a break-glass role`
      : `${name} is in \`system:masters\``;
  },
  evidence: ({ row }) => [rowEvidence(row)],
  affected: ({ row }) => [row.arn],
  remediate: ({ row, cluster, configMap, fullArn, verdict }) =>
    verdict === 'unknown' ? [] : repairsOf(row, cluster, configMap, fullArn),
});

/**
 * Two repairs, because between them somebody has to prove the entry: until the line is gone, deleting the entry brings
 * the line back to answer, and afterwards nothing does.
 */
function repairsOf(
  row: AwsAuthRow,
  cluster: Cluster,
  configMap: AwsAuthConfigMap,
  fullArn: string,
): Repair[] {
  const moved: Cluster = {
    ...cluster,
    authenticationMode: 'API_AND_CONFIG_MAP',
  };
  const create = entryLike(row, fullArn, moved);
  const [removal] = removeRowRepair(
    configMap,
    row,
    'Once the entry is proven, take the line out of aws-auth; from then on the principal gets in by the entry alone.',
  );
  if (!create || !removal || create.type !== 'STANDARD') {
    return [
      {
        title:
          'Take system:masters off the line and bind a group of its own to the rights that are needed.',
        class: 'advice',
        actions: [],
        needs: awsAuthNeeds,
        cautions: [
          'Make sure first that somebody else can still administer the cluster.',
        ],
      },
    ];
  }
  const setMode: RepairAction[] = usesEntries(cluster)
    ? []
    : [{ kind: 'set-authentication-mode', mode: 'API_AND_CONFIG_MAP' }];
  return [
    {
      title:
        'First create an access entry with AmazonEKSClusterAdminPolicy: the same reach, but it can be narrowed, is written to CloudTrail, and ends when the entry does.',
      class: 'review',
      actions: [...setMode, create],
      needs: [
        ...(setMode.length > 0 ? ['eks:UpdateClusterConfig'] : []),
        ...entryNeeds(create),
      ],
      cautions: [
        'An access entry answers instead of the line as soon as it exists, even before it has a policy: run all the commands in one go.',
        'Where less is enough, associate AmazonEKSAdminPolicy or AmazonEKSEditPolicy with namespaces instead.',
        ...(setMode.length > 0
          ? ['There is no way back to mode CONFIG_MAP.']
          : []),
        // The mode change itself makes that entry; in mixed mode it may be newer than the scan.
        'EKS may already have made an entry for the creator of the cluster: if `create-access-entry` answers ResourceInUseException, associating the policy is enough.',
      ],
    },
    {
      ...removal,
      cautions: [
        'Prove first, as the principal itself, that the entry works: `kubectl auth whoami` no longer names system:masters, and `kubectl auth can-i "*" "*" --all-namespaces` still says yes.',
        ...removal.cautions,
      ],
    },
  ];
}
