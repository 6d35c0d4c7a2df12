import { unaskedSources } from '../../access';
import { shortArn } from '../../arn';
import {
  AllowStatement,
  contextOnCluster,
  evaluateIdentity,
  IamRequest,
  PrincipalPolicies,
} from '../../iam';
import { Cluster } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { READ_FROM_IAM } from './accountPrincipals';
import { allowRepair } from './allowRepair';
import { isForPeople, mappedIdentities } from './mappedPeople';

interface LackingConsole extends Found {
  arn: string;
  policies?: PrincipalPolicies;
  cluster: Cluster;
  readFrom: string;
  missing: string[];
  reasons: string[];
}

/** Without these the console shows no Kubernetes objects at all; the first has no API and is asked by the console only. */
const essential = [
  'eks:AccessKubernetesApi',
  'eks:DescribeCluster',
  'eks:ListClusters',
];

/** What AWS's policy for viewing resources holds besides. */
const others = [
  'eks:ListNodegroups',
  'eks:DescribeNodegroup',
  'eks:ListFargateProfiles',
  'eks:ListUpdates',
  'eks:ListAddons',
  'eks:DescribeAddonVersions',
  'eks:ListIdentityProviderConfigs',
  'iam:ListRoles',
];

const onAnything = [
  'eks:ListClusters',
  'eks:DescribeAddonVersions',
  'iam:ListRoles',
];

export const consoleAccessIncomplete = defineCheck({
  id: 'console-access-incomplete',
  number: 'IAM-007',
  area: 'iam',
  topics: ['T2'],
  title: 'Mapped principal cannot see Kubernetes objects in the console',
  severity: 'medium',
  why: 'The console asks the Kubernetes API on behalf of the person and wants `eks:AccessKubernetesApi` for it, besides a mapping in the cluster. Without it it says `Your current user or role does not have access to Kubernetes objects on this EKS cluster`.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/view-kubernetes-resources.html',
  needs: [
    'cluster',
    'accessEntries',
    'awsAuth',
    'iamRoles',
    'iamUsers',
    'iamGroups',
    'iamPolicies',
  ],
  canProveWithout: ['accessEntries', 'awsAuth', 'iamUsers', 'iamGroups'],
  doesNotNeed: unaskedSources,
  evaluate: ({ cluster, derived }) =>
    mappedIdentities(cluster, derived)
      .filter(identity => isForPeople(identity, derived))
      .flatMap(({ mapped, policies }): LackingConsole[] => {
        const base = { arn: policies.arn, cluster, readFrom: mapped.readFrom };
        if (policies.status !== 'read') {
          const { reason } = policies;
          return [
            { ...base, verdict: 'unknown', missing: [], reasons: [reason] },
          ];
        }
        const decide = (action: string) =>
          evaluateIdentity(policies, requestOf(action, policies, cluster));
        const core = essential.map(decide);
        const isMissing = (action: string) =>
          ['implicitDeny', 'explicitDeny'].includes(decide(action).effect);
        if (essential.some(isMissing)) {
          const missing = [...essential, ...others].filter(isMissing);
          return [{ ...base, policies, verdict: 'warn', missing, reasons: [] }];
        }
        const reasons = [...new Set(core.flatMap(d => d.reasons))];
        return core.some(({ effect }) => effect === 'unknown')
          ? [{ ...base, policies, verdict: 'unknown', missing: [], reasons }]
          : [];
      }),
  subject: e => e.arn,
  message: ({ arn, cluster, missing, reasons, verdict }) => {
    const who = `\`${shortArn(arn, cluster.accountId)}\``;
    return verdict === 'unknown'
      ? `whether ${who} sees Kubernetes objects in the console is not known: ${reasons.join(
          '; ',
        )}`
      : `${who} is mapped but cannot see Kubernetes objects in the console: its policies lack ${missing
          .map(action => `\`${action}\``)
          .join(', ')}`;
  },
  evidence: e => [
    { fact: 'Mapping', value: e.arn, readFrom: e.readFrom },
    {
      fact: e.verdict === 'unknown' ? 'Not known' : 'Actions not allowed',
      value: [...e.missing, ...e.reasons].join(', '),
      readFrom: `${READ_FROM_IAM}: ${e.arn}`,
    },
  ],
  affected: e => [e.arn],
  remediate: ({ policies, cluster, missing, verdict }) =>
    policies && verdict === 'warn'
      ? [
          allowRepair(
            policies,
            statementsFor(missing, cluster),
            missing.map(action => requestOf(action, policies, cluster)),
            `Let ${policies.kind} \`${policies.name}\` view this cluster's resources in the console.`,
          ),
        ]
      : [],
});

function requestOf(
  action: string,
  policies: PrincipalPolicies,
  cluster: Cluster,
): IamRequest {
  return {
    action,
    resource: resourceOf(action, cluster),
    context: contextOnCluster(policies, cluster),
  };
}

/** `eks:DescribeNodegroup` is about a node group; any of the cluster will do to ask. */
function resourceOf(action: string, { arn }: Cluster): string {
  if (onAnything.includes(action)) return '*';
  return action === 'eks:DescribeNodegroup'
    ? `${arn.replace(':cluster/', ':nodegroup/')}/any/any`
    : arn;
}

function statementsFor(missing: string[], { arn }: Cluster): AllowStatement[] {
  const ofCluster = missing.filter(action => !onAnything.includes(action));
  const ofAll = missing.filter(action => onAnything.includes(action));
  const nodegroups = `${arn.replace(':cluster/', ':nodegroup/')}/*`;
  const onCluster: AllowStatement = {
    Sid: 'ViewClusterInConsole',
    Effect: 'Allow',
    Action: ofCluster,
    Resource: ofCluster.includes('eks:DescribeNodegroup')
      ? [arn, nodegroups]
      : arn,
  };
  const onAll: AllowStatement = {
    Sid: 'ListForConsole',
    Effect: 'Allow',
    Action: ofAll,
    Resource: '*',
  };
  return [
    ...(ofCluster.length > 0 ? [onCluster] : []),
    ...(ofAll.length > 0 ? [onAll] : []),
  ];
}
