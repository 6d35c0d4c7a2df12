import {
  contextOfPrincipal,
  evaluateIdentity,
  isAdministrator,
  policiesOf,
  PrincipalPolicies,
} from '../../iam';
import { Cluster } from '../../model';
import { Derived } from '../derived';
import { defineCheck, Found } from '../defineCheck';
import { allowsOf, READ_FROM_IAM, unreadOf } from './accountPrincipals';
import { broadServices } from './broadStatements';

type Defect = 'lacking' | 'blocked' | 'too-much' | 'deprecated' | 'open';

interface ClusterRoleRights extends Found {
  role: PrincipalPolicies;
  defect: Defect;
  /** actions, services or policies, as the defect has it */
  names: string[];
  /** managed policies that would mend it */
  policyArns: string[];
  partition: string;
}

/** https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html */
const minimum = [
  'ec2:CreateTags',
  'ec2:DescribeInstances',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeVpcs',
  'ec2:DescribeDhcpOptions',
  'ec2:DescribeAvailabilityZones',
  'ec2:DescribeInstanceTopology',
  'kms:DescribeKey',
];

/** What Auto Mode needs besides, by AWS's policy and an action that stands for it. https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html */
const autoMode: ReadonlyArray<readonly [policy: string, action: string]> = [
  ['AmazonEKSComputePolicy', 'ec2:CreateFleet'],
  ['AmazonEKSBlockStoragePolicy', 'ec2:CreateVolume'],
  ['AmazonEKSLoadBalancingPolicy', 'elasticloadbalancing:CreateLoadBalancer'],
  ['AmazonEKSNetworkingPolicy', 'ec2:CreateNetworkInterface'],
];

const CLUSTER_POLICY = 'AmazonEKSClusterPolicy';
const DEPRECATED_POLICY = 'AmazonEKSServicePolicy';

export const clusterRoleLacksPermissions = defineCheck({
  id: 'cluster-role-lacks-permissions',
  number: 'IAM-002',
  area: 'iam',
  topics: ['B'],
  title: 'Permissions of the cluster role are too few or too many',
  severity: 'high',
  why: 'EKS works in the account with this role. What it lacks keeps the cluster from making what it needs; what it has too much is in the hands of whoever may pass the role to a cluster.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html',
  needs: ['cluster', 'iamRoles', 'iamPolicies'],
  evaluate: ({ cluster, derived }) => judge(cluster, derived),
  subject: e => e.role.arn,
  message: ({ defect, role, names }) => {
    const name = `cluster role \`${role.name}\``;
    const listed = names.map(one => `\`${one}\``).join(', ');
    switch (defect) {
      case 'lacking':
        return `${name} does not allow ${listed}`;
      case 'blocked':
        return `a Deny or the permissions boundary keeps ${name} from ${listed}`;
      case 'too-much':
        return names.length === 0
          ? `${name} is an administrator`
          : `${name} may do everything with whole services: ${listed}`;
      case 'deprecated':
        return `${name} still has ${listed}, which no cluster needs since April 2020`;
      default:
        return `what ${name} allows is not known: ${listed} was not read`;
    }
  },
  evidence: ({ role }) => [
    {
      fact: `Policies of ${role.name}`,
      value:
        [...role.identity.map(({ name }) => name), ...role.unread].join(', ') ||
        'none',
      readFrom: READ_FROM_IAM,
    },
  ],
  affected: e => [e.role.arn],
  remediate: ({ defect, role, policyArns, names }) => {
    if (defect === 'open') return [];
    return policyArns.length > 0
      ? [
          {
            title: `Attach ${policyArns
              .map(arn => `\`${arn.slice(arn.lastIndexOf('/') + 1)}\``)
              .join(', ')} to \`${role.name}\`.`,
            class: 'safe',
            actions: policyArns.map(policyArn => ({
              kind: 'attach-role-policy' as const,
              roleName: role.name,
              policyArn,
            })),
            needs: ['iam:AttachRolePolicy'],
            cautions: [],
          },
        ]
      : [
          {
            title:
              defect === 'blocked'
                ? `Change the Deny or the permissions boundary that stands against ${names
                    .map(one => `\`${one}\``)
                    .join(', ')}.`
                : `Take what is too much off \`${role.name}\`; \`${CLUSTER_POLICY}\` is enough for a cluster.`,
            class: 'advice',
            actions: [],
            needs: ['iam:DetachRolePolicy', 'iam:PutRolePolicy'],
            cautions: [
              'Controllers that were told to use this role need another one before.',
            ],
          },
        ];
  },
});

