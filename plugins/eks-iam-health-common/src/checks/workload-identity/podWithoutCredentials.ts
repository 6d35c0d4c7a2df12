import { Pod } from '../../model';
import { injectionOf } from '../../webhook';
import { defineCheck, Found } from '../defineCheck';
import { GivenRole, givenRoles } from './givenRoles';
import { hasEnded } from './nodeKinds';
import { readFrom } from './readFrom';
import { groupByWorkload, isRestartable, WorkloadPods } from './workloads';

/** Why a pod has not what the webhook would give it today. */
type Reason = 'later-association' | 'later-account' | 'other-role' | 'missed';

interface Judged extends Found {
  given: GivenRole;
  reason: Reason;
  /** containers without credentials */
  containers: string[];
}

interface Uninjected extends Judged {
  group: WorkloadPods;
}

/** What each way of getting credentials leaves in a container. */
const marks = {
  'pod-identity': 'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'web-identity': 'AWS_ROLE_ARN',
};

export const podWithoutCredentials = defineCheck({
  id: 'pod-without-credentials',
  number: 'WID-009',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Pod runs without the credentials of its service account',
  severity: 'high',
  why: 'Pods get their credentials once, when they are created. One that was created before its service account had a role, or while the identity webhook did not answer, runs on as the node without a word.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-configuration.html',
  needs: ['pods', 'serviceAccounts', 'podIdentityAssociations'],
  canProveWithout: ['serviceAccounts', 'podIdentityAssociations'],
  appliesTo: ({ derived }) => givenRoles(derived).size > 0,
  evaluate: ({ pods, derived }) => {
    const roles = givenRoles(derived);
    const found = new Map<Reason, Map<Pod, Judged>>();
    for (const pod of pods) {
      const given = roles.get(`${pod.namespace}/${pod.serviceAccountName}`);
      if (!given || hasEnded(pod) || pod.owner?.kind === 'Node') continue;
      const one = judge(pod, given);
      if (!one) continue;
      const sameReason = found.get(one.reason) ?? new Map<Pod, Judged>();
      found.set(one.reason, sameReason.set(pod, { ...one, given }));
    }
    return [...found.values()].flatMap(byPod =>
      groupByWorkload([...byPod.keys()]).flatMap((group): Uninjected[] => {
        const one = byPod.get(group.pod);
        return one ? [{ ...one, group }] : [];
      }),
    );
  },
  subject: e => e.group.key,
  message: ({ group: { workload, key, podNames }, given, reason }) => {
    const pods = `${
      podNames.length === 1 ? 'a pod' : `${podNames.length} pods`
    } of ${workload.kind} \`${key}\``;
    switch (reason) {
      case 'later-association':
        return `${pods} ${
          podNames.length === 1 ? 'is' : 'are'
        } older than the association of \`${
          given.key
        }\` and get the role only after a restart`;
      case 'later-account':
        return `${pods} ${
          podNames.length === 1 ? 'is' : 'are'
        } older than service account \`${
          given.key
        }\` and get its role only after a restart`;
      case 'other-role':
        return `${pods} still ${podNames.length === 1 ? 'has' : 'have'} ${
          given.association
            ? `the role of the annotation, not that of the association of \`${given.key}\``
            : `the settings of an association that \`${given.key}\` has no more`
        }`;
      default:
        return `${pods} ${
          podNames.length === 1 ? 'was' : 'were'
        } created without the role of service account \`${given.key}\``;
    }
  },
  evidence: ({ group: { pod }, given, containers }) => [
    {
      fact: `Pod ${pod.name}`,
      value: `created ${pod.createdAt}, no credentials in ${containers.join(
        ', ',
      )}`,
      readFrom: `${readFrom.pods}: ${pod.namespace}/${pod.name}`,
    },
    given.association
      ? {
          fact: `Association of ${given.key}`,
          value: `${given.association.roleArn}${
            given.association.createdAt
              ? `, created ${given.association.createdAt}`
              : ''
          }`,
          readFrom: readFrom.associations,
        }
      : {
          fact: `Annotation of ${given.key}`,
          value: given.annotation ?? '',
          readFrom: readFrom.serviceAccounts,
        },
  ],
  affected: ({ group: { pod, podNames } }) =>
    podNames.map(name => `${pod.namespace}/${name}`),
  remediate: ({ group: { workload, pod, key } }) => [
    isRestartable(workload)
      ? {
          title: `Restart ${workload.kind} \`${key}\`: its new pods get the credentials.`,
          class: 'safe',
          actions: [
            { kind: 'restart-workload', namespace: pod.namespace, workload },
          ],
          needs: [`patch ${workload.kind.toLowerCase()}s`],
          cautions: [
            'If the new pods have none either, look at the identity webhook and at the names of the service account.',
          ],
        }
      : {
          title: `Let the pods of ${workload.kind} \`${key}\` be created again: new ones get the credentials.`,
          class: 'advice',
          actions: [],
          needs: ['delete pods'],
          cautions: [],
        },
  ],
});

/** Nothing when the pod has its credentials, or when the webhook would leave it alone. */
function judge(
  pod: Pod,
  { annotation, association, account }: GivenRole,
): Omit<Judged, 'given'> | undefined {
  const toInjectable = (isInit: boolean) =>
    pod.containers
      .filter(container => container.isInit === isInit)
      .map(({ name, env, volumeMountNames }) => ({
        name,
        envNames: env.map(variable => variable.name),
        volumeMountNames,
      }));
  // Asked again about a pod that it has seen, the webhook has nothing to add.
  const injection = injectionOf(
    {
      labels: pod.labels,
      annotations: pod.annotations,
      nodeSelector: {},
      volumeNames: pod.volumeNames,
      containers: toInjectable(false),
      initContainers: toInjectable(true),
    },
    {
      serviceAccountAnnotations: account?.annotations ?? {},
      isAssociated: association !== undefined,
      stsRegionalEndpoints: false,
    },
  );
  // With the volume there the webhook was at work; what came later, a sidecar of another webhook, it has not seen.
  if (injection.method === 'none' || injection.volumes.length === 0) {
    return undefined;
  }
  const containers = [...injection.initContainers, ...injection.containers]
    .filter(({ env }) => env.length > 0)
    .map(({ name }) => name);
  if (containers.length === 0) return undefined;

  const other =
    marks[
      injection.method === 'pod-identity' ? 'web-identity' : 'pod-identity'
    ];
  const hasOther = pod.containers.some(container =>
    container.env.some(({ name }) => name === other),
  );
  if (hasOther && (annotation || !association)) {
    return { verdict: 'warn', reason: 'other-role', containers };
  }
  const isOlderThan = (time: string | undefined) =>
    time !== undefined && Date.parse(pod.createdAt) < Date.parse(time);
  if (association) {
    return isOlderThan(association.createdAt)
      ? { verdict: 'warn', reason: 'later-association', containers }
      : { verdict: 'fail', reason: 'missed', containers };
  }
  return isOlderThan(account?.createdAt)
    ? { verdict: 'warn', reason: 'later-account', containers }
    : { verdict: 'fail', reason: 'missed', containers };
}
