import {
  ClusterSummary,
  HealthState,
} from 'backstage-plugin-eks-iam-health-common';
import { isCurrent } from './clusterState';

/** The parts of the fleet's bar. */
export type HealthGroup = 'unhealthy' | 'attention' | 'healthy' | 'unknown';

const groupOfHealth: Record<HealthState, HealthGroup> = {
  unhealthy: 'unhealthy',
  'needs-attention': 'attention',
  healthy: 'healthy',
  'not-known': 'unknown',
};

/** Old scores are left out of counts: their clusters are not known now. */
export function healthGroup(cluster: ClusterSummary): HealthGroup {
  return cluster.health && isCurrent(cluster)
    ? groupOfHealth[cluster.health]
    : 'unknown';
}

/** The columns that can be filtered. */
export const filterNames = [
  'account',
  'region',
  'owner',
  'environment',
  'health',
] as const;

/** @see filterNames */
export type FilterName = (typeof filterNames)[number];

/** What is searched for and chosen; an empty list means any. */
export interface FleetFilter {
  text: string;
  chosen: Record<FilterName, readonly string[]>;
}

const valueOf: Record<
  FilterName,
  (cluster: ClusterSummary) => string | undefined
> = {
  account: cluster => cluster.accountId,
  region: cluster => cluster.region,
  owner: cluster => cluster.ownerRef,
  environment: cluster => cluster.environment,
  health: healthGroup,
};

/** Reads the filter of an address, `?q=prod&region=eu-west-1&region=us-east-1`. */
export function filterOf(query: URLSearchParams): FleetFilter {
  return {
    text: query.get('q') ?? '',
    chosen: Object.fromEntries(
      filterNames.map(name => [name, query.getAll(name)]),
    ) as Record<FilterName, string[]>,
  };
}

/** The values that occur in a column, in order. */
export function optionsOf(
  clusters: readonly ClusterSummary[],
  name: FilterName,
): string[] {
  return [...new Set(clusters.map(valueOf[name]))]
    .filter(value => value !== undefined)
    .sort();
}

/** Those that match the text (in name, ARN, owner or id) and every chosen column. */
export function filterClusters(
  clusters: readonly ClusterSummary[],
  { text, chosen }: FleetFilter,
): ClusterSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return clusters.filter(cluster => {
    const { name, arn, ownerRef = '', environment = '' } = cluster;
    const searched = `${name} ${arn} ${ownerRef} ${environment}`.toLowerCase();
    return (
      words.every(word => searched.includes(word)) &&
      filterNames.every(
        column =>
          chosen[column].length === 0 ||
          chosen[column].includes(valueOf[column](cluster) ?? ''),
      )
    );
  });
}

/** Whether a critical check fails there, as far as is known now. */
export function failsCritically(cluster: ClusterSummary): boolean {
  return (
    cluster.worst?.severity === 'critical' && cluster.health === 'unhealthy'
  );
}

const rankOf = (cluster: ClusterSummary): number => {
  if (isCurrent(cluster) && failsCritically(cluster)) return 0;
  if (cluster.condition === 'not-reachable') return 1;
  if (cluster.condition === 'failed') return 2;
  if (cluster.condition === 'stale') return 3;
  return cluster.score === undefined ? 5 : 4;
};

/** Most urgent first: failing critical, not reachable, failed, stale, then by score; those without a score last. */
export function byUrgency(a: ClusterSummary, b: ClusterSummary): number {
  return (
    rankOf(a) - rankOf(b) ||
    (a.score ?? 0) - (b.score ?? 0) ||
    a.name.localeCompare(b.name)
  );
}

/** The fleet in a few numbers; what is not current counts as not known. */
export interface FleetInShort {
  clusters: number;
  accounts: number;
  groups: Record<HealthGroup, number>;
  criticalClusters: number;
  fails: number;
  warnings: number;
  /** 0 to 1; undefined when nothing was read */
  medianCoverage?: number;
  lessThanWhole: number;
  notCurrent: number;
}

/** Sums the fleet up. */
export function fleetInShort(
  clusters: readonly ClusterSummary[],
): FleetInShort {
  const current = clusters.filter(isCurrent);
  const groups: FleetInShort['groups'] = {
    unhealthy: 0,
    attention: 0,
    healthy: 0,
    unknown: 0,
  };
  for (const cluster of clusters) groups[healthGroup(cluster)] += 1;
  const coverages = current
    .flatMap(cluster => cluster.coverage ?? [])
    .sort((a, b) => a - b);
  return {
    clusters: clusters.length,
    accounts: new Set(clusters.map(c => `${c.partition} ${c.accountId}`)).size,
    groups,
    criticalClusters: current.filter(failsCritically).length,
    fails: current.reduce((sum, c) => sum + (c.counts?.fail ?? 0), 0),
    warnings: current.reduce((sum, c) => sum + (c.counts?.warn ?? 0), 0),
    medianCoverage: median(coverages),
    lessThanWhole: coverages.filter(coverage => coverage < 1).length,
    notCurrent: clusters.filter(
      ({ condition }) =>
        condition === 'not-reachable' ||
        condition === 'stale' ||
        condition === 'failed',
    ).length,
  };
}

function median(sorted: readonly number[]): number | undefined {
  if (sorted.length === 0) return undefined;
  const above = Math.floor(sorted.length / 2);
  const below = Math.ceil(sorted.length / 2) - 1;
  return (sorted[below] + sorted[above]) / 2;
}