function judge(cluster: Cluster, { snapshot }: Derived): ClusterRoleRights[] {
  const role = policiesOf(cluster.roleArn, snapshot);
  // A role that does not exist is the business of `cluster-role-unusable`.
  if (role.status !== 'read') return [];
  const { partition } = cluster;
  const attached = new Set(
    [...role.identity.map(({ arn }) => arn ?? ''), ...role.unread]
      .filter(arn => arn.includes(':iam::aws:policy/'))
      .map(arn => arn.slice(arn.lastIndexOf('/') + 1)),
  );
  const found = (
    verdict: Found['verdict'],
    defect: Defect,
    names: string[],
    policies: string[] = [],
  ): ClusterRoleRights => ({
    verdict,
    ...(verdict === 'warn' ? { severity: 'medium' as const } : {}),
    role,
    defect,
    names,
    partition,
    policyArns: policies.map(
      name => `arn:${partition}:iam::aws:policy/${name}`,
    ),
  });

  const effects = minimum
    .filter(
      action => action !== 'kms:DescribeKey' || cluster.secretsEncryptionKeyArn,
    )
    .map(action => ({ action, ...effectOf(action, role, cluster) }));
  const blocked = effects.filter(
    ({ effect, layer }) =>
      effect === 'explicitDeny' ||
      (effect === 'implicitDeny' && layer === 'boundary'),
  );
  if (blocked.length > 0) {
    return [
      found(
        'fail',
        'blocked',
        blocked.map(({ action }) => action),
      ),
    ];
  }
  // AWS keeps its policy complete, whatever version of it was read.
  const hasPolicy = attached.has(CLUSTER_POLICY);
  const lacking = hasPolicy
    ? []
    : effects.filter(({ effect }) => effect === 'implicitDeny');
  const lackingAuto = cluster.computeConfig?.enabled
    ? autoMode.filter(
        ([policy, action]) =>
          !attached.has(policy) &&
          allowsOf(role, action.toLowerCase()).length === 0,
      )
    : [];
  const unread = unreadOf(role).filter(
    name => !/:iam::aws:policy\/AmazonEKS\w+$/.test(name),
  );
  if (lacking.length > 0 || lackingAuto.length > 0) {
    return unread.length > 0
      ? [found('unknown', 'open', unread)]
      : [
          found(
            'fail',
            'lacking',
            [
              ...lacking.map(({ action }) => action),
              ...lackingAuto.map(([, action]) => action),
            ],
            [
              ...(lacking.length > 0 ? [CLUSTER_POLICY] : []),
              ...lackingAuto.map(([policy]) => policy),
            ],
          ),
        ];
  }
  if (isAdministrator(role)) return [found('warn', 'too-much', [])];
  const services = broadServices(role).map(service => `${service}:*`);
  if (services.length > 0) return [found('warn', 'too-much', services)];
  if (attached.has(DEPRECATED_POLICY)) {
    return [
      {
        ...found('warn', 'deprecated', [DEPRECATED_POLICY]),
        severity: 'low',
      },
    ];
  }
  const isOpen =
    unread.length > 0 ||
    (!hasPolicy && effects.some(({ effect }) => effect === 'unknown'));
  return isOpen
    ? [found('unknown', 'open', unread.length > 0 ? unread : ['a condition'])]
    : [];
}

/** As EKS asks: it tags instances with the name of the cluster. */
function effectOf(action: string, role: PrincipalPolicies, cluster: Cluster) {
  const { region, accountId, partition, name } = cluster;
  const resources: Record<string, string> = {
    'ec2:CreateTags': `arn:${partition}:ec2:${region}:${accountId}:instance/i-00000000000000000`,
    'kms:DescribeKey': cluster.secretsEncryptionKeyArn ?? '*',
  };
  const tag = `kubernetes.io/cluster/${name}`;
  return evaluateIdentity(role, {
    action,
    resource: resources[action] ?? '*',
    context: contextOfPrincipal(role, {
      'aws:RequestedRegion': region,
      'aws:TagKeys': [tag],
      [`aws:RequestTag/${tag}`]: 'owned',
    }),
  });
}
