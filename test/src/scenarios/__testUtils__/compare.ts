import {
  ClusterSnapshot,
  defaultCheckSettings,
  isRead,
  Observed,
  reportOf,
} from 'backstage-plugin-eks-iam-health-common';

/** What each section holds, or why it was not read: all of a snapshot but the moments of reading. */
export function valuesOf(snapshot: ClusterSnapshot): Record<string, unknown> {
  const values = Object.entries<Observed<unknown>>(snapshot.sections).map(
    ([name, section]) => [
      name,
      isRead(section) ? section.value : section.reason,
    ],
  );
  // as it is stored, so that a date and its text are the same
  return JSON.parse(JSON.stringify(Object.fromEntries(values)));
}

/** Every verdict and finding in words. */
export function findingsOf(snapshot: ClusterSnapshot): string[] {
  const settings = { ...defaultCheckSettings, now: snapshot.collectedAt };
  return reportOf(snapshot, settings).checks.flatMap(check => [
    `${check.checkId}: ${check.verdict}`,
    ...check.findings.map(f => `${f.checkId} ${f.subject} ${f.message}`),
  ]);
}
