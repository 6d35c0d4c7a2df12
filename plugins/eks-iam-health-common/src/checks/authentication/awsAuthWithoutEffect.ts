import { arrivalKey, shortArn } from '../../arn';
import { isStaleEntry } from '../../access';
import { AwsAuthRow } from '../../awsAuth';
import { AccessEntry, AwsAuthConfigMap, Cluster } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  modeEvidence,
  parsedAwsAuth,
  removeRowRepair,
  rowEvidence,
} from './awsAuthRepairs';
import { lostLines } from './lostLines';

interface WithoutEffect extends Found {
  cluster: Cluster;
  configMap: AwsAuthConfigMap;
  /** absent: the whole ConfigMap is meant */
  row?: AwsAuthRow;
  entry?: AccessEntry;
  /** the principal was made anew after its entry, so that the line is the one in effect */
  isStale: boolean;
}

export const awsAuthWithoutEffect = defineCheck({
  id: 'aws-auth-without-effect',
  number: 'AUTHN-019',
  area: 'authentication',
  topics: ['B'],
  title: 'aws-auth entry without effect',
  severity: 'low',
  why: 'In mode API nothing of aws-auth is read, and beside an access entry a line for the same principal is not. Who reads or edits it is misled about who has access.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/migrating-access-entries.html',
  needs: ['cluster', 'awsAuth', 'accessEntries'],
  appliesTo: ({ cluster, awsAuth }) =>
    awsAuth !== null &&
    (cluster.authenticationMode === 'API' ||
      cluster.authenticationMode === 'API_AND_CONFIG_MAP'),
  evaluate: ({ cluster, awsAuth, accessEntries, derived }): WithoutEffect[] => {
    if (!awsAuth) return [];
    const base = { verdict: 'warn' as const, cluster, configMap: awsAuth };
    if (cluster.authenticationMode === 'API') {
      const { rows, accounts, lostSections } = parsedAwsAuth(awsAuth, derived);
      const isEmpty = rows.length + accounts.length + lostSections.length === 0;
      return isEmpty ? [] : [{ ...base, isStale: false }];
    }
    const byKey = new Map(
      accessEntries.map(entry => [arrivalKey(entry.principalArn), entry]),
    );
    return parsedAwsAuth(awsAuth, derived).rows.flatMap(row => {
      const entry = byKey.get(arrivalKey(row.arn));
      // Node entries carry the names EKS gives them; lines beside them are the ones EKS itself leaves.
      if (!entry || entry.type !== 'STANDARD' || saysTheSame(row, entry)) {
        return [];
      }
      const isStale = isStaleEntry(entry, derived.snapshot) === 'yes';
      return [{ ...base, row, entry, isStale }];
    });
  },
  unjudged: lostLines('mapRoles', 'mapUsers'),
  subject: ({ row, cluster }) => row?.arn ?? cluster.arn,
  message: ({ row, cluster, isStale }) => {
    if (!row)
      return 'the ConfigMap aws-auth is there, but mode `API` reads nothing of it';
    const name = `\`${shortArn(row.arn, cluster.accountId)}\``;
    return isStale
      ? `the line of ${name} is in effect, since its access entry is stale; once that is mended the line is not read`
      : `the line of ${name} is not read: its access entry answers, with other rights`;
  },
  evidence: ({ row, entry, cluster, configMap }) => [
    row
      ? rowEvidence(row)
      : {
          fact: 'Keys of aws-auth',
          value: Object.keys(configMap.data).join(', ') || 'none',
          readFrom: 'get configmaps kube-system/aws-auth',
        },
    ...(entry
      ? [
          {
            fact: 'Access entry',
            value: `user ${entry.username}, groups ${
              entry.kubernetesGroups.join(', ') || 'none'
            }, ${entry.policies.length} policies`,
            readFrom: 'eks:DescribeAccessEntry',
          },
        ]
      : []),
    modeEvidence(cluster),
  ],
  affected: ({ row }) => (row ? [row.arn] : []),
  remediate: ({ row, configMap, isStale }) => {
    if (isStale) {
      return [
        {
          title:
            'Mend the stale access entry first; the line keeps the principal in until then.',
          class: 'advice',
          actions: [],
          needs: ['eks:DeleteAccessEntry', 'eks:CreateAccessEntry'],
          cautions: [],
        },
      ];
    }
    if (row) return removeRowRepair(configMap, row);
    return [
      {
        title:
          'Empty the ConfigMap, so that nobody takes it for the truth; delete it when nobody misses it.',
        class: 'review',
        actions: [
          {
            kind: 'patch-aws-auth',
            data: Object.fromEntries(
              Object.keys(configMap.data).map(key => [key, '[]\n']),
            ),
            before: configMap.data,
            resourceVersion: configMap.resourceVersion,
          },
        ],
        needs: ['patch configmaps kube-system/aws-auth'],
        cautions: [
          'Make sure that every node role has an access entry, and keep the backup.',
        ],
      },
    ];
  },
});

/** Same groups and no policies: then it makes no difference which of the two is read. */
function saysTheSame(row: AwsAuthRow, entry: AccessEntry) {
  return (
    entry.policies.length === 0 &&
    [...row.groups].sort().join('\n') ===
      [...entry.kubernetesGroups].sort().join('\n') &&
    row.username === entry.username
  );
}
