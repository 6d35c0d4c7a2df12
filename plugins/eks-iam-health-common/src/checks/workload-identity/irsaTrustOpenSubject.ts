import { unknownContext } from '../../iam';
import { stringPattern } from '../../iam/matchPattern';
import {
  exceedsEveryTrustLimit,
  exceedsTrustLimit,
  pinCondition,
} from '../../iam/mendTrust';
import { PreparedStatement } from '../../iam/preparePolicy';
import { Cluster, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { readFrom } from './readFrom';
import {
  claimConditions,
  claimKey,
  RoleTrustingCluster,
  rolesTrustingCluster,
} from './trustStatements';

interface OpenSubject extends Found {
  trusting: RoleTrustingCluster;
  statement: PreparedStatement;
  cluster: Cluster;
  /** the widest pattern; absent: no condition on the subject */
  pattern?: string;
  admitted: number;
}

const order = { fail: 0, unknown: 1, warn: 2 };

export const irsaTrustOpenSubject = defineCheck({
  id: 'irsa-trust-open-subject',
  number: 'WID-007',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Trust policy admits more service accounts than it should',
  severity: 'high',
  why: 'A trust policy that does not pin the subject of the token hands the role to every pod of the cluster, or of a namespace, and whoever may create a pod there may use it.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: ['cluster', 'iamRoles', 'serviceAccounts', 'podIdentityAssociations'],
  evaluate: facts => {
    const { cluster, serviceAccounts } = facts;
    return rolesTrustingCluster(facts).flatMap((trusting): OpenSubject[] => {
      const found = trusting.statements
        .flatMap(statement => judge(statement, cluster) ?? [])
        .sort((a, b) => order[a.verdict] - order[b.verdict]);
      if (found.length === 0) return [];
      const [{ verdict, statement, pattern }] = found;
      const admitted = serviceAccounts.filter(
        ({ namespace, name }) =>
          pattern === undefined ||
          admits(pattern, `system:serviceaccount:${namespace}:${name}`),
      ).length;
      return [{ verdict, trusting, statement, cluster, pattern, admitted }];
    });
  },
  subject: e => e.trusting.role.arn,
  message: ({ trusting: { role }, verdict, pattern, admitted }) => {
    const name = `\`${role.name}\``;
    if (verdict === 'unknown') {
      return `how many service accounts ${name} admits is not known: \`${pattern}\` uses an operator or a variable that cannot be decided`;
    }
    if (pattern === undefined) {
      return `any service account of the cluster can assume ${name}: ${admitted} today`;
    }
    return `${name} admits every service account like \`${pattern}\`: ${admitted} today`;
  },
  evidence: ({ trusting: { role, users }, statement }) => [
    {
      fact: `Trust policy of ${role.name}, statement ${statement.source.index}`,
      value: JSON.stringify(statement.source.source),
      readFrom: readFrom.iam,
    },
    {
      fact: 'Service accounts annotated with the role',
      value: users.map(({ key }) => key).join(', ') || 'none',
      readFrom: readFrom.serviceAccounts,
    },
  ],
  affected: e => [e.trusting.role.arn],
  remediate: repairs,
});

function judge(
  statement: PreparedStatement,
  cluster: Cluster,
): Pick<OpenSubject, 'verdict' | 'statement' | 'pattern'> | undefined {
  const conditions = claimConditions(statement, cluster, 'sub');
  const undecided = conditions.find(
    ({ known, values }) =>
      // eslint-disable-next-line no-template-curly-in-string -- a variable of IAM's policy language
      !known || values.some(value => value.includes('${')),
  );
  if (undecided) {
    const pattern = `${undecided.name} ${undecided.values.join(', ')}`;
    return { verdict: 'unknown', statement, pattern };
  }
  const pinning = conditions.filter(({ isPinning }) => isPinning);
  if (pinning.length === 0) return { verdict: 'fail', statement };
  // Conditions are joined by "and": the narrowest counts; the values of one by "or": the widest counts.
  const [widest] = pinning
    .map(({ values, isLike }) => widestOf(values, isLike))
    .sort((a, b) => a.width - b.width);
  if (widest.width === 0) return undefined;
  return {
    verdict: widest.width === 2 ? 'fail' : 'warn',
    statement,
    pattern: widest.pattern,
  };
}

/** 0: exact names, 1: several accounts of one namespace, 2: several namespaces. Under StringEquals `*` is a letter. */
function widestOf(values: string[], isLike: boolean) {
  return values
    .map(pattern => ({ pattern, width: isLike ? widthOf(pattern) : 0 }))
    .reduce((a, b) => (b.width > a.width ? b : a), { pattern: '', width: 0 });
}

function widthOf(pattern: string): 0 | 1 | 2 {
  if (!/[*?]/.test(pattern)) return 0;
  return /^system:serviceaccount:[^:*?]+:/.test(pattern) ? 1 : 2;
}

function admits(pattern: string, subject: string): boolean {
  const like = { wildcards: true, ignoreCase: false, variables: false };
  return (
    stringPattern(pattern, like).matches(subject, unknownContext) === 'yes'
  );
}

/** Pins the service accounts that use the role today; without any, nobody knows whom to pin. */
function repairs({
  trusting,
  statement,
  cluster,
  verdict,
}: OpenSubject): Repair[] {
  const { role, users } = trusting;
  if (verdict === 'unknown') return [];
  const subjects = users.map(({ token }) => token.sub).sort();
  const document =
    subjects.length > 0
      ? pinCondition(
          role.trustPolicy,
          statement.source.index,
          claimKey(cluster, 'sub'),
          subjects,
        )
      : undefined;
  if (document !== undefined && exceedsEveryTrustLimit(document)) {
    return [
      {
        title: `Give every team a role of its own instead of \`${role.name}\`: the names of its ${subjects.length} service accounts do not fit into one trust policy.`,
        class: 'advice',
        actions: [],
        needs: ['iam:CreateRole', 'patch serviceaccounts'],
        cautions: [
          'A trust policy holds 8,192 characters at most, 2,048 by default.',
        ],
      },
    ];
  }
  if (!document) {
    return [
      {
        title: `Name the service accounts that need \`${
          role.name
        }\` in its trust policy with \`StringEquals\` on \`${claimKey(
          cluster,
          'sub',
        )}\`.`,
        class: 'advice',
        actions: [],
        needs: ['iam:UpdateAssumeRolePolicy'],
        cautions: [
          'No service account is annotated with the role today; look in CloudTrail for who uses it.',
        ],
      },
    ];
  }
  return [
    {
      title: `Pin the trust policy of \`${role.name}\` to the ${
        subjects.length === 1
          ? 'service account that is'
          : `${subjects.length} service accounts that are`
      } annotated with it.`,
      class: 'review',
      actions: [
        {
          kind: 'update-trust-policy',
          roleName: role.name,
          document,
          before: role.trustPolicy,
        },
      ],
      needs: ['iam:UpdateAssumeRolePolicy'],
      cautions: [
        'Pods that name the role in `AWS_ROLE_ARN` by hand, without the annotation, lose it.',
        ...(exceedsTrustLimit(document)
          ? [
              'The document is longer than the 2,048 characters that IAM allows by default, and is refused until the quota is raised (to 8,192 at most). A role for each team needs no quota.',
            ]
          : []),
      ],
    },
  ];
}
