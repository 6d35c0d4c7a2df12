import { makePods, PodTemplate, WorkloadKind } from '../estate/pods';
import { Cluster } from '../estate/World';
import { KubernetesObject } from './ObjectStore';
import { Resource } from './resources';

/**
 * What the controllers do when the template of a workload has changed: new pods in place of the old ones, at once and all
 * of them. A CronJob runs, as if its time had come.
 */
export function rollOut(
  cluster: Cluster,
  { kind }: Resource,
  before: KubernetesObject,
  after: KubernetesObject,
  now: Date,
): void {
  const template = templateOf(after);
  if (
    !template ||
    JSON.stringify(template) === JSON.stringify(templateOf(before))
  ) {
    return;
  }
  const { objects } = cluster;
  const { namespace = '', name } = after.metadata;
  const generation = Number(before.metadata.generation ?? 1) + 1;
  after.metadata.generation = generation;
  after.status = {
    ...(after.status as Record<string, unknown>),
    observedGeneration: generation,
  };
  const old = objects
    .list('pods', namespace)
    .filter(pod => isOwned(pod, kind, name));
  for (const pod of old) objects.delete('pods', namespace, pod.metadata.name);
  makePods({
    cluster,
    nodes: objects.list('nodes').map(node => node.metadata.name),
    namespace,
    name,
    kind: kind as WorkloadKind,
    template,
    count: old.length,
    injected: objects.list('mutatingwebhookconfigurations').length > 0,
    createdAt: now,
    secondsApart: 0,
    generation,
  });
}

function templateOf({ spec }: KubernetesObject): PodTemplate | undefined {
  const { template, jobTemplate } = (spec ?? {}) as {
    template?: PodTemplate;
    jobTemplate?: { spec: { template: PodTemplate } };
  };
  return template ?? jobTemplate?.spec.template;
}

function isOwned({ metadata }: KubernetesObject, kind: string, name: string) {
  const [owner] = (metadata.ownerReferences ?? []) as Array<{
    kind: string;
    name: string;
  }>;
  if (!owner) return false;
  if (owner.kind === kind) return owner.name === name;
  const between = { Deployment: 'ReplicaSet', CronJob: 'Job' }[kind];
  return (
    owner.kind === between &&
    owner.name.slice(0, owner.name.lastIndexOf('-')) === name
  );
}
