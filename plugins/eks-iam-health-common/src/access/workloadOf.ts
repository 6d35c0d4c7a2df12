import { Pod } from '../model';

/** The object that makes a pod. Pods come and go, so answers are about it. @public */
export interface Workload {
  kind: string;
  name: string;
}

/** The CronJob controller names a Job after the minute it is due, in minutes since 1970. */
const scheduledJob = /^(.+)-\d{8}$/;

/**
 * The workload of a pod: the Deployment rather than its ReplicaSet, the CronJob rather than today's Job, the pod itself
 * when nothing owns it.
 *
 * @public
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
