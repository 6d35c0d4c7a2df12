import { parseArn, toArnText } from '../../arn';
import { AwsAuthRow } from '../../awsAuth';
import { AwsAuthConfigMap, Cluster } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  awsAuthGuide,
  parsedAwsAuth,
  replaceArnRepair,
  rowEvidence,
  usesAwsAuth,
} from './awsAuthRepairs';
import { lostLines } from './lostLines';

interface WrongPart extends Found {
  row: AwsAuthRow;
  configMap: AwsAuthConfigMap;
  cluster: Cluster;
  defect: string;
  proposal?: string;
}

export const awsAuthWrongPartition = defineCheck({
  id: 'aws-auth-wrong-partition',
  number: 'AUTHN-006',
  area: 'authentication',
  topics: ['T3'],
  title: 'Partition or account id in aws-auth is wrong',
  severity: 'high',
  why: 'Identities of one partition cannot reach clusters of another: in the China Regions every ARN begins with arn:aws-cn, in GovCloud with arn:aws-us-gov. An account id has twelve digits; leading zeros count.',
  documentation: awsAuthGuide,
  needs: ['awsAuth', 'cluster'],
  appliesTo: ({ awsAuth, cluster }) => awsAuth !== null && usesAwsAuth(cluster),
  evaluate: ({ awsAuth, cluster, derived }): WrongPart[] => {
    if (!awsAuth) return [];
    return parsedAwsAuth(awsAuth, derived).rows.flatMap((row): WrongPart[] => {
      const base = {
        verdict: 'fail' as const,
        row,
        configMap: awsAuth,
        cluster,
      };
      const arn = parseArn(row.arn.trim());
      if (arn?.service !== 'iam' && arn?.service !== 'sts') return [];
      if (arn.partition !== cluster.partition) {
        return [
          {
            ...base,
            defect: `is of partition \`${arn.partition}\`, the cluster of \`${cluster.partition}\``,
            // The same name may be meant here, but an account of another partition is never the cluster's.
            proposal:
              arn.accountId === cluster.accountId
                ? toArnText({ ...arn, partition: cluster.partition })
                : undefined,
          },
        ];
      }
      return /^\d{12}$/.test(arn.accountId)
        ? []
        : [
            {
              ...base,
              defect: `has the account id \`${arn.accountId}\`, which is not twelve digits`,
              proposal:
                /^\d{9,11}$/.test(arn.accountId) &&
                arn.accountId.padStart(12, '0') === cluster.accountId
                  ? toArnText({ ...arn, accountId: cluster.accountId })
                  : undefined,
            },
          ];
    });
  },
  unjudged: lostLines('mapRoles', 'mapUsers'),
  subject: ({ row }) => row.arn,
  message: ({ row, defect }) => `\`${row.arn}\` never matches: it ${defect}`,
  evidence: ({ row, cluster }) => [
    rowEvidence(row),
    { fact: 'Cluster', value: cluster.arn, readFrom: 'eks:DescribeCluster' },
  ],
  affected: ({ row }) => [row.arn],
  remediate: ({ row, configMap, proposal }) =>
    proposal
      ? replaceArnRepair(configMap, row, proposal)
      : [
          {
            title: 'Find out which principal is meant and write its ARN.',
            class: 'advice',
            actions: [],
            needs: ['patch configmaps kube-system/aws-auth'],
            cautions: [],
          },
        ],
});
