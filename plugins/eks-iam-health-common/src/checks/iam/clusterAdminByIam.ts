import { adminBindingsOf } from '../../access';
import { accountOf, shortArn } from '../../arn';
import {
  IamDecision,
  mayConcern,
  PrincipalPolicies,
  trustsOnlyServices,
} from '../../iam';
import { AccessEntry, Cluster, SectionName } from '../../model';
import { accessPolicyArn, rbacOf } from '../../rbac';
import { Derived } from '../derived';
import { defineCheck, Found } from '../defineCheck';
import {
  isPermissionSetRole,
  ordinaryPrincipals,
  READ_FROM_IAM,
} from './accountPrincipals';
import {
  adminPolicyName,
  ClaimableSubject,
  claimableSubjects,
  WayIntoCluster,
  waysIntoCluster,
} from './waysIntoCluster';

interface SelfMadeAdmin extends Found {
  principal: PrincipalPolicies;
  cluster: Cluster;
  way: WayIntoCluster;
  /** what would tell of groups that are bound to administrators, and was not read */
  unread: readonly SectionName[];
}

/** Stands for a group that may be bound to administrators, where nobody could look. */
const ANY_GROUP: ClaimableSubject = { kind: 'Group', name: 'any' };

/** Services of AWS that make access entries for themselves; nobody else gets at their roles. */
const ofServices = [
  'eks.amazonaws.com',
  'capabilities.eks.amazonaws.com',
  'backup.amazonaws.com',
];

