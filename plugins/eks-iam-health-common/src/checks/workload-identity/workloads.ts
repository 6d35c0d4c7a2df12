import { Workload, workloadOf } from '../../access';
import { isRead, Pod } from '../../model';
import { Derived } from '../derived';

export { workloadOf };
export type { Workload };

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
