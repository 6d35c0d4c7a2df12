import {
  Cluster,
  Instance,
  isRead,
  Node,
  NodeClass,
  Nodegroup,
} from '../../model';
import { Derived } from '../derived';
import { kindOfNode } from './nodeKinds';

interface NodeRoleIndex {
  cluster?: Cluster;
  nodegroups: ReadonlyMap<string, Nodegroup>;
  instances: ReadonlyMap<string, Instance>;
  /** by `kind/name` */
  nodeClasses: ReadonlyMap<string, NodeClass>;
  /** by the ARN of the instance profile, and by its name */
  roleByProfile: ReadonlyMap<string, string>;
  roleByName: ReadonlyMap<string, string>;
}

const nodeClassLabels = {
  'eks.amazonaws.com/nodeclass': 'NodeClass',
  'karpenter.k8s.aws/ec2nodeclass': 'EC2NodeClass',
} as const;

/**
 * The role with which a node calls AWS: of its node group, its instance profile, its NodeClass or Auto Mode. What was
 * not read tells nothing, so the answer may be open; it always is for hybrid nodes.
 */
export function nodeRoleOf(node: Node, derived: Derived): string | undefined {
  const index = indexOf(derived);
  const { labels } = node;
  const nodegroup = index.nodegroups.get(
    labels['eks.amazonaws.com/nodegroup'] ?? '',
  );
  if (nodegroup?.nodeRoleArn) return nodegroup.nodeRoleArn;

  const instance = index.instances.get(instanceIdOf(node) ?? '');
  const byProfile = index.roleByProfile.get(instance?.instanceProfileArn ?? '');
  if (byProfile) return byProfile;

  for (const [label, kind] of Object.entries(nodeClassLabels)) {
    const found = index.nodeClasses.get(`${kind}/${labels[label]}`);
    const role = found && roleOfNodeClass(found, index);
    if (role) return role;
  }
  // A NodeClass of its own may name another role, so only the built-in one is certain.
  const { computeConfig } = index.cluster ?? {};
  const nodeClass = labels['eks.amazonaws.com/nodeclass'] ?? 'default';
  return kindOfNode(node) === 'auto' && nodeClass === 'default'
    ? computeConfig?.nodeRoleArn
    : undefined;
}

/** `i-0abc` of `aws:///eu-west-1a/i-0abc`. */
export function instanceIdOf({ providerId }: Node): string | undefined {
  return /\/(i-[0-9a-f]+)$/.exec(providerId ?? '')?.[1];
}

function roleOfNodeClass(
  { role, instanceProfile }: NodeClass,
  { roleByName, roleByProfile }: NodeRoleIndex,
): string | undefined {
  if (role) return role.startsWith('arn:') ? role : roleByName.get(role);
  return roleByProfile.get(instanceProfile ?? '');
}

function indexOf(derived: Derived): NodeRoleIndex {
  return derived.once('nodeRoleIndex', ({ sections }) => {
    const { cluster, nodegroups, instances, nodeClasses, iamRoles } = sections;
    const roles = isRead(iamRoles) ? iamRoles.value : [];
    return {
      cluster: isRead(cluster) ? cluster.value : undefined,
      nodegroups: new Map(
        (isRead(nodegroups) ? nodegroups.value : []).map(g => [g.name, g]),
      ),
      instances: new Map(
        (isRead(instances) ? instances.value : []).map(i => [i.id, i]),
      ),
      nodeClasses: new Map(
        (isRead(nodeClasses) ? nodeClasses.value : []).map(c => [
          `${c.kind}/${c.name}`,
          c,
        ]),
      ),
      roleByProfile: new Map(
        roles.flatMap(({ arn, instanceProfileArns }) =>
          instanceProfileArns.flatMap(profile => [
            [profile, arn] as const,
            [profile.slice(profile.lastIndexOf('/') + 1), arn] as const,
          ]),
        ),
      ),
      roleByName: new Map(roles.map(({ name, arn }) => [name, arn])),
    };
  });
}
