import {
  ClusterSummary,
  HealthReport,
  Severity,
} from 'backstage-plugin-eks-iam-health-common';

const severities: Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

/** The finding to show first: failing before warning, then by severity. Unknown ones are no defects. */
export function worstOf(report: HealthReport): ClusterSummary['worst'] {
  const [worst] = report.checks
    .flatMap(check => check.findings.map(finding => ({ check, finding })))
    .filter(({ finding }) => finding.verdict !== 'unknown')
    .sort(
      (a, b) =>
        Number(b.finding.verdict === 'fail') -
          Number(a.finding.verdict === 'fail') ||
        severities.indexOf(a.finding.severity) -
          severities.indexOf(b.finding.severity),
    );
  if (!worst) return undefined;
  const { check, finding } = worst;
  return {
    checkId: finding.checkId,
    subject: finding.subject,
    title: check.title,
    message: finding.message,
    severity: finding.severity,
  };
}
