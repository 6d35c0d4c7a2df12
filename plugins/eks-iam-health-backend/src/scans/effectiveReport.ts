import {
  areaFacts,
  Check,
  CheckSettings,
  ClusterSnapshot,
  HealthReport,
  healthReport,
  runChecks,
} from 'backstage-plugin-eks-iam-health-common';

/** What the checks say about a snapshot, as configured. */
export function effectiveReport(
  snapshot: ClusterSnapshot,
  checks: readonly Check[],
  settings: CheckSettings,
): HealthReport {
  return healthReport(
    snapshot,
    runChecks(snapshot, checks, settings),
    areaFacts(snapshot),
  );
}
