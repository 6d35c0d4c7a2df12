import { nameSuffix, uuid } from './ids';
import { Cluster } from './World';

/** The kinds of workloads that make pods, and the pod that nothing makes. */
export type WorkloadKind =
  | 'Deployment'
  | 'DaemonSet'
  | 'StatefulSet'
  | 'CronJob'
  | 'Pod';

interface Container {
  name: string;
  image?: string;
  args?: string[];
  env?: unknown[];
  volumeMounts?: unknown[];
}

/** What a workload says about its pods. */
export interface PodTemplate {
  metadata: {
    labels: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec: {
    serviceAccountName: string;
    automountServiceAccountToken?: boolean;
    hostNetwork?: boolean;
    containers: Container[];
  };
}

/** Pods to make from a template. */
export interface PodsOfWorkload {
  cluster: Cluster;
  nodes: string[];
  namespace: string;
  name: string;
  kind: WorkloadKind;
  template: PodTemplate;
  count: number;
  /** whether EKS's webhook saw them */
  injected: boolean;
  /** of the first; each further one is made a little later */
  createdAt: Date;
  secondsApart: number;
  /** 1 when the estate begins; each roll-out adds one */
  generation: number;
}

/** Makes the pods of a workload, mutated as EKS's webhook would have mutated them. */
export function makePods(made: PodsOfWorkload): void {
  const { cluster, nodes, namespace, template, createdAt } = made;
  const { serviceAccountName } = template.spec;
  const hasApiToken = mountsApiToken(cluster, namespace, template);
  for (let i = 0; i < made.count; i++) {
    const name = podNameOf(made, i);
    const spec = structuredClone(template.spec);
    const container = { env: [], volumeMounts: [], ...spec.containers[0] };
    const volumes: unknown[] = [];
    if (hasApiToken) {
      mountApiToken(container, volumes, name);
    }
    if (made.injected) {
      inject(cluster, namespace, serviceAccountName, container, volumes);
    }
    const { labels, annotations } = template.metadata;
    cluster.objects.add(
      'pods',
      {
        metadata: {
          name,
          namespace,
          labels: { ...templateHash(made), ...labels },
          ...(annotations ? { annotations } : {}),
          ...owner(made),
        },
        spec: {
          ...spec,
          serviceAccount: serviceAccountName,
          ...(nodes.length ? { nodeName: nodes[i % nodes.length] } : {}),
          containers: [container, ...spec.containers.slice(1)],
          volumes,
        },
        status: { phase: nodes.length ? 'Running' : 'Pending' },
      },
      new Date(createdAt.getTime() + i * made.secondsApart * 1000),
    );
  }
}

/**
 * The pod says whether it wants the token of its service account; if it says nothing, the service account does.
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
 */
function mountsApiToken(
  { objects }: Cluster,
  namespace: string,
  { spec }: PodTemplate,
): boolean {
  const account = objects.get(
    'serviceaccounts',
    namespace,
    spec.serviceAccountName,
  );
  return (
    (spec.automountServiceAccountToken ??
      account?.automountServiceAccountToken) !== false
  );
}

interface Mounts {
  env: unknown[];
  volumeMounts: unknown[];
}

function mountApiToken(container: Mounts, volumes: unknown[], podName: string) {
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
  cluster: Cluster,
  namespace: string,
  serviceAccount: string,
  container: Mounts,
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

/** What names are made of; the roll-outs after the first have names of their own. */
const seedOf = ({ cluster, namespace, name, generation }: PodsOfWorkload) =>
  `${cluster.name}/${namespace}/${name}${
    generation > 1 ? `/${generation}` : ''
  }`;

const replicaSetHash = (made: PodsOfWorkload) => nameSuffix(seedOf(made), 9);

/** Minutes since 1970, as the CronJob controller counts. */
const jobNumber = ({ generation }: PodsOfWorkload) => 29390519 + generation;

function podNameOf(made: PodsOfWorkload, index: number): string {
  const { name, kind } = made;
  const ending = nameSuffix(seedOf(made) + index, 5);
  if (kind === 'Pod') return name;
  if (kind === 'StatefulSet') return `${name}-${index}`;
  if (kind === 'DaemonSet') return `${name}-${ending}`;
  const middle = kind === 'CronJob' ? jobNumber(made) : replicaSetHash(made);
  return `${name}-${middle}-${ending}`;
}

/** The label by which the ReplicaSet of a Deployment knows its pods; its value ends the ReplicaSet's name. */
function templateHash(made: PodsOfWorkload): Record<string, string> {
  return made.kind === 'Deployment'
    ? { 'pod-template-hash': replicaSetHash(made) }
    : {};
}

function owner(made: PodsOfWorkload) {
  const { kind, name } = made;
  if (kind === 'Pod') return {};
  const forms = {
    Deployment: ['apps/v1', 'ReplicaSet', `${name}-${replicaSetHash(made)}`],
    DaemonSet: ['apps/v1', 'DaemonSet', name],
    StatefulSet: ['apps/v1', 'StatefulSet', name],
    CronJob: ['batch/v1', 'Job', `${name}-${jobNumber(made)}`],
  };
  const [apiVersion, ownerKind, ownerName] = forms[kind];
  return {
    ownerReferences: [
      {
        apiVersion,
        kind: ownerKind,
        name: ownerName,
        uid: uuid(`${ownerKind}/${seedOf(made)}`),
        controller: true,
      },
    ],
  };
}
