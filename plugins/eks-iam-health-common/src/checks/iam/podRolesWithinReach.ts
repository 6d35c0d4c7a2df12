import { accountOf, shortArn } from '../../arn';
import {
  contextOfPassRole,
  contextOfPrincipal,
  contextOnCluster,
  decideTrust,
  evaluateIdentity,
  isAdministrator,
  policiesOf,
  POD_IDENTITY_SERVICE,
  PrincipalPolicies,
} from '../../iam';
import { preparePolicy } from '../../iam/preparePolicy';
import { Cluster, IamRole } from '../../model';
import { Derived } from '../derived';
import { defineCheck, Found } from '../defineCheck';
import {
  allowsOf,
  ordinaryPrincipals,
  READ_FROM_IAM,
} from './accountPrincipals';

interface Reaching extends Found {
  principal: PrincipalPolicies;
  /** with more rights than the principal has */
  roles: IamRole[];
  action: string;
}

const actions = [
  'eks:CreatePodIdentityAssociation',
  'eks:UpdatePodIdentityAssociation',
] as const;

export const podRolesWithinReach = defineCheck({
  id: 'pod-roles-within-reach',
  number: 'PASS-004',
  area: 'iam',
  topics: ['T4'],
  title: 'iam:PassRole and Pod Identity together reach roles with more rights',
  severity: 'high',
  why: 'Whoever may associate roles with service accounts, and pass any role to Pod Identity, takes whatever the most powerful role that trusts Pod Identity may do, from a pod of its own.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html',
  needs: ['cluster', 'iamRoles', 'iamUsers', 'iamGroups', 'iamPolicies'],
  canProveWithout: ['iamUsers', 'iamGroups'],
  evaluate: facts => {
    const { cluster, derived, settings } = facts;
    return ordinaryPrincipals(facts)
      .filter(({ arn }) => !settings.allowedAdminArns.includes(arn))
      .flatMap(principal => judge(principal, cluster, derived));
  },
  subject: e => e.principal.arn,
  message: ({ principal, roles, verdict }) => {
    const who = `\`${shortArn(principal.arn, accountOf(principal.arn))}\``;
    const [first, ...others] = roles;
    const reached = `role \`${first.name}\`${
      others.length > 0 ? ` and ${others.length} more` : ''
    }`;
    return verdict === 'unknown'
      ? `whether ${who} can give ${reached} to a pod is not known`
      : `${who} can give ${reached}, which may do more than it may itself, to a pod`;
  },
  evidence: ({ principal, roles, action, verdict }) => [
    {
      fact: 'Roles within reach',
      value: roles.map(({ arn }) => arn).join(', '),
      readFrom: READ_FROM_IAM,
    },
    {
      fact: `Actions of ${principal.name}`,
      value:
        verdict === 'unknown'
          ? `${action} and iam:PassRole, but conditions or unread policies leave it open`
          : `${action} on this cluster and iam:PassRole by a pattern; organization policies are not looked at`,
      readFrom: READ_FROM_IAM,
    },
  ],
  affected: ({ principal, roles }) => [
    principal.arn,
    ...roles.map(({ arn }) => arn),
  ],
  remediate: ({ principal, verdict }) =>
    verdict === 'unknown'
      ? []
      : [
          {
            title: `Name the roles that \`${principal.name}\` may pass, by their ARNs, in the \`Resource\` of \`iam:PassRole\`.`,
            class: 'advice',
            actions: [],
            needs: ['iam:PutRolePolicy', 'iam:CreatePolicyVersion'],
            cautions: [
              'On the other side, a condition on `aws:SourceArn`, or on the tags of namespace and service account, in the trust policy of a powerful role keeps it from other clusters and accounts.',
              'Pipelines that install add-ons pass roles too: look for them before the pattern goes.',
            ],
          },
        ],
});

