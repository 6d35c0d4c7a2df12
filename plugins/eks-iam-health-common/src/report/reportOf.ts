import { checks, CheckSettings, runChecks } from '../checks';
import { ClusterSnapshot, HealthReport } from '../model';
import { areaFacts } from './areaFacts';
import { healthReport } from './healthReport';

/** Everything the checks say about one snapshot: all checks run, counted, scored, and the facts of each area. @public */
export function reportOf(
  snapshot: ClusterSnapshot,
  settings: CheckSettings,
): HealthReport {
  return healthReport(
    snapshot,
    runChecks(snapshot, checks, settings),
    areaFacts(snapshot),
  );
}
