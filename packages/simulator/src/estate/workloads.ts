import { toDate } from './moments';
import { makePods, PodTemplate } from './pods';
import { ClusterDefinition, WorkloadDefinition } from './schema';
import { Cluster } from './World';

interface Context {
  cluster: Cluster;
  definition: ClusterDefinition;
  nodes: string[];
  now: Date;
}

const plurals = {
  Deployment: 'deployments',
  DaemonSet: 'daemonsets',
  StatefulSet: 'statefulsets',
  CronJob: 'cronjobs',
};

const selected = (template: PodTemplate) => ({
  selector: {
    matchLabels: {
      'app.kubernetes.io/name':
        template.metadata.labels['app.kubernetes.io/name'],
    },
  },
  template,
});

const specs = {
  Deployment: (template: PodTemplate, replicas: number) => ({
    replicas,
    ...selected(template),
  }),
  StatefulSet: (template: PodTemplate, replicas: number) => ({
    replicas,
    updateStrategy: { type: 'RollingUpdate' },
    ...selected(template),
  }),
  DaemonSet: (template: PodTemplate) => ({
    updateStrategy: { type: 'RollingUpdate' },
    ...selected(template),
  }),
  CronJob: (template: PodTemplate) => ({
    schedule: '0 2 * * *',
    jobTemplate: { spec: { template } },
  }),
};

const statuses = {
  Deployment: replicaStatus,
  StatefulSet: replicaStatus,
  DaemonSet: (count: number, ready: number) => ({
    desiredNumberScheduled: count,
    currentNumberScheduled: count,
    updatedNumberScheduled: count,
    numberReady: ready,
    numberAvailable: ready,
    numberMisscheduled: 0,
  }),
  CronJob: () => ({}),
};

/** A workload and its pods. */
export function addWorkload(
  context: Context,
  namespace: string,
  name: string,
  workload: WorkloadDefinition,
): void {
  const { cluster, nodes, now } = context;
  const { kind, injected, replicas } = workload;
  const template = templateOf(cluster, name, workload);
  const count = kind === 'DaemonSet' ? nodes.length : replicas;
  makePods({
    cluster,
    nodes,
    namespace,
    name,
    kind,
    template,
    count,
    injected,
    createdAt: toDate(workload.created, now),
    secondsApart: 7,
    generation: 1,
  });
  if (kind === 'Pod') return;
  const ready = workload.ready ? count : 0;
  cluster.objects.add(
    plurals[kind],
    {
      metadata: {
        name,
        namespace,
        labels: template.metadata.labels,
        generation: 1,
      },
      spec: specs[kind](template, replicas),
      status: { observedGeneration: 1, ...statuses[kind](count, ready) },
    },
    cluster.createdAt,
  );
}

function replicaStatus(count: number, ready: number) {
  return {
    replicas: count,
    updatedReplicas: count,
    readyReplicas: ready,
    availableReplicas: ready,
  };
}

function templateOf(
  cluster: Cluster,
  name: string,
  workload: WorkloadDefinition,
): PodTemplate {
  const { annotations, args, env } = workload;
  return {
    metadata: {
      labels: { 'app.kubernetes.io/name': name, ...workload.labels },
      ...(Object.keys(annotations).length ? { annotations } : {}),
    },
    spec: {
      serviceAccountName: workload.serviceAccount,
      ...(workload.mountToken ? {} : { automountServiceAccountToken: false }),
      ...(workload.hostNetwork ? { hostNetwork: true } : {}),
      containers: [
        {
          name,
          image:
            workload.image ??
            `${cluster.accountId}.dkr.ecr.${cluster.region}.amazonaws.com/${name}:2.14`,
          ...(args.length ? { args } : {}),
          env: Object.entries(env).map(([variable, value]) =>
            toEnv(variable, value),
          ),
        },
      ],
    },
  };
}

function toEnv(
  name: string,
  value:
    | string
    | { secret: string; key: string }
    | { configMap: string; key: string },
) {
  if (typeof value === 'string') return { name, value };
  const valueFrom =
    'secret' in value
      ? { secretKeyRef: { name: value.secret, key: value.key } }
      : { configMapKeyRef: { name: value.configMap, key: value.key } };
  return { name, valueFrom };
}
