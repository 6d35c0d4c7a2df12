import { checkCause } from '../checkCause';
import { Ground } from '../ground';
import { Cause } from '../../model';
import { defineRulesPattern, MessageRule } from '../rulesPattern';

/** The mapping of the node role, the identity side of a node that does not come up. */
function mappingCauses(ground: Ground, isConclusive: boolean): Cause[] {
  return [
    checkCause(ground, {
      id: 'node-role-not-mapped',
      number: 'AUTHN-014',
      title: 'The node role has no mapping',
      hint: 'It needs an access entry of type `EC2_LINUX` (or of its node type), or its line in aws-auth.',
      isConclusive,
    }),
    checkCause(ground, {
      id: 'node-mapping-wrong',
      number: 'AUTHN-015',
      title: 'The mapping of the node role has the wrong form',
      hint: 'User name and groups of nodes are fixed.',
      isConclusive,
    }),
    checkCause(ground, {
      id: 'aws-auth-not-parsable',
      number: 'AUTHN-002',
      title: 'A section of aws-auth cannot be parsed, so no node in it gets in',
      hint: 'One wrong indent loses the node roles too.',
      isConclusive,
    }),
  ];
}

const notAboutIdentity = [
  {
    id: 'no-way-to-endpoint',
    title: 'The node cannot reach the endpoint of the cluster',
    hint: 'Private subnets need the private endpoint or a NAT gateway; look at routes and security groups.',
    steps: [
      'Open the way from the node to the endpoint of the cluster, and to ECR and STS.',
    ],
  },
  {
    id: 'bootstrap-arguments',
    title: 'The user data names another cluster, endpoint or certificate',
    hint: 'See `/var/log/cloud-init-output.log` and `journalctl -u kubelet` on the node.',
  },
];

const rules: MessageRule[] = [
  {
    matches: /\bIamNodeRoleNotFound\b|\bIamInstanceProfileNotFound\b/,
    say: () => ({
      headline: 'The node role, or its instance profile, was deleted.',
      summary:
        'EKS looks for the role that the node group was made with and does not find it; new nodes cannot start.',
      causes: [
        {
          id: 'node-role-deleted',
          title: 'The role or instance profile of the node group is gone',
          hint: 'A role made again under the same name has another unique id: its access entry is dead.',
          steps: [
            'Make the role again under the same name, then delete and create its access entry.',
          ],
        },
      ],
      judged: ground => mappingCauses(ground, false),
    }),
  },
  {
    matches:
      /\bNodeCreationFailure\b|[Ii]nstances failed to join the kubernetes cluster|Unhealthy nodes in the kubernetes cluster/,
    say: () => ({
      headline: 'Nodes started, and did not become part of the cluster.',
      summary:
        'EKS waited for the nodes to register and gave up. The role of the node is one reason, its way to the endpoint the other.',
      causes: notAboutIdentity,
      judged: ground => mappingCauses(ground, false),
    }),
  },
  {
    matches:
      /Unable to register node.{0,200}\bUnauthorized\b|err(?:or)?="?(?:.{0,80}: )?Unauthorized"? node=|(?:kubelet|reflector\.go|kubelet_node_status\.go|nodelease|lease controller).{0,300}\bUnauthorized\b|Failed to (?:list|watch) \*v1\.\w{1,40}.{0,80}\bUnauthorized\b|failed to ensure lease exists.{0,120}\bUnauthorized\b/i,
    namesPrincipal: true,
    say: () => ({
      headline: 'The cluster does not know the role of the node.',
      summary:
        'A node showed its role to the API server and was turned away before any right was looked at.',
      causes: [],
      judged: ground => mappingCauses(ground, true),
      gates: [
        {
          gate: 'aws',
          state: 'passed',
          detail: 'the endpoint was found and a token was sent',
        },
        {
          gate: 'cluster',
          state: 'refused',
          detail: 'the node role is not mapped as one of a node',
        },
        {
          gate: 'kubernetes',
          state: 'not-reached',
          detail: 'nothing to check before the step above',
        },
      ],
    }),
  },
  {
    matches:
      /failed to run Kubelet:? .{0,200}|nodeadm.{0,300}(?:failed|error)|\/etc\/eks\/bootstrap\.sh.{0,200}|bootstrap\.sh: .{0,200}(?:error|failed|retry)|node .{0,120} not found.{0,40}kubelet/i,
    say: () => ({
      headline: 'The node could not be set up as a part of the cluster.',
      summary:
        'The program that makes an instance a node failed; whether its role is the reason is told by the rest of the log.',
      causes: [
        {
          id: 'describe-cluster-refused',
          title: 'The node role may not describe the cluster',
          hint: '`eks:DescribeCluster` is part of AmazonEKSWorkerNodePolicy; without it endpoint and certificate must be given.',
        },
        ...notAboutIdentity,
      ],
      judged: ground => mappingCauses(ground, false),
    }),
  },
];

/** A node that does not become part of its cluster. */
export const nodeJoin = defineRulesPattern({
  id: 'node-join',
  topics: ['B'],
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html',
  rules,
});