function judge(
  principal: PrincipalPolicies,
  cluster: Cluster,
  derived: Derived,
): Reaching[] {
  const associates = actions
    .filter(action => allowsOf(principal, action.toLowerCase()).length > 0)
    .map(action => ({
      action,
      effect: mayAssociate(action, principal, cluster),
    }))
    .filter(({ effect }) => effect === 'allowed' || effect === 'unknown')
    .sort((a, b) => a.effect.localeCompare(b.effect));
  if (associates.length === 0) return [];
  const [{ action, effect }] = associates;
  const reached = podRoles(cluster, derived)
    .map(one => ({ ...one, passes: mayPass(one.role, principal) }))
    .filter(
      ({ role, passes }) =>
        passes !== 'no' && mayDoMore(role, principal, derived),
    );
  const certain = reached.filter(
    ({ passes, isCertain }) => passes === 'yes' && isCertain,
  );
  const found = { principal, action };
  if (effect === 'allowed' && certain.length > 0) {
    return [
      { ...found, verdict: 'fail', roles: certain.map(({ role }) => role) },
    ];
  }
  return reached.length > 0
    ? [{ ...found, verdict: 'unknown', roles: reached.map(({ role }) => role) }]
    : [];
}

/** An association of the cluster has an id that nobody knows beforehand. */
function mayAssociate(
  action: (typeof actions)[number],
  principal: PrincipalPolicies,
  cluster: Cluster,
) {
  const { partition, region, accountId, name, arn } = cluster;
  const association = `arn:${partition}:eks:${region}:${accountId}:podidentityassociation/${name}/a-q7anyassociationz4`;
  return evaluateIdentity(principal, {
    action,
    resource: action === 'eks:CreatePodIdentityAssociation' ? arn : association,
    context: contextOnCluster(principal, cluster),
  }).effect;
}

interface PodRole {
  role: IamRole;
  isCertain: boolean;
}

/** The roles that Pod Identity of this cluster may assume, for some service account at least. */
function podRoles(cluster: Cluster, derived: Derived): PodRole[] {
  return derived.once('podRolesWithinReach', ({ sections }) =>
    (sections.iamRoles.status === 'read'
      ? sections.iamRoles.value
      : []
    ).flatMap(role => {
      const { decision } = decideTrust(role.trustPolicy, {
        kind: 'service',
        name: POD_IDENTITY_SERVICE,
        sourceArn: cluster.arn,
        sourceAccount: cluster.accountId,
        known: {
          'aws:RequestTag/eks-cluster-arn': cluster.arn,
          'aws:RequestTag/eks-cluster-name': cluster.name,
        },
      });
      return decision === 'Denied'
        ? []
        : [{ role, isCertain: decision === 'Allowed' }];
    }),
  );
}

/** By a pattern: a role that a policy names by its ARN is meant to be passed. */
function mayPass(
  role: IamRole,
  principal: PrincipalPolicies,
): 'yes' | 'no' | 'unknown' {
  const named = allowsOf(principal, 'iam:passrole').some(
    ({ statement: { source } }) => source.resources?.includes(role.arn),
  );
  if (named) return 'no';
  const { effect } = evaluateIdentity(principal, {
    action: 'iam:PassRole',
    resource: role.arn,
    context: contextOfPassRole(principal, POD_IDENTITY_SERVICE),
  });
  if (effect === 'allowed') return 'yes';
  return effect === 'unknown' ? 'unknown' : 'no';
}

/** Whether a role may do something, by its Allow statements, that the principal may not. */
function mayDoMore(
  role: IamRole,
  principal: PrincipalPolicies,
  derived: Derived,
): boolean {
  const policies = policiesOf(role.arn, derived.snapshot);
  if (policies.status !== 'read') return false;
  if (isAdministrator(policies)) return true;
  return policies.identity.some(({ document }) => {
    const prepared = preparePolicy(document);
    if (prepared.status === 'malformed') return false;
    return prepared.statements.some(
      ({ source: { effect, actions: allowed, resources } }) =>
        effect === 'Allow' &&
        (allowed ?? []).some(action =>
          (resources ?? []).some(
            resource => !holds(principal, action, resource),
          ),
        ),
    );
  });
}

/** Whether somebody may do all that a pattern of actions stands for on all that a pattern of resources does. */
function holds(
  principal: PrincipalPolicies,
  action: string,
  resource: string,
): boolean {
  const any = (text: string) => text.replace(/[*?]+/g, 'Q7anyZ4');
  return (
    evaluateIdentity(principal, {
      action: action === '*' ? 'q7any:Q7anyZ4' : any(action),
      resource: resource === '*' ? '*' : any(resource),
      context: contextOfPrincipal(principal),
    }).effect === 'allowed'
  );
}
