import {
  ClusterSummary,
  parseClusterArn,
} from 'backstage-plugin-eks-iam-health-common';
import { StoredCluster } from '../store';

/** How a cluster stands with the scanner. What happens now is said before what happened last. */
function conditionOf(
  cluster: StoredCluster,
  staleAfterSeconds: number,
  now: Date,
): Pick<ClusterSummary, 'condition' | 'conditionDetail'> {
  const { openScan, lastError, lastFullReport } = cluster;
  if (openScan) {
    return openScan.state === 'running'
      ? { condition: 'scanning', conditionDetail: openScan.step }
      : { condition: 'queued' };
  }
  if (lastError) {
    return { condition: lastError.kind, conditionDetail: lastError.message };
  }
  if (!lastFullReport) return { condition: 'never-scanned' };
  const age = (now.getTime() - Date.parse(lastFullReport.at)) / 1000;
  if (age > staleAfterSeconds) {
    return {
      condition: 'stale',
      conditionDetail: `the last scan is of ${lastFullReport.at}`,
    };
  }
  return { condition: 'current' };
}

/** One row of the fleet. The score is always that of the last report that counts, and says so when it is old. */
export function toClusterSummary(
  cluster: StoredCluster,
  staleAfterSeconds: number,
  now: Date,
): ClusterSummary {
  const parts = parseClusterArn(cluster.arn);
  if (!parts) throw new Error(`not the ARN of an EKS cluster: ${cluster.arn}`);
  const report = cluster.lastFullReport;
  const condition = conditionOf(cluster, staleAfterSeconds, now);
  return {
    id: cluster.id,
    arn: cluster.arn,
    ...parts,
    entityRef: cluster.entityRef,
    ownerRef: cluster.ownerRef,
    environment: cluster.environment,
    ...condition,
    health: report?.health,
    score: report?.score,
    coverage: report?.coverage,
    scoreIsOld: report
      ? Boolean(cluster.lastError) || condition.condition === 'stale'
      : undefined,
    counts: report?.counts,
    trend: cluster.trend,
    worst: report?.worst,
    lastScanAt: cluster.lastReport?.at,
    nextScanAt: cluster.openScan ? undefined : cluster.dueAt,
  };
}
