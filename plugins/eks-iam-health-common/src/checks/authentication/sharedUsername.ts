import { MappedPrincipal, principalsIn, unaskedSources } from '../../access';
import { principalKind, shortArn } from '../../arn';
import { AwsAuthConfigMap, Cluster, Repair } from '../../model';
import { patchRepair } from './awsAuthRepairs';
import { defineCheck, Found } from '../defineCheck';
import { isAssumedByPeople } from './humanRoles';

interface Shared extends Found {
  principal: MappedPrincipal;
  cluster: Cluster;
  configMap: AwsAuthConfigMap | null;
}

/** The session, or the key of the session, tells one person from another. */
const tellsWho = /\{\{(?:SessionName|SessionNameRaw|AccessKeyID)\}\}/;

export const sharedUsername = defineCheck({
  id: 'shared-username',
  number: 'AUTHN-027',
  area: 'authentication',
  topics: ['B'],
  title: 'Shared user name hides who acted',
  severity: 'low',
  why: 'Everybody who assumes the role is the same user to Kubernetes. What bindings and the audit log call by that name may have been any of them.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
  needs: ['cluster', 'awsAuth', 'accessEntries', 'iamRoles'],
  canProveWithout: ['awsAuth', 'accessEntries', 'iamRoles'],
  doesNotNeed: unaskedSources,
  evaluate: ({ cluster, awsAuth, derived }): Shared[] =>
    principalsIn(derived).all.flatMap((principal): Shared[] => {
      const { state, isNode, isService, arn, username } = principal;
      if (state !== 'live' || isNode || isService) return [];
      if (principalKind(arn) !== 'role' || tellsWho.test(username)) return [];
      const isHuman = isAssumedByPeople(principal, derived.snapshot);
      const base = { principal, cluster, configMap: awsAuth };
      if (isHuman === 'yes') return [{ ...base, verdict: 'warn' }];
      // A role of the own account that IAM does not have is assumed by nobody; unread roles are told once, as a section.
      const isForeign = principal.accountId !== cluster.accountId;
      return isHuman === 'unknown' && isForeign
        ? [{ ...base, verdict: 'unknown' }]
        : [];
    }),
  subject: ({ principal }) => principal.arn,
  message: ({ principal, cluster, verdict }) => {
    const name = `\`${shortArn(principal.arn, cluster.accountId)}\``;
    const user = principal.username
      ? `\`${principal.username}\``
      : 'a user without name';
    return verdict === 'unknown'
      ? `all sessions of ${name} are ${user}; whether people share it is not known, as its account was not read`
      : `everybody who assumes ${name} is ${user} to Kubernetes`;
  },
  evidence: ({ principal }) => [
    {
      fact: 'User name of the mapping',
      value: principal.username || 'none',
      readFrom: principal.readFrom,
    },
  ],
  affected: ({ principal }) => [principal.username],
  remediate: ({ principal, configMap, verdict }) =>
    verdict === 'unknown' ? [] : tellApart(principal, configMap),
});

const cautions = [
  'Bindings to the old user name stop matching: write them for the groups of the mapping, or for the new names.',
];

function tellApart(
  { door, username }: MappedPrincipal,
  configMap: AwsAuthConfigMap | null,
): Repair[] {
  const wanted = `${username || 'team'}:{{SessionName}}`;
  if (door.kind === 'aws-auth-row' && configMap) {
    const { section, index } = door.row;
    const patched = patchRepair(
      'Let the name of the session stand in the user name.',
      configMap,
      section,
      [{ kind: 'replace-username', index, username: wanted }],
    );
    if (patched.length > 0) {
      return patched.map(repair => ({
        ...repair,
        cautions: [...repair.cautions, ...cautions],
      }));
    }
  }
  return [
    {
      title: `Change the user name of the mapping to \`${wanted}\`.`,
      class: 'advice',
      actions: [],
      needs: [
        door.kind === 'access-entry'
          ? 'eks:UpdateAccessEntry'
          : 'patch configmaps kube-system/aws-auth',
      ],
      cautions,
    },
  ];
}
