import { Cluster, Instance, isRead, Nodegroup, Pod } from '../../model';
import { nodeRolesOf } from '../nodeRoles';
import { Ask, Leave } from './ask';
import {
  ClusterEscalation,
  clusterEscalationTitles,
} from './ClusterEscalation';

const title = clusterEscalationTitles['k8s-node-role'];

/** Whether a pod with a network of its own reaches the metadata service of an instance. */
const isReachable = ({ metadata }: Instance) =>
  metadata.endpoint === 'enabled' &&
  (metadata.tokens === 'optional' || metadata.hopLimit >= 2);

const mayEnter = ({ namespace, name }: Pod, ask: Ask): Leave[] =>
  ['create', 'get'].flatMap(verb =>
    ask.may({
      verb,
      apiGroup: '',
      resource: 'pods',
      subresource: 'exec',
      namespace,
      name,
    }),
  );

/**
 * The way from a pod to the node role: a shell in a pod of the host's network, which always reaches the metadata service,
 * or any pod on a node that lets pods reach it.
 */
export function nodeWays(cluster: Cluster, ask: Ask): ClusterEscalation[] {
  const { sections } = ask.snapshot;
  const nodegroups = isRead(sections.nodegroups)
    ? sections.nodegroups.value
    : [];
  const roles = nodeRolesOf(cluster, nodegroups, []).map(({ arn }) => arn);
  if (roles.length === 0) return [];
  const pods = isRead(sections.pods) ? sections.pods.value : [];
  const found = (
    verdict: ClusterEscalation['verdict'],
    targets: string[],
    pod: string,
    { because }: Leave,
  ): ClusterEscalation => ({
    id: 'k8s-node-role',
    title,
    verdict,
    targets,
    steps: [
      pod,
      'Ask the instance metadata service for the credentials of the node role.',
      'Act with the node role; with it one may also ask EKS for the credentials of other pods of the node, given their tokens.',
    ],
    because: [because],
  });
  for (const pod of pods.filter(({ hostNetwork }) => hostNetwork)) {
    const [leave] = mayEnter(pod, ask);
    if (leave?.isCertain) {
      const shell = `Open a shell in pod \`${pod.namespace}/${pod.name}\`, which uses the network of its node.`;
      return [found('allowed', roles, shell, leave)];
    }
  }
  const inside = anyPod(pods, ask);
  if (!inside) return [];
  const { instances } = sections;
  if (!isRead(instances)) {
    return [
      found('undecided', roles, inside.step, {
        because: `whether pods reach the metadata service is not known: ${instances.detail}`,
        isCertain: false,
      }),
    ];
  }
  const targets = rolesOf(instances.value.filter(isReachable), nodegroups);
  if (targets.length === 0) return [];
  const verdict = inside.leave.isCertain ? 'allowed' : 'undecided';
  return [found(verdict, targets, inside.step, inside.leave)];
}

/** A pod that somebody may start or enter, wherever it is. */
function anyPod(
  pods: readonly Pod[],
  ask: Ask,
): { step: string; leave: Leave } | undefined {
  const { namespaces } = ask.snapshot.sections;
  const places = isRead(namespaces)
    ? namespaces.value.map(({ name }) => name)
    : [...new Set(pods.map(({ namespace }) => namespace))];
  const found = [
    ...places.flatMap(namespace =>
      ask
        .may({ verb: 'create', apiGroup: '', resource: 'pods', namespace })
        .map(leave => ({ step: `Start a pod in \`${namespace}\`.`, leave })),
    ),
    ...pods.flatMap(pod =>
      mayEnter(pod, ask).map(leave => ({
        step: `Open a shell in pod \`${pod.namespace}/${pod.name}\`.`,
        leave,
      })),
    ),
  ];
  return found.find(({ leave }) => leave.isCertain) ?? found[0];
}

function rolesOf(
  instances: readonly Instance[],
  nodegroups: readonly Nodegroup[],
): string[] {
  const names = new Set(instances.map(({ nodegroupName }) => nodegroupName));
  return [
    ...new Set(
      nodegroups
        .filter(({ name }) => names.has(name))
        .map(({ nodeRoleArn }) => nodeRoleArn),
    ),
  ];
}
