import {
  Check,
  ClusterSnapshot,
  defaultCheckSettings,
  HealthReport,
} from 'backstage-plugin-eks-iam-health-common';
import { effectiveReport } from '../scans/effectiveReport';
import { badNamespaceCheck } from './aCheck';

/** What the test's own check says about a snapshot. */
export function reportOf(
  snapshot: ClusterSnapshot,
  checks: Check[] = [badNamespaceCheck()],
): HealthReport {
  return effectiveReport(snapshot, checks, {
    ...defaultCheckSettings,
    now: snapshot.collectedAt,
  });
}
