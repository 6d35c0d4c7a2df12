import { DaemonSet, Node } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { isPodIdentityAgent } from './oidcProviderMissing';
import { readFrom } from './readFrom';
import { associatedKey } from './serviceAccountRoles';
import { workloadKey } from './workloads';

interface AgentState extends Found {
  clusterArn: string;
  agents: DaemonSet[];
  /** workloads whose pods are on nodes that need the agent */
  workloads: string[];
  isAddonInstalled: boolean;
  associations: number;
}

export const podIdentityAgentMissing = defineCheck({
  id: 'pod-identity-agent-missing',
  number: 'WID-016',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Pod Identity agent is missing or not ready',
  severity: 'critical',
  why: 'The agent on the node hands the credentials to the pods. Without it a pod with an association gets none at all: its SDK is told to ask the agent and cannot connect.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html',
  needs: [
    'cluster',
    'podIdentityAssociations',
    'daemonSets',
    'nodes',
    'pods',
    'addons',
  ],
  canProveWithout: ['addons'],
  appliesTo: ({ podIdentityAssociations }) =>
    podIdentityAssociations.length > 0,
  evaluate: facts => {
    const { cluster, podIdentityAssociations, daemonSets, nodes, pods } = facts;
    const associated = new Set(podIdentityAssociations.map(associatedKey));
    const needing = new Set(nodes.filter(needsAgent).map(({ name }) => name));
    const using = pods.filter(
      pod =>
        associated.has(`${pod.namespace}/${pod.serviceAccountName}`) &&
        pod.nodeName !== undefined &&
        needing.has(pod.nodeName),
    );
    // A cluster of Auto Mode nodes alone has the agent built in.
    if (nodes.length > 0 && needing.size === 0) return [];
    const agents = daemonSets.filter(isPodIdentityAgent);
    const ready = sum(agents.map(agent => agent.ready));
    const desired = sum(agents.map(agent => agent.desired));
    const state = {
      clusterArn: cluster.arn,
      agents,
      workloads: [...new Set(using.map(workloadKey))].sort(),
      isAddonInstalled: facts.addons.some(
        ({ name }) => name === 'eks-pod-identity-agent',
      ),
      associations: podIdentityAssociations.length,
    };
    if (ready === 0) {
      const verdict: Found['verdict'] = using.length > 0 ? 'fail' : 'warn';
      return [{ ...state, verdict }];
    }
    const result: AgentState[] =
      ready < desired ? [{ ...state, verdict: 'warn', severity: 'high' }] : [];
    return result;
  },
  subject: e => e.clusterArn,
  message: e => {
    const ready = sum(e.agents.map(agent => agent.ready));
    const desired = sum(e.agents.map(agent => agent.desired));
    if (ready > 0) {
      return `the Pod Identity agent is ready on ${ready} of ${desired} nodes`;
    }
    const agent =
      e.agents.length === 0
        ? 'the Pod Identity agent is not installed'
        : 'no pod of the Pod Identity agent is ready';
    return e.workloads.length > 0
      ? `${agent}: ${e.workloads.length} ${
          e.workloads.length === 1 ? 'workload gets' : 'workloads get'
        } no credentials`
      : `${agent}: no pod uses one of the ${e.associations} associations yet`;
  },
  evidence: e => [
    {
      fact: 'DaemonSets of the agent',
      value:
        e.agents
          .map(
            a => `${a.namespace}/${a.name}: ${a.ready} of ${a.desired} ready`,
          )
          .join(', ') || 'none',
      readFrom: readFrom.daemonSets,
    },
    {
      fact: 'Associations',
      value: String(e.associations),
      readFrom: readFrom.associations,
    },
  ],
  affected: e => e.workloads,
  remediate: e =>
    e.isAddonInstalled || e.agents.length > 0
      ? [
          {
            title:
              'Find out why the pods of the agent are not ready: `kubectl -n kube-system describe daemonset eks-pod-identity-agent`.',
            class: 'advice',
            actions: [],
            needs: ['get daemonsets', 'list pods'],
            cautions: [
              'Where IPv6 is disabled the agent has to be configured to listen on 169.254.170.23 alone.',
            ],
          },
        ]
      : [
          {
            title: 'Install the Pod Identity agent as an EKS add-on.',
            class: 'safe',
            actions: [
              { kind: 'create-addon', addonName: 'eks-pod-identity-agent' },
            ],
            needs: ['eks:CreateAddon'],
            cautions: [
              'Private subnets need the VPC endpoint `eks-auth`.',
              'Pods that were created before their association have to be restarted.',
            ],
          },
        ],
});

function sum(numbers: number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** Auto Mode nodes have it built in; Fargate and Windows cannot run it. */
function needsAgent({ labels }: Node): boolean {
  const computeType = labels['eks.amazonaws.com/compute-type'];
  return (
    computeType !== 'auto' &&
    computeType !== 'fargate' &&
    labels['kubernetes.io/os'] !== 'windows'
  );
}
