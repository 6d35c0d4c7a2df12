import {
  areaFacts,
  Check,
  CheckSettings,
  ClusterSnapshot,
  Finding,
  HealthReport,
  healthReport,
  runChecks,
  Severity,
} from 'backstage-plugin-eks-iam-health-common';
import { Source } from '../sources/readSource';
import { severities } from './checkOptions';

/** From which severity on a finding decides the exit code. */
export type FailOn = Severity | 'none';

/** What the checks say about one cluster, and which findings decide the exit code. */
export interface CheckRun {
  report: HealthReport;
  /** the checks that were run, as configured */
  checks: readonly Check[];
  /** the folder or file that was read; absent when it was read live */
  path?: string;
  /** given when repairs are to be shown with the findings */
  repairFor?: ClusterSnapshot;
  failOn: FailOn;
  /** why a finding was accepted, if it was */
  acceptance: (finding: Finding) => { reason?: string } | undefined;
  /** not accepted, failing or warning, at or above the threshold */
  counted: readonly Finding[];
}

/** Whether a finding is a defect: what is unknown is told but decides nothing. */
export const isDefect = ({ verdict }: Finding) => verdict !== 'unknown';

const reaches = (severity: Severity, failOn: FailOn) =>
  failOn !== 'none' &&
  severities.indexOf(severity) <= severities.indexOf(failOn);

/** Runs checks over what was read. */
export function runChecksOn(
  { snapshot, path }: Source,
  options: {
    checks: readonly Check[];
    settings: CheckSettings;
    failOn: FailOn;
    acceptance: CheckRun['acceptance'];
    showRepairs?: boolean;
  },
): CheckRun {
  const { checks, settings, failOn, acceptance, showRepairs } = options;
  const report = healthReport(
    snapshot,
    runChecks(snapshot, checks, settings),
    areaFacts(snapshot),
  );
  return {
    ...{ report, checks, path, failOn, acceptance },
    ...(showRepairs && { repairFor: snapshot }),
    counted: report.checks
      .flatMap(({ findings }) => findings)
      .filter(isDefect)
      .filter(({ severity }) => reaches(severity, failOn))
      .filter(finding => !acceptance(finding)),
  };
}
