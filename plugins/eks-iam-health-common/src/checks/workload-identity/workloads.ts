import { isRead, Pod } from '../../model';
import { Derived } from '../derived';

/** The object that makes a pod. Pods come and go, so findings are about it. */
export interface Workload {
  kind: string;
  name: string;
}

/** The CronJob controller names a Job after the minute it is due, in minutes since 1970. */
const scheduledJob = /^(.+)-\d{8}$/;

/**
 * The workload of a pod: the Deployment rather than its ReplicaSet, the CronJob rather than today's Job, the pod itself
 * when nothing owns it.
 */
export function workloadOf({ owner, name, labels }: Pod): Workload {
  if (!owner) return { kind: 'Pod', name };
  const [, cronJob] = scheduledJob.exec(owner.name) ?? [];
  if (owner.kind === 'Job' && cronJob)
    return { kind: 'CronJob', name: cronJob };
  const hash = labels['pod-template-hash'];
  return owner.kind === 'ReplicaSet' && hash && owner.name.endsWith(`-${hash}`)
    ? { kind: 'Deployment', name: owner.name.slice(0, -hash.length - 1) }
    : { kind: owner.kind, name: owner.name };
}

/** `namespace/name` of the workload of a pod. */
export const workloadKey = (pod: Pod) =>
  `${pod.namespace}/${workloadOf(pod).name}`;

/** One pod of each workload, and the names of all of them: the pods of a workload are made alike. */
export interface WorkloadPods {
  pod: Pod;
  workload: Workload;
  /** `namespace/name` */
  key: string;
  podNames: string[];
}

/** Groups pods by workload and service account. */
export function groupByWorkload(pods: readonly Pod[]): WorkloadPods[] {
  const groups = new Map<string, WorkloadPods>();
  for (const pod of pods) {
    const workload = workloadOf(pod);
    const key = workloadKey(pod);
    const id = `${workload.kind}/${key}/${pod.serviceAccountName}`;
    const group = groups.get(id);
    if (group) group.podNames.push(pod.name);
    else groups.set(id, { pod, workload, key, podNames: [pod.name] });
  }
  return [...groups.values()];
}

export const isRestartable = ({ kind }: Workload) =>
  ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind);

/** What `kubectl set env` can change; the next Job of a CronJob takes it. */
export const hasTemplate = (workload: Workload) =>
  workload.kind === 'CronJob' || isRestartable(workload);

/** A workload that runs with a service account and can be restarted; for hints in repairs, so unread pods are none. */
export function restartOf(
  namespace: string,
  serviceAccount: string,
  derived: Derived,
): Workload | undefined {
  const byAccount = derived.once('workloadsByServiceAccount', snapshot => {
    const { pods } = snapshot.sections;
    const found = new Map<string, Workload>();
    for (const pod of isRead(pods) ? pods.value : []) {
      const workload = workloadOf(pod);
      const key = `${pod.namespace}/${pod.serviceAccountName}`;
      if (isRestartable(workload) && !found.has(key)) found.set(key, workload);
    }
    return found;
  });
  return byAccount.get(`${namespace}/${serviceAccount}`);
}
