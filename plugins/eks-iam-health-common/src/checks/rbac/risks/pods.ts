import { CHANGE, goodPractices, on, Risk } from './risk';

const startsPods = (
  id: string,
  apiGroup: string,
  resource: string,
  kind: string,
  how: string,
): Risk => ({
  id,
  may: `start pods by ${kind}`,
  severity: 'high',
  why: `${how} It runs as any service account of the namespace, mounts any of its Secrets and ConfigMaps and, unless Pod Security forbids it, reaches the node.`,
  source: goodPractices,
  reach: 'namespace',
  targets: on(apiGroup, resource, CHANGE),
});

/** Starting pods, directly or through what starts them. */
export const podCreationRisks: readonly Risk[] = [
  startsPods(
    'create-pods',
    'core',
    'pods',
    'themselves',
    'Whoever makes a pod chooses what it is.',
  ),
  startsPods(
    'write-deployments',
    'apps',
    'deployments',
    'Deployments',
    'A Deployment makes pods of its template, with the rights of a controller.',
  ),
  startsPods(
    'write-daemon-sets',
    'apps',
    'daemonsets',
    'DaemonSets',
    'A DaemonSet puts a pod on every node.',
  ),
  startsPods(
    'write-stateful-sets',
    'apps',
    'statefulsets',
    'StatefulSets',
    'A StatefulSet makes pods of its template.',
  ),
  startsPods(
    'write-replica-sets',
    'apps',
    'replicasets',
    'ReplicaSets',
    'A ReplicaSet makes pods of its template.',
  ),
  startsPods(
    'write-jobs',
    'batch',
    'jobs',
    'Jobs',
    'A Job makes a pod of its template and leaves little behind.',
  ),
  startsPods(
    'write-cron-jobs',
    'batch',
    'cronjobs',
    'CronJobs',
    'A CronJob makes pods again and again, at hours when nobody looks.',
  ),
  startsPods(
    'write-replication-controllers',
    'core',
    'replicationcontrollers',
    'ReplicationControllers',
    'A ReplicationController makes pods of its template.',
  ),
];

/** Getting into pods that run. */
export const podAccessRisks: readonly Risk[] = [
  {
    id: 'exec-into-pods',
    may: 'run commands in pods',
    severity: 'high',
    why: 'A command in a pod has the tokens, Secrets and AWS role of the pod.',
    source: goodPractices,
    reach: 'namespace',
    targets: on('core', 'pods/exec', 'create'),
  },
  {
    id: 'attach-to-pods',
    may: 'attach to the processes of pods',
    severity: 'high',
    why: 'Attached to a shell or to an interpreter, the holder types commands in the pod.',
    source: goodPractices,
    reach: 'namespace',
    targets: on('core', 'pods/attach', 'create'),
  },
  {
    id: 'exec-by-get',
    may: 'run commands in pods by the verb get, over a WebSocket',
    severity: 'high',
    why: 'Below Kubernetes 1.35 a WebSocket to pods/exec is asked for as get, so that rights which look like reading run commands.',
    source: 'https://github.com/kubernetes/kubernetes/pull/134577',
    reach: 'namespace',
    targets: on('core', 'pods/exec pods/attach', 'get'),
  },
  {
    id: 'add-ephemeral-containers',
    may: 'add containers to running pods',
    severity: 'high',
    why: 'An ephemeral container sees the processes, volumes and tokens of the pod that it joins.',
    source:
      'https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/',
    reach: 'namespace',
    targets: on('core', 'pods/ephemeralcontainers', 'update patch'),
  },
  {
    id: 'forward-ports',
    may: 'open connections to any port of pods',
    severity: 'medium',
    why: 'Databases and admin ports that trust the pod’s own network answer to the holder, whatever network policies say.',
    source: goodPractices,
    reach: 'namespace',
    targets: on('core', 'pods/portforward', 'create get'),
  },
  {
    id: 'proxy-to-pods',
    may: 'send requests to pods and Services through the API server',
    severity: 'medium',
    why: 'The request arrives from the control plane, past network policies and the front door of the application.',
    source: goodPractices,
    reach: 'namespace',
    targets: on(
      'core',
      'pods/proxy services/proxy',
      'create get update patch delete',
    ),
  },
];
