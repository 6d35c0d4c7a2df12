import { hexId } from './ids';
import { ClusterDefinition } from './schema';
import { Cluster } from './World';

/** One Node object per node of each group; returns their names. */
export function addNodes(
  cluster: Cluster,
  { nodegroups }: ClusterDefinition,
  now: Date,
): string[] {
  const names: string[] = [];
  nodegroups.forEach((group, g) => {
    for (let n = 0; n < group.nodes; n++) {
      const zone = `${cluster.region}${'abc'[n % 3]}`;
      const instance = `i-0${hexId(
        `${cluster.name}/${group.name}/${n}`,
        16,
      ).toLowerCase()}`;
      const domain = `${cluster.region}.compute.internal`;
      const name = `ip-10-${20 + g}-${(n * 37) % 250}-${
        (n * 53 + 11) % 250
      }.${domain}`;
      names.push(name);
      cluster.objects.add(
        'nodes',
        {
          metadata: {
            name,
            labels: {
              'eks.amazonaws.com/nodegroup': group.name,
              'kubernetes.io/arch': 'amd64',
              'kubernetes.io/os': group.amiType.startsWith('WINDOWS')
                ? 'windows'
                : 'linux',
              'kubernetes.io/hostname': name,
              'node.kubernetes.io/instance-type': 'm6i.xlarge',
              'topology.kubernetes.io/region': cluster.region,
              'topology.kubernetes.io/zone': zone,
            },
          },
          spec: { providerID: `aws:///${zone}/${instance}` },
          status: {
            conditions: [
              {
                type: 'Ready',
                status: group.ready ? 'True' : 'Unknown',
                reason: group.ready ? 'KubeletReady' : 'NodeStatusUnknown',
                message: group.ready
                  ? 'kubelet is posting ready status'
                  : 'Kubelet stopped posting node status.',
              },
            ],
            nodeInfo: { kubeletVersion: `v${cluster.version}.4-eks-99d6cc0` },
          },
        },
        new Date(now.getTime() - 20 * 86_400_000),
      );
    }
  });
  return names;
}
