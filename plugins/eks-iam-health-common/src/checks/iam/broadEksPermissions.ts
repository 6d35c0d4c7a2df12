import { accountOf, shortArn } from '../../arn';
import {
  contextOnCluster,
  evaluateIdentity,
  PrincipalPolicies,
} from '../../iam';
import { Cluster } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import {
  allowsOf,
  HeldStatement,
  ordinaryPrincipals,
  placeOf,
  READ_FROM_IAM,
  unreadOf,
} from './accountPrincipals';

interface BroadEks extends Found {
  principal: PrincipalPolicies;
  held?: HeldStatement;
  actions: string[];
  reasons: string[];
}

/** Who may do all of these on every cluster may do everything on every cluster. */
const powerful = [
  'eks:DeleteCluster',
  'eks:UpdateClusterConfig',
  'eks:CreateAccessEntry',
  'eks:AssociateAccessPolicy',
];

export const broadEksPermissions = defineCheck({
  id: 'broad-eks-permissions',
  number: 'IAM-009',
  area: 'iam',
  topics: ['T6'],
  title: 'EKS is allowed on every cluster',
  severity: 'medium',
  why: 'Whoever may make access entries on every cluster can make itself administrator of every cluster; whoever may delete one may delete all.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/security-iam-id-based-policy-examples.html',
  needs: ['cluster', 'iamRoles', 'iamUsers', 'iamGroups', 'iamPolicies'],
  canProveWithout: ['iamRoles', 'iamUsers', 'iamGroups'],
  evaluate: facts =>
    ordinaryPrincipals(facts)
      .filter(({ arn }) => !facts.settings.allowedAdminArns.includes(arn))
      .flatMap(principal => judge(principal, facts.cluster)),
  subject: e => e.principal.arn,
  message: ({ principal, actions, reasons, verdict }) => {
    const who = `${principal.kind} \`${shortArn(
      principal.arn,
      accountOf(principal.arn),
    )}\``;
    if (verdict === 'unknown') {
      return `whether ${who} may change every cluster is not known: ${reasons.join(
        '; ',
      )}`;
    }
    return verdict === 'fail'
      ? `${who} may do everything with every cluster of the account`
      : `${who} may call ${actions
          .map(action => `\`${action}\``)
          .join(', ')} on every cluster of the account`;
  },
  evidence: ({ principal, held, reasons }) => [
    held
      ? {
          fact: `Statement of ${placeOf(held)}`,
          value: JSON.stringify(held.statement.source.source),
          readFrom: READ_FROM_IAM,
        }
      : {
          fact: `Policies of ${principal.name}`,
          value: reasons.join('; '),
          readFrom: READ_FROM_IAM,
        },
  ],
  affected: e => [e.principal.arn],
  remediate: ({ held }) =>
    held
      ? [
          {
            title: `Limit ${placeOf(
              held,
            )} to the clusters and actions that are needed.`,
            class: 'advice',
            actions: [],
            needs: ['iam:CreatePolicyVersion', 'iam:PutRolePolicy'],
            cautions: [
              'Name clusters by ARN in `Resource`; condition keys such as `eks:accessScope` limit which access may be granted.',
            ],
          },
        ]
      : [],
});

function judge(principal: PrincipalPolicies, cluster: Cluster): BroadEks[] {
  const onAll = powerful.flatMap(action => {
    const held = allowsOf(principal, action.toLowerCase()).find(
      ({ statement: { source } }) =>
        (source.resources ?? []).includes('*') &&
        source.conditions.length === 0,
    );
    if (!held) return [];
    const { effect, reasons } = evaluateIdentity(principal, {
      action,
      resource: cluster.arn,
      context: contextOnCluster(principal, cluster),
    });
    return [{ action, held, effect, reasons }];
  });
  const allowed = onAll.filter(({ effect }) => effect === 'allowed');
  const open = onAll.filter(({ effect }) => effect === 'unknown');
  const actions = allowed.map(({ action }) => action);
  if (allowed.length > 0) {
    const isAll = allowed.length === powerful.length;
    const [{ held }] = allowed;
    const severity = isAll ? 'medium' : 'low';
    const verdict = isAll ? 'fail' : 'warn';
    return [{ verdict, severity, principal, held, actions, reasons: [] }];
  }
  const reasons = [
    ...new Set([
      ...open.flatMap(one => one.reasons),
      ...unreadOf(principal).map(name => `\`${name}\` was not read`),
    ]),
  ];
  return reasons.length > 0
    ? [{ verdict: 'unknown', principal, actions, reasons }]
    : [];
}
