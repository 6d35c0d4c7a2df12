import { ClusterSummary } from 'backstage-plugin-eks-iam-health-common';
import { ClusterState } from '../components/Status/looks';

/** What is said of a cluster: its health, unless that is not the news. */
export function clusterState(summary: ClusterSummary): ClusterState {
  const { condition, health } = summary;
  switch (condition) {
    case 'not-reachable':
    case 'stale':
    case 'failed':
      return condition;
    case 'queued':
    case 'scanning':
    case 'never-scanned':
      return health ?? condition;
    default:
      return health ?? 'not-known';
  }
}

/** Whether the score may be counted and compared: it is of the last try, and that was in time. */
export function isCurrent(summary: ClusterSummary): boolean {
  return (
    summary.score !== undefined &&
    !summary.scoreIsOld &&
    summary.condition !== 'not-reachable' &&
    summary.condition !== 'stale' &&
    summary.condition !== 'failed'
  );
}

/** When the score was made, which may be long before the last try. */
export function scoreTime(summary: ClusterSummary): string | undefined {
  const scored = summary.trend.filter(point => point.score !== null);
  return scored[scored.length - 1]?.at ?? summary.lastScanAt;
}
