import {
  areaFacts,
  Check,
  CheckSettings,
  ClusterSnapshot,
  HealthReport,
  healthReport,
  runChecks,
  Severity,
} from 'backstage-plugin-eks-iam-health-common';
import { EksIamHealthOptions } from '../config';

/** The checks as an administrator wants them: without those switched off, with other severities. */
export function effectiveChecks(
  given: readonly Check[],
  options: Pick<EksIamHealthOptions['checks'], 'disabled' | 'severity'>,
): Check[] {
  return given
    .filter(check => !options.disabled.includes(check.id))
    .map(check => withSeverity(check, options.severity[check.id]));
}

function withSeverity(check: Check, severity: Severity | undefined): Check {
  if (!severity) return check;
  return {
    ...check,
    severity,
    // a finding that a check itself calls worse or milder than usual stays what it is
    find: facts =>
      check
        .find(facts)
        .map(finding =>
          finding.severity === check.severity
            ? { ...finding, severity }
            : finding,
        ),
  };
}

/** Ids in the configuration that no check has: most likely a slip, or a check that is gone. */
export function unknownCheckIds(
  given: readonly Check[],
  options: Pick<EksIamHealthOptions['checks'], 'disabled' | 'severity'>,
): string[] {
  const known = new Set(given.map(({ id }) => id));
  return [...options.disabled, ...Object.keys(options.severity)].filter(
    id => !known.has(id),
  );
}

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