export const clusterAdminByIam = defineCheck({
  id: 'cluster-admin-by-iam',
  number: 'AUTHZ-028',
  area: 'iam',
  topics: ['T6'],
  title: 'Principal can make itself administrator of the cluster',
  severity: 'critical',
  why: 'eks:CreateAccessEntry and eks:AssociateAccessPolicy without conditions are as good as cluster-admin: whoever holds them gives itself any access policy, and needs no right in Kubernetes for it. So are entries and issuers that claim a group which is bound to administrators.',
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
  doesNotNeed: ({ sections: { cluster } }) =>
    cluster.status === 'read' &&
    cluster.value.authenticationMode === 'CONFIG_MAP'
      ? ['accessEntries']
      : [],
  evaluate: facts => {
    const { cluster, accessEntries, settings, derived, iamRoles } = facts;
    const entries = new Map(accessEntries.map(e => [e.principalArn, e]));
    const ofAws = new Set(
      iamRoles
        .filter(role => trustsOnlyServices(role.trustPolicy, ofServices))
        .map(role => role.arn),
    );
    // Roles and bindings matter to those alone who may claim a group; of them it is unknown what was not read.
    const { unread } = rbacOf(derived);
    const claimable = unread.length > 0 ? [ANY_GROUP] : claimableIn(derived);
    return ordinaryPrincipals(facts)
      .filter(
        principal =>
          mayConcern('eks', principal) &&
          !settings.allowedAdminArns.includes(principal.arn) &&
          !ofAws.has(principal.arn),
      )
      .flatMap(principal =>
        judge(
          principal,
          entries.get(principal.arn),
          cluster,
          claimable,
          unread,
        ),
      );
  },
  subject: e => e.principal.arn,
  message: ({ principal, verdict, way, unread }) => {
    const who = `\`${shortArn(principal.arn, accountOf(principal.arn))}\``;
    return verdict === 'unknown'
      ? `whether ${who} can make itself administrator of the cluster is not known: ${reasonsOf(
          way.decisions,
          unread,
        )}`
      : `${who} ${wordsFor(way)}`;
  },
  evidence: ({ principal, way: { decisions }, verdict, unread }) => [
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
          ? reasonsOf(decisions, unread)
          : 'allowed by what is visible; before service control policies',
      readFrom: READ_FROM_IAM,
    },
  ],
  affected: e => [e.principal.arn],
  remediate: ({ principal, verdict }) =>
    verdict === 'unknown'
      ? []
      : [
          {
            title: `Limit what \`${principal.name}\` may associate: \`ArnEquals\` on \`eks:policyArn\` with the policies it may hand out, and \`StringEquals\` on \`eks:accessScope\` with \`namespace\`; take \`eks:UpdateAccessEntry\`, \`eks:AssociateIdentityProviderConfig\` and \`eks:UpdateClusterConfig\` away, which no condition limits enough.`,
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

function wordsFor({ kind, via }: WayIntoCluster): string {
  switch (kind) {
    case 'associate':
      return `may associate \`${adminPolicyName}\` with its own access entry, and so make itself administrator`;
    case 'create-and-associate':
      return `may create an access entry for itself with \`${adminPolicyName}\`, and so make itself administrator`;
    case 'create-in-group':
      return `may create an access entry for itself with ${via}, which is bound to administrators`;
    case 'update-into-group':
      return `may give its own access entry ${via}, which is bound to administrators`;
    case 'identity-provider':
      return `may associate an OIDC issuer of its own, whose tokens claim ${via}, which is bound to administrators`;
    case 'raise-mode':
      return `may switch access entries on, create one for itself with \`${adminPolicyName}\`, and so make itself administrator`;
    case 'mode-only':
      return 'may change the authentication mode of the cluster, after which access entries count';
    default:
      return 'hands out access to the cluster, within the conditions of its policies';
  }
}

function claimableIn(derived: Derived): ClaimableSubject[] {
  return derived.once('claimableSubjects', () => {
    const seen = new Set<string>();
    return claimableSubjects(adminBindingsOf(derived)).filter(
      ({ kind, name }) => {
        const key = `${kind} ${name}`;
        return seen.has(key) ? false : seen.add(key);
      },
    );
  });
}

const hangsOnGroups = ({ via }: WayIntoCluster) => via !== undefined;

function judge(
  principal: PrincipalPolicies,
  entry: AccessEntry | undefined,
  cluster: Cluster,
  claimable: readonly ClaimableSubject[],
  unread: readonly SectionName[],
): SelfMadeAdmin[] {
  const policyArn = accessPolicyArn(cluster.partition, adminPolicyName);
  const isAdmin = entry?.policies.some(
    p => p.policyArn === policyArn && p.scope.type === 'cluster',
  );
  // Entries for nodes take no such policy, and one principal has one entry.
  if (isAdmin || (entry && entry.type !== 'STANDARD')) return [];
  const ways = waysIntoCluster(principal, entry, cluster, claimable);
  const found = (way: WayIntoCluster, verdict: Found['verdict']) => ({
    principal,
    cluster,
    way,
    verdict,
    unread: hangsOnGroups(way) ? unread : [],
  });
  const isCertain = (one: WayIntoCluster) =>
    one.decisions.every(({ effect }) => effect === 'allowed') &&
    !(hangsOnGroups(one) && unread.length > 0);
  const isMild = ({ kind }: WayIntoCluster) =>
    kind === 'guarded' || kind === 'mode-only';
  const way =
    ways.find(one => isCertain(one) && !isMild(one)) ??
    ways.find(one => !isCertain(one) && !isMild(one)) ??
    ways.find(isCertain);
  if (!way) return [];
  if (!isCertain(way)) return [found(way, 'unknown')];
  return isMild(way)
    ? [{ ...found(way, 'warn'), severity: 'medium' }]
    : [found(way, 'fail')];
}

function reasonsOf(
  decisions: readonly IamDecision[],
  unread: readonly SectionName[],
): string {
  const reasons = [
    ...decisions.flatMap(one => one.reasons),
    ...(unread.length > 0
      ? [
          `it may claim a group, and whether one is bound to administrators tell ${unread.join(
            ' and ',
          )}, which were not read`,
        ]
      : []),
  ];
  return [...new Set(reasons)].join('; ');
}
