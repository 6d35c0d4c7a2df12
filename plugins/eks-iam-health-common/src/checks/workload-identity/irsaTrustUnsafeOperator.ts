import { plainOperator } from '../../iam/mendTrust';
import { withChangedStatement, withCondition } from '../../iam/editPolicy';
import { PreparedStatement } from '../../iam/preparePolicy';
import { Cluster, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { readFrom } from './readFrom';
import { DEFAULT_AUDIENCE } from './serviceAccountRoles';
import {
  claimConditions,
  claimKey,
  RoleTrustingCluster,
  rolesTrustingCluster,
} from './trustStatements';

type Claim = 'sub' | 'aud';

/** What is wrong with the conditions on one claim. */
interface Weakness {
  statement: PreparedStatement;
  claim: Claim;
  kind: 'holds-when-absent' | 'only-negated' | 'aud-missing' | 'any-value';
  operator?: string;
}

interface UnsafeTrust extends Found {
  trusting: RoleTrustingCluster;
  weaknesses: Weakness[];
  cluster: Cluster;
}

export const irsaTrustUnsafeOperator = defineCheck({
  id: 'irsa-trust-unsafe-operator',
  number: 'WID-008',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Trust policy checks the token with an unsafe operator',
  severity: 'high',
  why: '`ForAllValues:` and `...IfExists` hold when the claim is not there, and a negated operator admits everybody but the named. A trust policy should say with StringEquals whom it admits, subject and audience both.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
  needs: ['cluster', 'iamRoles', 'serviceAccounts', 'podIdentityAssociations'],
  evaluate: facts =>
    rolesTrustingCluster(facts).flatMap((trusting): UnsafeTrust[] => {
      const { cluster } = facts;
      const weaknesses = trusting.statements.flatMap(statement => [
        ...weaknessesOf(statement, cluster, 'sub'),
        ...weaknessesOf(statement, cluster, 'aud'),
      ]);
      if (weaknesses.length === 0) return [];
      const base = { trusting, weaknesses, cluster };
      return weaknesses.some(isUnsafe)
        ? [{ ...base, verdict: 'fail' }]
        : [{ ...base, verdict: 'warn', severity: 'low' }];
    }),
  subject: e => e.trusting.role.arn,
  message: ({ trusting: { role }, weaknesses }) =>
    `trust policy of \`${role.name}\`: ${[
      ...new Set(weaknesses.map(inWords)),
    ].join('; ')}`,
  evidence: ({ trusting: { role }, weaknesses }) =>
    [...new Set(weaknesses.map(w => w.statement))].map(({ source }) => ({
      fact: `Trust policy of ${role.name}, statement ${source.index}`,
      value: JSON.stringify(source.source),
      readFrom: readFrom.iam,
    })),
  affected: e => [e.trusting.role.arn],
  remediate: repairs,
});

function isUnsafe({ kind }: Weakness): boolean {
  return kind === 'holds-when-absent' || kind === 'only-negated';
}

function weaknessesOf(
  statement: PreparedStatement,
  cluster: Cluster,
  claim: Claim,
): Weakness[] {
  const conditions = claimConditions(statement, cluster, claim);
  if (conditions.length === 0) {
    // A missing condition on the subject is the business of `irsa-trust-open-subject`.
    return claim === 'aud' ? [{ statement, claim, kind: 'aud-missing' }] : [];
  }
  const absent = conditions.find(
    ({ ifExists, quantifier }) => ifExists || quantifier === 'all',
  );
  if (absent && !conditions.some(({ isPinning }) => isPinning)) {
    const operator = absent.name;
    return [{ statement, claim, kind: 'holds-when-absent', operator }];
  }
  if (conditions.every(({ negated }) => negated)) {
    const operator = conditions[0].name;
    return [{ statement, claim, kind: 'only-negated', operator }];
  }
  const any = conditions.find(({ quantifier }) => quantifier === 'any');
  return any
    ? [{ statement, claim, kind: 'any-value', operator: any.name }]
    : [];
}

function inWords({ kind, claim, operator }: Weakness): string {
  switch (kind) {
    case 'holds-when-absent':
      return `\`${operator}\` on \`${claim}\` holds also without the claim`;
    case 'only-negated':
      return `\`${operator}\` on \`${claim}\` admits everybody but the named`;
    case 'any-value':
      return `\`${operator}\` on \`${claim}\` is meant for keys with several values`;
    default:
      return 'the audience is not checked';
  }
}

/** EKS tokens always have both claims, so the plain operators shut out nobody who uses the role rightly. */
function repairs({ trusting, weaknesses, cluster }: UnsafeTrust): Repair[] {
  const { role, users } = trusting;
  const mendable = weaknesses.filter(({ kind }) => kind !== 'only-negated');
  const audiences = [...new Set(users.map(({ token }) => token.aud))].sort();
  const document = mendable.reduce<unknown>(
    (policy, { statement, claim, operator }) => {
      const key = claimKey(cluster, claim);
      const wanted = operator
        ? claimConditions(statement, cluster, claim).flatMap(c => c.values)
        : audiences;
      return withChangedStatement(policy, statement.source.index, before =>
        withCondition(
          before,
          key,
          operator ? plainOperator(operator) : 'StringEquals',
          wanted.length > 0 ? wanted : [DEFAULT_AUDIENCE],
        ),
      );
    },
    role.trustPolicy,
  );
  if (mendable.length === 0 || document === undefined) {
    return [
      {
        title: `Say in the trust policy of \`${role.name}\` with \`StringEquals\` which service accounts it admits.`,
        class: 'advice',
        actions: [],
        needs: ['iam:UpdateAssumeRolePolicy'],
        cautions: ['Whoever is not named loses the role at once.'],
      },
    ];
  }
  return [
    {
      title: `Check the token in the trust policy of \`${role.name}\` with plain operators, subject and audience both.`,
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
        'Pods whose tokens are for another audience than the annotated service accounts have to be named too.',
      ],
    },
  ];
}
