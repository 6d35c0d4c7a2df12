import { Cluster, RepairTarget } from '../model';

/** The target of repairs for a cluster. @public */
export function repairTargetOf(cluster: Cluster): RepairTarget {
  const { name, region, accountId, partition } = cluster;
  return { clusterName: name, region, accountId, partition };
}
