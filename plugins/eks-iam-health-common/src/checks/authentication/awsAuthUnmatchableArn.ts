import {
  canonicalArn,
  parseArn,
  principalKind,
  roleNameOf,
  shortArn,
  withoutRolePath,
} from '../../arn';
import { AwsAuthRow } from '../../awsAuth';
import { AwsAuthConfigMap, Cluster } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  awsAuthGuide,
  parsedAwsAuth,
  removeRowRepair,
  replaceArnRepair,
  rowEvidence,
  usesAwsAuth,
} from './awsAuthRepairs';
import { lostLines } from './lostLines';

interface Unmatchable extends Found {
  row: AwsAuthRow;
  configMap: AwsAuthConfigMap;
  cluster: Cluster;
  /** `a session of a role, which arrives as the role` */
  what: string;
  /** what was most likely meant */
  proposal?: string;
}

type Judged = Pick<Unmatchable, 'verdict' | 'what' | 'proposal'>;

export const awsAuthUnmatchableArn = defineCheck({
  id: 'aws-auth-unmatchable-arn',
  number: 'AUTHN-005',
  area: 'authentication',
  topics: ['T3'],
  title: 'ARN in aws-auth that can never match',
  severity: 'high',
  why: 'Only roles and users arrive at a cluster, under their ARN in IAM. A line with the ARN of a session, an instance profile, a group or a policy, or with a wildcard, equals no identity and lets nobody in.',
  documentation: awsAuthGuide,
  needs: ['awsAuth', 'cluster'],
  appliesTo: ({ awsAuth, cluster }) => awsAuth !== null && usesAwsAuth(cluster),
  evaluate: ({ awsAuth, cluster, derived }): Unmatchable[] =>
    !awsAuth
      ? []
      : parsedAwsAuth(awsAuth, derived).rows.flatMap(row => {
          const judged = judge(row, cluster.partition);
          if (!judged) return [];
          const severity = judged.verdict === 'warn' ? 'low' : undefined;
          return [{ ...judged, severity, row, configMap: awsAuth, cluster }];
        }),
  unjudged: lostLines('mapRoles', 'mapUsers'),
  subject: ({ row }) => row.arn,
  message: ({ row, cluster, what, verdict }) =>
    `\`${shortArn(row.arn, cluster.accountId)}\` ${
      verdict === 'fail' ? 'never matches: it is' : 'is'
    } ${what}`,
  evidence: ({ row, proposal }) => [
    rowEvidence(row),
    ...(proposal
      ? [
          {
            fact: 'Identity that arrives',
            value: proposal,
            readFrom: 'computed from the ARN as the authenticator does',
          },
        ]
      : []),
  ],
  affected: ({ row }) => [row.arn],
  remediate: ({ row, configMap, proposal, verdict }) => {
    if (verdict === 'warn') {
      return [
        {
          title:
            'Write the line where it belongs, or remove it if something else was meant.',
          class: 'advice',
          actions: [],
          needs: ['patch configmaps kube-system/aws-auth'],
          cautions: ['It matches today: whoever uses it loses access with it.'],
        },
      ];
    }
    return proposal
      ? replaceArnRepair(configMap, row, proposal)
      : removeRowRepair(
          configMap,
          row,
          'Remove the line; map the roles that people and pipelines really use instead.',
        );
  },
});

/** What is wrong with the kind of ARN; paths, stray characters and partitions have checks of their own. */
function judge(row: AwsAuthRow, partition: string): Judged | undefined {
  const arn = row.arn.trim();
  const fail = (what: string, proposal?: string): Judged => ({
    verdict: 'fail',
    what,
    proposal,
  });
  if (/[*?]/.test(arn))
    return fail('a pattern, and lines are compared as text');
  const role = roleNameOf(arn);
  switch (principalKind(arn)) {
    case 'assumed-role':
      return fail(
        'a session of a role, which arrives as the role',
        // of another partition nobody arrives, as a role neither
        role && parseArn(arn)?.partition === partition
          ? withoutRolePath(canonicalArn(arn)?.arn ?? '')
          : undefined,
      );
    case 'instance-profile':
      return fail('an instance profile; nodes arrive as their role');
    case 'group':
      return fail('an IAM group, and groups cannot be mapped');
    case 'policy':
      return fail('a policy, not an identity');
    case 'root':
      return {
        verdict: 'warn',
        what: 'the root user alone, not everybody of the account',
      };
    case 'federated-user':
      return {
        verdict: 'warn',
        what: 'a federated user, which is rarely meant',
      };
    case 'other':
      return fail(
        parseArn(arn)
          ? 'the ARN of something that is no role or user'
          : 'no ARN',
      );
    case 'role':
    case 'service-role':
      return row.section === 'mapUsers'
        ? { verdict: 'warn', what: 'a role under `mapUsers`, which misleads' }
        : undefined;
    default:
      return row.section === 'mapRoles'
        ? { verdict: 'warn', what: 'a user under `mapRoles`, which misleads' }
        : undefined;
  }
}
