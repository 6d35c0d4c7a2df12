import { goodPractices, on, Risk, WRITE } from './risk';

const ANY = 'get list watch create update patch delete';

/** The kubelet’s API through the API server. */
export const kubeletRisks: readonly Risk[] = [
  {
    id: 'nodes-proxy',
    may: 'reach the kubelet of every node',
    severity: 'critical',
    why: 'The kubelet runs commands in every pod of its node for whoever reaches it, and neither audit nor admission sees that.',
    source: goodPractices,
    reach: 'cluster',
    targets: on('core', 'nodes/proxy', ANY),
  },
];

/** Deciding on which nodes pods run. */
export const nodeSteeringRisks: readonly Risk[] = [
  {
    id: 'change-nodes',
    may: 'add, change, taint or delete nodes',
    severity: 'medium',
    why: 'Labels and taints decide where pods run: sensitive ones can be drawn to a node that somebody controls, and all can be driven off the others.',
    source:
      'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
    reach: 'cluster',
    targets: on('core', 'nodes', WRITE),
  },
  {
    id: 'change-node-status',
    may: 'change the status of nodes',
    severity: 'medium',
    why: 'A node that is said to be full or not ready gets no pods, and another one gets them.',
    source: 'https://kubernetes.io/docs/reference/node/node-status/',
    reach: 'cluster',
    targets: on('core', 'nodes/status', 'update patch'),
  },
  {
    id: 'evict-pods',
    may: 'remove running pods',
    severity: 'low',
    why: 'Pods that are deleted or evicted start again elsewhere; together with taints their place can be chosen, and alone it is an outage.',
    source:
      'https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/',
    reach: 'namespace',
    targets: [
      ...on('core', 'pods', 'delete deletecollection'),
      ...on('core', 'pods/eviction', 'create'),
    ],
  },
  {
    id: 'bind-pods-to-nodes',
    may: 'put pods on nodes past the scheduler',
    severity: 'medium',
    why: 'A binding of a pod to a node is not asked for taints, quotas of the scheduler or anti-affinity.',
    source:
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/binding-v1/',
    reach: 'namespace',
    targets: on('core', 'pods/binding bindings', 'create'),
  },
  {
    id: 'write-leases',
    may: 'write leases of nodes and of leader elections',
    severity: 'low',
    why: 'A lease keeps a node alive and a controller the leader: whoever writes it declares nodes dead, or stops the controllers of a namespace.',
    source: 'https://kubernetes.io/docs/concepts/architecture/leases/',
    reach: 'namespace',
    targets: on(
      'coordination.k8s.io',
      'leases',
      'update patch delete deletecollection',
    ),
  },
];
