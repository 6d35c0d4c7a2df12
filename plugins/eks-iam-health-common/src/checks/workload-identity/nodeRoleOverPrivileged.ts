import { principalsIn, unaskedSources } from '../../access';
import { accountOf, shortArn } from '../../arn';
import {
  contextOfPrincipal,
  evaluateIdentity,
  findRole,
  isAdministrator,
  policiesOf,
  PrincipalPolicies,
} from '../../iam';
import { Cluster, IamRole, Nodegroup } from '../../model';
import { nodeRolesOf } from '../authentication/nodeRoles';
import { Derived } from '../derived';
import { defineCheck, Found } from '../defineCheck';
import { READ_FROM_IAM } from '../iam/accountPrincipals';
import { mayDoAllOf } from '../iam/broadStatements';

interface MightyNode extends Found {
  role: IamRole;
  /** `node group ng-1`, ... */
  usedBy: string[];
  /** in words: what it may, or holds, or why that is not known */
  what: string[];
}

/** What nodes need, and what lets Systems Manager reach them. https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html */
const nodePolicies = new Set([
  'AmazonEKSWorkerNodePolicy',
  'AmazonEKSWorkerNodeMinimalPolicy',
  'AmazonEC2ContainerRegistryPullOnly',
  'AmazonEC2ContainerRegistryReadOnly',
  'AmazonSSMManagedInstanceCore',
]);

const nameOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
const isOfAws = (arn: string | undefined) =>
  arn !== undefined && /^arn:[a-z-]+:iam::aws:policy\//.test(arn);

export const nodeRoleOverPrivileged = defineCheck({
  id: 'node-role-over-privileged',
  number: 'WID-026',
  area: 'workload-identity',
  topics: ['T6'],
  title: 'Node role may do more than nodes need',
  severity: 'high',
  why: 'Every pod that reaches the instance metadata service acts with the node role, whatever its own role. What the node role may do, any pod on the node may do.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
  needs: [
    'cluster',
    'nodegroups',
    'accessEntries',
    'awsAuth',
    'iamRoles',
    'iamPolicies',
  ],
  canProveWithout: ['nodegroups', 'accessEntries', 'awsAuth'],
  doesNotNeed: unaskedSources,
  evaluate: ({ cluster, nodegroups, derived }) =>
    instanceRoles(cluster, nodegroups, derived).flatMap(node =>
      judge(node, derived),
    ),
  subject: e => e.role.arn,
  message: ({ role, what, verdict }) => {
    const who = `node role \`${shortArn(role.arn, accountOf(role.arn))}\``;
    switch (verdict) {
      case 'unknown':
        return `whether ${who} may do too much is not known: ${what.join(
          '; ',
        )}`;
      case 'warn':
        return `${who} holds more than nodes need: ${what.join(', ')}`;
      default:
        return `${who} may ${what.join(', ')}`;
    }
  },
  evidence: ({ role, usedBy, what }) => [
    {
      fact: `Policies of ${role.name}`,
      value: what.join('; '),
      readFrom: READ_FROM_IAM,
    },
    {
      fact: 'Used by',
      value: usedBy.join(', '),
      readFrom: 'eks:DescribeNodegroup, access entries, aws-auth',
    },
  ],
  affected: e => [e.role.arn],
  remediate: ({ role, verdict }) =>
    verdict === 'unknown'
      ? []
      : [
          {
            title: `Give the workloads that need it roles of their own, then take it away from \`${role.name}\`.`,
            class: 'advice',
            actions: [],
            needs: ['iam:DetachRolePolicy', 'iam:DeleteRolePolicy'],
            cautions: [
              'Pods without a role of their own use the node role today and lose what they do with it: look in CloudTrail for sessions of the role that are not named like instances do them.',
              'Before `AmazonEKS_CNI_Policy` goes, `aws-node` needs a role of its own and a restart, or new pods get no address.',
            ],
          },
        ],
});

interface InstanceRole {
  role: IamRole;
  usedBy: string[];
}

/** The roles that instances join with; a pod execution role of Fargate is out of reach of the pods. */
function instanceRoles(
  cluster: Cluster,
  nodegroups: readonly Nodegroup[],
  derived: Derived,
): InstanceRole[] {
  const found = new Map<string, InstanceRole>();
  const add = (arn: string, usedBy: string[]) => {
    const role = findRole(arn, derived.snapshot);
    if (!role) return;
    const known = found.get(role.arn);
    if (known) known.usedBy.push(...usedBy);
    else found.set(role.arn, { role, usedBy: [...usedBy] });
  };
  for (const { arn, usedBy } of nodeRolesOf(cluster, nodegroups, [])) {
    add(arn, usedBy);
  }
  for (const { arn, isNode, state, door, groups, readFrom } of principalsIn(
    derived,
  ).all) {
    const isFargate =
      (door.kind === 'access-entry' && door.entry.type === 'FARGATE_LINUX') ||
      groups.includes('system:node-proxier');
    if (isNode && !isFargate && (state === 'live' || state === 'unknown')) {
      add(arn, [readFrom]);
    }
  }
  return [...found.values()];
}

function judge(node: InstanceRole, derived: Derived): MightyNode[] {
  const policies = policiesOf(node.role.arn, derived.snapshot);
  if (policies.status !== 'read') return [];
  if (isAdministrator(policies)) {
    return [
      {
        ...node,
        verdict: 'fail',
        severity: 'critical',
        what: ['do everything'],
      },
    ];
  }
  const mighty = powersOf(policies);
  if (mighty.length > 0) return [{ ...node, verdict: 'fail', what: mighty }];
  const unread = [
    ...policies.unread.filter(arn => !nodePolicies.has(nameOf(arn))),
    ...(policies.unreadBoundary ? [policies.unreadBoundary] : []),
  ];
  if (unread.length > 0) {
    const what = unread.map(name => `\`${name}\` was not read`);
    return [{ ...node, verdict: 'unknown', what }];
  }
  const others = policies.identity
    .filter(({ name, arn }) => !(isOfAws(arn) && nodePolicies.has(name)))
    .map(({ name, arn }) => `${arn ? '' : 'inline policy '}\`${name}\``);
  return others.length > 0
    ? [{ ...node, verdict: 'warn', severity: 'medium', what: others }]
    : [];
}

/** What no node needs, in words. */
function powersOf(policies: PrincipalPolicies): string[] {
  const any = 'Q7-any-name-that-no-policy-holds-Z4';
  const may = (action: string, resource: string) =>
    evaluateIdentity(policies, {
      action,
      resource,
      context: contextOfPrincipal(policies),
    }).effect === 'allowed';
  const [, partition] = policies.arn.split(':');
  const account = accountOf(policies.arn);
  const secret = `arn:${partition}:secretsmanager:us-east-1:${account}:secret:${any}`;
  const object = `arn:${partition}:s3:::${any}/${any}`;
  return [
    ...(mayDoAllOf('iam', policies) ? ['do everything in IAM'] : []),
    ...(may('sts:AssumeRole', `arn:${partition}:iam::${account}:role/${any}`)
      ? ['assume any role that lets it']
      : []),
    ...(may('secretsmanager:GetSecretValue', secret)
      ? ['read any secret of Secrets Manager']
      : []),
    ...(may('s3:GetObject', object) || may('s3:PutObject', object)
      ? ['read or write objects of any bucket']
      : []),
  ];
}
