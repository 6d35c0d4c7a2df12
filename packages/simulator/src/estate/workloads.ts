import { uuid, nameSuffix } from './ids';
import { toDate } from './moments';
import { ClusterDefinition, WorkloadDefinition } from './schema';
import { Cluster } from './World';

interface Context {
  cluster: Cluster;
  definition: ClusterDefinition;
  nodes: string[];
  now: Date;
}

interface Container {
  name: string;
  image: string;
  args?: string[];
  env: unknown[];
  volumeMounts: unknown[];
}

/** The pods of a workload, mutated as EKS's webhook would have mutated them, and its DaemonSet if it is one. */
export function addWorkload(
  context: Context,
  namespace: string,
  name: string,
  workload: WorkloadDefinition,
): void {
  const { cluster, nodes, now } = context;
  const created = toDate(workload.created, now);
  const perNode = workload.kind === 'DaemonSet';
  const count = perNode ? nodes.length : workload.replicas;
  for (let i = 0; i < count; i++) {
    const podName = podNameOf(cluster.name, namespace, name, workload, i);
    const container: Container = {
      name,
      image:
        workload.image ??
        `${cluster.accountId}.dkr.ecr.${cluster.region}.amazonaws.com/${name}:2.14`,
      ...(workload.args.length ? { args: workload.args } : {}),
      env: Object.entries(workload.env).map(([variable, value]) =>
        toEnv(variable, value),
      ),
      volumeMounts: [],
    };
    const volumes: unknown[] = [];
    if (workload.mountToken) mountApiToken(container, volumes, podName);
    if (workload.injected) {
      inject(context, namespace, workload.serviceAccount, container, volumes);
    }
    cluster.objects.add(
      'pods',
      {
        metadata: {
          name: podName,
          namespace,
          labels: {
            'app.kubernetes.io/name': name,
            ...templateHash(cluster.name, namespace, name, workload),
            ...workload.labels,
          },
          ...(Object.keys(workload.annotations).length
            ? { annotations: workload.annotations }
            : {}),
          ...owner(cluster.name, namespace, name, workload),
        },
        spec: {
          serviceAccountName: workload.serviceAccount,
          serviceAccount: workload.serviceAccount,
          ...(workload.mountToken
            ? {}
            : { automountServiceAccountToken: false }),
          ...(workload.hostNetwork ? { hostNetwork: true } : {}),
          ...(nodes.length ? { nodeName: nodes[i % nodes.length] } : {}),
          containers: [container],
          volumes,
        },
        status: { phase: nodes.length ? 'Running' : 'Pending' },
      },
      new Date(created.getTime() + i * 7000),
    );
  }
  if (perNode) addDaemonSet(context, namespace, name, workload, count);
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

function mountApiToken(
  container: Container,
  volumes: unknown[],
  podName: string,
) {
  const name = `kube-api-access-${nameSuffix(podName, 5)}`;
  container.volumeMounts.push({
    name,
    readOnly: true,
    mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
  });
  volumes.push({
    name,
    projected: {
      defaultMode: 420,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      ],
    },
  });
}

