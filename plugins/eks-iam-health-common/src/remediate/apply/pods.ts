import { ClusterSnapshot, Container, Pod } from '../../model';
import { InjectableContainer, injectionOf } from '../../webhook';
import { Apply, change, valueOf } from './sections';

interface Workload {
  kind: string;
  name: string;
}

/** Whether a pod is made by a workload: a Deployment through its ReplicaSet, a CronJob through its Job. */
function isOf({ owner, name, labels }: Pod, workload: Workload): boolean {
  const kind = workload.kind.toLowerCase();
  if (!owner) return kind === 'pod' && name === workload.name;
  const ownerKind = owner.kind.toLowerCase();
  if (ownerKind === kind) return owner.name === workload.name;
  if (ownerKind === 'replicaset' && kind === 'deployment') {
    return owner.name === `${workload.name}-${labels['pod-template-hash']}`;
  }
  return (
    ownerKind === 'job' &&
    kind === 'cronjob' &&
    /^(.+)-\d{8}$/.exec(owner.name)?.[1] === workload.name
  );
}

/** What the webhook leaves in a pod; made anew it gets it again, or not. */
const injectedVariables = new Set([
  'AWS_ROLE_ARN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  'AWS_STS_REGIONAL_ENDPOINTS',
]);
const injectedVolumes = new Set(['aws-iam-token', 'eks-pod-identity-token']);

const accountOf = (pod: Pod, snapshot: ClusterSnapshot) =>
  (valueOf(snapshot, 'serviceAccounts') ?? []).find(
    ({ namespace, name }) =>
      namespace === pod.namespace && name === pod.serviceAccountName,
  );

/** The pods of a workload as they are after they were made anew, which is now, with a change of their template. */
export function recreatePods(
  snapshot: ClusterSnapshot,
  namespace: string,
  workload: Workload,
  template: (pod: Pod) => Pod = pod => pod,
): ClusterSnapshot {
  return change(snapshot, 'pods', pods =>
    pods.map(pod =>
      pod.namespace === namespace && isOf(pod, workload)
        ? created(template(withoutInjection(pod, snapshot)), snapshot)
        : pod,
    ),
  );
}

/** A variable that stays the same whatever the account says stands in the template itself. */
function withoutInjection(pod: Pod, snapshot: ClusterSnapshot): Pod {
  const annotation = accountOf(pod, snapshot)?.annotations[
    'eks.amazonaws.com/role-arn'
  ];
  const hasVolume = pod.volumeNames.some(name => injectedVolumes.has(name));
  const isInjected = ({ name, value }: Container['env'][number]) =>
    injectedVariables.has(name) &&
    hasVolume &&
    (name !== 'AWS_ROLE_ARN' ||
      annotation === undefined ||
      value === annotation);
  return {
    ...pod,
    volumeNames: pod.volumeNames.filter(name => !injectedVolumes.has(name)),
    containers: pod.containers.map(container => ({
      ...container,
      env: container.env.filter(variable => !isInjected(variable)),
      volumeMountNames: container.volumeMountNames.filter(
        name => !injectedVolumes.has(name),
      ),
    })),
  };
}

/** The admission plugin of service accounts mounts the token of the API unless pod or account say no. */
const apiTokenVolume = 'kube-api-access-';

const toInjectable = ({
  name,
  env,
  volumeMountNames,
}: Container): InjectableContainer => ({
  name,
  envNames: env.map(variable => variable.name),
  volumeMountNames,
});

function created(pod: Pod, snapshot: ClusterSnapshot): Pod {
  const injection = injectionOf(
    {
      labels: pod.labels,
      annotations: pod.annotations,
      nodeSelector: {},
      volumeNames: pod.volumeNames,
      containers: pod.containers.filter(c => !c.isInit).map(toInjectable),
      initContainers: pod.containers.filter(c => c.isInit).map(toInjectable),
    },
    {
      serviceAccountAnnotations: accountOf(pod, snapshot)?.annotations,
      isAssociated: (valueOf(snapshot, 'podIdentityAssociations') ?? []).some(
        association =>
          association.namespace === pod.namespace &&
          association.serviceAccount === pod.serviceAccountName,
      ),
      region: valueOf(snapshot, 'cluster')?.region,
      stsRegionalEndpoints: true,
    },
  );
  const added = [...injection.containers, ...injection.initContainers];
  const mountsToken =
    pod.automountServiceAccountToken ??
    accountOf(pod, snapshot)?.automountServiceAccountToken ??
    true;
  const volumeNames = pod.volumeNames.filter(
    name => mountsToken || !name.startsWith(apiTokenVolume),
  );
  return {
    ...pod,
    createdAt: snapshot.collectedAt,
    labels: { ...pod.labels, ...injection.labels },
    volumeNames: [...volumeNames, ...injection.volumes.map(v => v.name)],
    containers: pod.containers.map(container => {
      const mine = added.find(({ name }) => name === container.name);
      return {
        ...container,
        env: [
          ...container.env,
          ...(mine?.env ?? []).map(({ name, value }) => ({
            name,
            source: 'literal' as const,
            value,
          })),
        ],
        volumeMountNames: [
          ...container.volumeMountNames,
          ...(mine?.volumeMounts ?? []).map(({ name }) => name),
        ],
      };
    }),
  };
}

export const restartWorkload: Apply<'restart-workload'> = (
  snapshot,
  { namespace, workload },
) => recreatePods(snapshot, namespace, workload);

export const setEnvironment: Apply<'set-environment'> = (
  snapshot,
  { namespace, workload, container, name, value },
) =>
  recreatePods(snapshot, namespace, workload, pod => ({
    ...pod,
    containers: pod.containers.map(one =>
      one.name === container
        ? {
            ...one,
            env: [
              ...one.env.filter(variable => variable.name !== name),
              ...(value === null
                ? []
                : [{ name, source: 'literal' as const, value }]),
            ],
          }
        : one,
    ),
  }));
