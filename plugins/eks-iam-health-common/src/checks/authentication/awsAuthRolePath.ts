import { arrivalKey, shortArn, withoutRolePath } from '../../arn';
import { AwsAuthRow } from '../../awsAuth';
import { findRole } from '../../iam';
import { AwsAuthConfigMap, Cluster, isRead, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  entryLike,
  entryNeeds,
  modeEvidence,
  parsedAwsAuth,
  replaceArnRepair,
  rowEvidence,
  usesAwsAuth,
  usesEntries,
} from './awsAuthRepairs';
import { lostLines } from './lostLines';

interface DeadRow extends Found {
  row: AwsAuthRow;
  configMap: AwsAuthConfigMap;
  cluster: Cluster;
  corrected: string;
  /** the role as IAM knows it, where that was read; else as the line writes it */
  fullArn: string;
}

export const awsAuthRolePath = defineCheck({
  id: 'aws-auth-role-path',
  number: 'AUTHN-004',
  area: 'authentication',
  topics: ['T3'],
  title: 'Role ARN with path in aws-auth',
  severity: 'high',
  why: 'STS never tells the path of a role, so the identity that arrives at the cluster has none. A line whose ARN has a path equals no identity: everybody who uses the role gets Unauthorized.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/security-iam-troubleshoot.html',
  needs: ['awsAuth', 'cluster'],
  appliesTo: ({ awsAuth, cluster }) => awsAuth !== null && usesAwsAuth(cluster),
  evaluate: ({ awsAuth, cluster, derived }): DeadRow[] => {
    if (!awsAuth) return [];
    const { accessEntries } = derived.snapshot.sections;
    const byEntry = new Set(
      isRead(accessEntries) && usesEntries(cluster)
        ? accessEntries.value.map(entry => arrivalKey(entry.principalArn))
        : [],
    );
    const { rows } = parsedAwsAuth(awsAuth, derived);
    const byRow = new Set(
      rows
        .filter(({ arn }) => withoutRolePath(arn) === arn)
        .map(({ arn }) => arrivalKey(arn)),
    );
    return (
      rows
        .filter(({ arn }) => withoutRolePath(arn) !== arn)
        // A principal with an entry, or with a line that is right, gets in by that; this line is only litter.
        .filter(
          ({ arn }) =>
            !byEntry.has(arrivalKey(arn)) && !byRow.has(arrivalKey(arn)),
        )
        .map(row => ({
          verdict: 'fail',
          row,
          configMap: awsAuth,
          cluster,
          corrected: withoutRolePath(row.arn),
          fullArn: findRole(row.arn, derived.snapshot)?.arn ?? row.arn,
        }))
    );
  },
  unjudged: lostLines('mapRoles', 'mapUsers'),
  subject: ({ row }) => row.arn,
  message: ({ row, cluster }) =>
    `\`${shortArn(
      row.arn,
      cluster.accountId,
    )}\` never matches: roles arrive without their path, as \`${shortArn(
      withoutRolePath(row.arn),
      cluster.accountId,
    )}\``,
  evidence: ({ row, cluster, corrected }) => [
    rowEvidence(row),
    {
      fact: 'Identity that arrives',
      value: corrected,
      readFrom: 'computed from the ARN as the authenticator does',
    },
    modeEvidence(cluster),
  ],
  affected: ({ fullArn }) => [fullArn],
  remediate: ({ row, configMap, cluster, corrected, fullArn }) => [
    ...entryRepair(row, cluster, fullArn),
    ...replaceArnRepair(configMap, row, corrected),
  ],
});

function entryRepair(
  row: AwsAuthRow,
  cluster: Cluster,
  fullArn: string,
): Repair[] {
  const action = entryLike(row, fullArn, cluster);
  if (!action) return [];
  return [
    {
      title:
        'Create an access entry with the full ARN, which keeps its path there; the role gets in with the same groups.',
      class: 'review',
      actions: [action],
      needs: entryNeeds(action),
      cautions: [
        'The line in aws-auth stays without effect; remove it once the entry works.',
        ...(action.policies.length > 0
          ? [
              'The line gives system:masters, so the entry gets AmazonEKSClusterAdminPolicy; consider a narrower policy.',
            ]
          : []),
      ],
    },
  ];
}
