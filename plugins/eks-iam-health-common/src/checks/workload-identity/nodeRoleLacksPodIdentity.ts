import {
  contextOnCluster,
  evaluateIdentity,
  IamDecision,
  policiesOf,
} from '../../iam';
import { Cluster, Node } from '../../model';
import { Derived } from '../derived';
import { defineCheck, Found } from '../defineCheck';
import { givenRoles } from './givenRoles';
import { hasEnded, isWindowsNode, kindOfNode, nodesByName } from './nodeKinds';
import { nodeRoleOf } from './nodeRoleOf';
import { readFrom } from './readFrom';
import { workloadKey } from './workloads';

interface LackingRole extends Found {
  /** absent: which role these nodes have is not known */
  roleArn?: string;
  roleName?: string;
  nodeNames: string[];
  workloads: string[];
  decision?: IamDecision;
  reasons: string[];
  policyArn: string;
}

const ACTION = 'eks-auth:AssumeRoleForPodIdentity';

export const nodeRoleLacksPodIdentity = defineCheck({
  id: 'node-role-lacks-pod-identity',
  number: 'WID-021',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Node role may not ask for the credentials of Pod Identity',
  severity: 'high',
  why: 'The Pod Identity agent asks EKS for the credentials of the pods with the role of the node. Without the right to it the pods with an association get none.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html',
  needs: [
    'cluster',
    'podIdentityAssociations',
    'pods',
    'nodes',
    'nodegroups',
    'iamRoles',
    'iamPolicies',
  ],
  appliesTo: ({ podIdentityAssociations }) =>
    podIdentityAssociations.length > 0,
  evaluate: ({ cluster, pods, derived }) => {
    const roles = givenRoles(derived);
    const nodes = nodesByName(derived);
    const byRole = new Map<
      string,
      { nodes: Set<string>; users: Set<string> }
    >();
    for (const pod of pods) {
      const key = `${pod.namespace}/${pod.serviceAccountName}`;
      const node = nodes.get(pod.nodeName ?? '');
      if (!node || !roles.get(key)?.association) continue;
      if (hasEnded(pod) || !canRunAgent(node)) continue;
      const role = nodeRoleOf(node, derived) ?? '';
      const known = byRole.get(role) ?? { nodes: new Set(), users: new Set() };
      byRole.set(role, known);
      known.nodes.add(node.name);
      known.users.add(workloadKey(pod));
    }
    return [...byRole].flatMap(([roleArn, { nodes: names, users }]) =>
      judge(roleArn, cluster, derived).map(
        (one): LackingRole => ({
          ...one,
          roleArn: roleArn || undefined,
          nodeNames: [...names].sort(),
          workloads: [...users].sort(),
          policyArn: `arn:${cluster.partition}:iam::aws:policy/AmazonEKSWorkerNodePolicy`,
        }),
      ),
    );
  },
  subject: e => e.roleArn ?? e.nodeNames[0],
  message: ({ roleArn, roleName, nodeNames, verdict, reasons, decision }) => {
    if (!roleArn) {
      return `which role ${
        nodeNames.length === 1
          ? `node \`${nodeNames[0]}\` has`
          : `${nodeNames.length} nodes have`
      } is not known, so neither whether it may call \`${ACTION}\``;
    }
    if (verdict === 'unknown') {
      return `whether node role \`${
        roleName ?? roleArn
      }\` may call \`${ACTION}\` is not known: ${reasons.join('; ')}`;
    }
    return decision?.effect === 'explicitDeny'
      ? `a Deny keeps node role \`${roleName}\` from calling \`${ACTION}\``
      : `node role \`${roleName}\` may not call \`${ACTION}\``;
  },
  evidence: ({ roleArn, nodeNames, workloads, decision }) => [
    {
      fact: 'Nodes that run pods with an association',
      value: nodeNames.join(', '),
      readFrom: `${readFrom.pods}, ${readFrom.nodes}`,
    },
    { fact: 'Workloads', value: workloads.join(', '), readFrom: readFrom.pods },
    ...(roleArn
      ? [
          {
            fact: 'Role of the nodes',
            value: roleArn,
            readFrom: `${readFrom.nodegroups}, ${readFrom.instances}`,
          },
        ]
      : []),
    ...(decision?.by
      ? [
          {
            fact: `Statement ${decision.by.index} of policy ${decision.by.policyName}`,
            value: JSON.stringify(decision.by.statement),
            readFrom: readFrom.iam,
          },
        ]
      : []),
  ],
  affected: e => e.workloads,
  remediate: ({ verdict, decision, roleName, policyArn }) => {
    if (verdict === 'unknown' || !roleName) return [];
    return decision?.effect === 'implicitDeny' && decision.layer === 'identity'
      ? [
          {
            title: `Attach \`AmazonEKSWorkerNodePolicy\` to \`${roleName}\`.`,
            class: 'review',
            actions: [{ kind: 'attach-role-policy', roleName, policyArn }],
            needs: ['iam:AttachRolePolicy'],
            cautions: ['Private subnets need the VPC endpoint `eks-auth` too.'],
          },
        ]
      : [
          {
            title: `Change the Deny or the permissions boundary of \`${roleName}\` that stands against \`${ACTION}\`; attaching a policy does not help.`,
            class: 'advice',
            actions: [],
            needs: ['iam:CreatePolicyVersion'],
            cautions: [],
          },
        ];
  },
});

/** On Fargate and Windows there is no agent: `associated-pod-unsupported` speaks of it. */
function canRunAgent(node: Node): boolean {
  return kindOfNode(node) !== 'fargate' && !isWindowsNode(node);
}

type Judged = Pick<
  LackingRole,
  'verdict' | 'decision' | 'reasons' | 'roleName'
>;

function judge(roleArn: string, cluster: Cluster, derived: Derived): Judged[] {
  if (roleArn === '') return [{ verdict: 'unknown', reasons: [] }];
  const policies = policiesOf(roleArn, derived.snapshot);
  if (policies.status !== 'read') {
    return [{ verdict: 'unknown', reasons: [policies.reason] }];
  }
  const decision = evaluateIdentity(policies, {
    action: ACTION,
    resource: cluster.arn,
    context: contextOnCluster(policies, cluster),
  });
  const { effect, reasons } = decision;
  if (effect === 'allowed') return [];
  return [
    {
      verdict: effect === 'unknown' ? 'unknown' : 'fail',
      decision,
      reasons,
      roleName: policies.name,
    },
  ];
}
