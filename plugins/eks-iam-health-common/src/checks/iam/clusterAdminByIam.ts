import { accountOf, parseArn, shortArn } from '../../arn';
import {
  clusterKeys,
  contextOfPrincipal,
  evaluateIdentity,
  IamDecision,
  PrincipalPolicies,
} from '../../iam';
import { AccessEntry, Cluster } from '../../model';
import { accessPolicyArn } from '../../rbac';
import { defineCheck, Found } from '../defineCheck';
import {
  isPermissionSetRole,
  ordinaryPrincipals,
  READ_FROM_IAM,
} from './accountPrincipals';

interface SelfMadeAdmin extends Found {
  principal: PrincipalPolicies;
  cluster: Cluster;
  /** it has an access entry already: one action is enough */
  hasEntry: boolean;
  decisions: IamDecision[];
}

const adminPolicy = 'AmazonEKSClusterAdminPolicy';

export const clusterAdminByIam = defineCheck({
  id: 'cluster-admin-by-iam',
  number: 'AUTHZ-028',
  area: 'iam',
  topics: ['T6'],
  title: 'Principal can make itself administrator of the cluster',
  severity: 'critical',
  why: 'eks:CreateAccessEntry and eks:AssociateAccessPolicy without conditions are as good as cluster-admin: whoever holds them gives itself any access policy, and needs no right in Kubernetes for it.',
  documentation:
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html',
  needs: [
    'cluster',
    'accessEntries',
    'iamRoles',
    'iamUsers',
    'iamGroups',
    'iamPolicies',
  ],
  canProveWithout: ['iamRoles', 'iamUsers'],
  // In that mode EKS refuses access entries; first the mode would have to be raised.
  appliesTo: ({ cluster }) => cluster.authenticationMode !== 'CONFIG_MAP',
  evaluate: facts => {
    const { cluster, accessEntries, settings } = facts;
    const entries = new Map(accessEntries.map(e => [e.principalArn, e]));
    return ordinaryPrincipals(facts)
      .filter(({ arn }) => !settings.allowedAdminArns.includes(arn))
      .flatMap(principal =>
        judge(principal, entries.get(principal.arn), cluster),
      );
  },
  subject: e => e.principal.arn,
  message: ({ principal, hasEntry, verdict, decisions }) => {
    const who = `\`${shortArn(principal.arn, accountOf(principal.arn))}\``;
    if (verdict === 'unknown') {
      return `whether ${who} can make itself administrator of the cluster is not known: ${reasonsOf(
        decisions,
      )}`;
    }
    return hasEntry
      ? `${who} may associate \`${adminPolicy}\` with its own access entry, and so make itself administrator`
      : `${who} may create an access entry for itself with \`${adminPolicy}\`, and so make itself administrator`;
  },
  evidence: ({ principal, decisions, verdict }) => [
    ...decisions.flatMap(({ by }) =>
      by
        ? [
            {
              fact: `Statement ${by.sid ?? by.index} of ${by.policyName}`,
              value: JSON.stringify(by.statement),
              readFrom: READ_FROM_IAM,
            },
          ]
        : [],
    ),
    {
      fact: `Decision for ${principal.name}`,
      value:
        verdict === 'unknown'
          ? reasonsOf(decisions)
          : 'allowed by what is visible; organization policies are not read',
      readFrom: READ_FROM_IAM,
    },
  ],
  affected: e => [e.principal.arn],
  remediate: ({ principal, verdict }) =>
    verdict === 'unknown'
      ? []
      : [
          {
            title: `Limit what \`${principal.name}\` may associate: \`ArnEquals\` on \`eks:policyArn\` with the policies it may hand out, and \`StringEquals\` on \`eks:accessScope\` with \`namespace\`.`,
            class: 'advice',
            actions: [],
            needs: ['iam:PutRolePolicy', 'iam:CreatePolicyVersion'],
            cautions: [
              'Pipelines that make access entries, Terraform among them, stop at what the condition leaves out.',
              'A role that is meant to be administrator belongs on the list of allowed administrators in the configuration.',
              ...(isPermissionSetRole(principal.arn)
                ? [
                    'Change the permission set in IAM Identity Center: it overwrites changes of the role.',
                  ]
                : []),
            ],
          },
        ],
});

function judge(
  principal: PrincipalPolicies,
  entry: AccessEntry | undefined,
  cluster: Cluster,
): SelfMadeAdmin[] {
  const policyArn = accessPolicyArn(cluster.partition, adminPolicy);
  const isAdmin = entry?.policies.some(
    p => p.policyArn === policyArn && p.scope.type === 'cluster',
  );
  // Entries for nodes take no such policy, and one principal has one entry.
  if (isAdmin || (entry && entry.type !== 'STANDARD')) return [];
  const about = {
    ...clusterKeys(cluster),
    'eks:clusterName': cluster.name,
    'eks:principalArn': principal.arn,
    'eks:accessEntryType': 'STANDARD',
    'eks:kubernetesGroups': 'absent',
  };
  const ask = (action: string, resource: string, more = {}) =>
    evaluateIdentity(principal, {
      action,
      resource,
      context: contextOfPrincipal(principal, { ...about, ...more }),
    });
  const associate = ask(
    'eks:AssociateAccessPolicy',
    entry?.accessEntryArn ?? entryArn(principal, cluster),
    {
      'eks:policyArn': policyArn,
      'eks:accessScope': 'cluster',
      'eks:namespaces': 'absent',
    },
  );
  const decisions = entry
    ? [associate]
    : [ask('eks:CreateAccessEntry', cluster.arn), associate];
  const base = {
    principal,
    cluster,
    hasEntry: entry !== undefined,
    decisions,
  };
  if (decisions.every(({ effect }) => effect === 'allowed')) {
    return [{ ...base, verdict: 'fail' }];
  }
  return decisions.every(({ effect }) =>
    ['allowed', 'unknown'].includes(effect),
  )
    ? [{ ...base, verdict: 'unknown' }]
    : [];
}

/** The ARN that an entry of this principal would get; nobody knows its last part beforehand. */
function entryArn({ arn, kind, name }: PrincipalPolicies, cluster: Cluster) {
  const { partition, region, accountId } = cluster;
  const account = parseArn(arn)?.accountId;
  return `arn:${partition}:eks:${region}:${accountId}:access-entry/${cluster.name}/${kind}/${account}/${name}/00000000-0000-0000-0000-000000000000`;
}

function reasonsOf(decisions: readonly IamDecision[]): string {
  return [...new Set(decisions.flatMap(({ reasons }) => reasons))].join('; ');
}