/** https://github.com/aws/amazon-eks-pod-identity-webhook pkg/handler/handler.go: an association goes first. */
function inject(
  { cluster }: Context,
  namespace: string,
  serviceAccount: string,
  container: Container,
  volumes: unknown[],
) {
  const associated = cluster.podIdentityAssociations.some(
    a => a.namespace === namespace && a.serviceAccount === serviceAccount,
  );
  const annotations =
    cluster.objects.get('serviceaccounts', namespace, serviceAccount)?.metadata
      .annotations ?? {};
  const roleArn = annotations['eks.amazonaws.com/role-arn'];
  if (!associated && !roleArn) return;
  const regional = !/^(f|false|0)$/i.test(
    annotations['eks.amazonaws.com/sts-regional-endpoints'] ?? 'true',
  );
  const common = [
    ...(regional
      ? [{ name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' }]
      : []),
    { name: 'AWS_DEFAULT_REGION', value: cluster.region },
    { name: 'AWS_REGION', value: cluster.region },
  ];
  const directory = associated
    ? '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount'
    : '/var/run/secrets/eks.amazonaws.com/serviceaccount';
  const volume = associated ? 'eks-pod-identity-token' : 'aws-iam-token';
  const variables = associated
    ? [
        {
          name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI',
          value: 'http://169.254.170.23/v1/credentials',
        },
        {
          name: 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
          value: `${directory}/eks-pod-identity-token`,
        },
      ]
    : [
        { name: 'AWS_ROLE_ARN', value: roleArn },
        { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: `${directory}/token` },
      ];
  container.env.push(...common, ...variables);
  container.volumeMounts.push({
    name: volume,
    readOnly: true,
    mountPath: directory,
  });
  volumes.push({
    name: volume,
    projected: {
      defaultMode: 420,
      sources: [
        {
          serviceAccountToken: {
            audience: associated
              ? 'pods.eks.amazonaws.com'
              : annotations['eks.amazonaws.com/audience'] ??
                'sts.amazonaws.com',
            expirationSeconds: 86400,
            path: associated ? 'eks-pod-identity-token' : 'token',
          },
        },
      ],
    },
  });
}

function podNameOf(
  cluster: string,
  namespace: string,
  name: string,
  { kind }: WorkloadDefinition,
  index: number,
): string {
  const seed = `${cluster}/${namespace}/${name}`;
  if (kind === 'Pod') return name;
  if (kind === 'StatefulSet') return `${name}-${index}`;
  if (kind === 'DaemonSet') return `${name}-${nameSuffix(seed + index, 5)}`;
  const middle = kind === 'CronJob' ? '29390520' : nameSuffix(seed, 9);
  return `${name}-${middle}-${nameSuffix(seed + index, 5)}`;
}

/** The label by which the ReplicaSet of a Deployment knows its pods; its value ends the ReplicaSet's name. */
function templateHash(
  cluster: string,
  namespace: string,
  name: string,
  { kind }: WorkloadDefinition,
): Record<string, string> {
  return kind === 'Deployment'
    ? { 'pod-template-hash': nameSuffix(`${cluster}/${namespace}/${name}`, 9) }
    : {};
}

function owner(
  cluster: string,
  namespace: string,
  name: string,
  { kind }: WorkloadDefinition,
) {
  if (kind === 'Pod') return {};
  const seed = `${cluster}/${namespace}/${name}`;
  const forms: Record<string, [string, string, string]> = {
    Deployment: ['apps/v1', 'ReplicaSet', `${name}-${nameSuffix(seed, 9)}`],
    DaemonSet: ['apps/v1', 'DaemonSet', name],
    StatefulSet: ['apps/v1', 'StatefulSet', name],
    CronJob: ['batch/v1', 'Job', `${name}-29390520`],
  };
  const [apiVersion, ownerKind, ownerName] = forms[kind];
  return {
    ownerReferences: [
      {
        apiVersion,
        kind: ownerKind,
        name: ownerName,
        uid: uuid(`${ownerKind}/${seed}`),
        controller: true,
      },
    ],
  };
}

function addDaemonSet(
  { cluster }: Context,
  namespace: string,
  name: string,
  workload: WorkloadDefinition,
  count: number,
) {
  const labels = { 'app.kubernetes.io/name': name, ...workload.labels };
  cluster.objects.add(
    'daemonsets',
    {
      metadata: { name, namespace, labels },
      spec: {
        selector: { matchLabels: { 'app.kubernetes.io/name': name } },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: workload.serviceAccount,
            ...(workload.hostNetwork ? { hostNetwork: true } : {}),
            containers: [{ name }],
          },
        },
      },
      status: {
        desiredNumberScheduled: count,
        currentNumberScheduled: count,
        numberReady: workload.ready ? count : 0,
        numberMisscheduled: 0,
      },
    },
    cluster.createdAt,
  );
}
