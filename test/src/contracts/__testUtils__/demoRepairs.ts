import {
  Cause,
  ClusterSnapshot,
  defaultCheckSettings,
  explainError,
  Finding,
  isRead,
  RenderedRepair,
  renderRepair,
  Repair,
  repairTargetOf,
  reportOf,
} from 'backstage-plugin-eks-iam-health-common';

/** One repair of one finding, with its text for every tool. */
export interface DemoRepair {
  finding: Finding;
  repair: Repair;
  rendered: RenderedRepair[];
  /** for messages of tests */
  label: string;
}

/** Repairs of all findings of a cluster that are more than words. */
export function repairsOf(snapshot: ClusterSnapshot): DemoRepair[] {
  const { cluster } = snapshot.sections;
  if (!isRead(cluster)) throw new Error('the cluster itself was not read');
  const target = repairTargetOf(cluster.value);
  return findings(snapshot).flatMap(finding =>
    finding.repairs.flatMap((repair, index) => {
      const rendered = renderRepair(repair, target);
      const label = `${finding.checkId}[${index}] ${finding.subject}`;
      return rendered.length > 0 ? [{ finding, repair, rendered, label }] : [];
    }),
  );
}

/** Repairs of the causes of an error that more than words can mend. */
export function explained(
  text: string,
  snapshot: ClusterSnapshot,
): Array<{ cause: Cause; rendered: RenderedRepair[] }> {
  const { cluster } = snapshot.sections;
  if (!isRead(cluster)) throw new Error('the cluster itself was not read');
  const target = repairTargetOf(cluster.value);
  return explainError(text, snapshot).causes.flatMap(cause =>
    cause.repairs.map(repair => ({
      cause,
      rendered: renderRepair(repair, target),
    })),
  );
}

/** How bad a finding is in a cluster now: 0 when it is gone. A repair that is a first step makes a failure a warning. */
export function badness(snapshot: ClusterSnapshot, wanted: Finding): number {
  const found = findings(snapshot).find(
    f => f.checkId === wanted.checkId && f.subject === wanted.subject,
  );
  return found ? { fail: 3, warn: 2, unknown: 1 }[found.verdict] : 0;
}

function findings(snapshot: ClusterSnapshot): Finding[] {
  const settings = { ...defaultCheckSettings, now: snapshot.collectedAt };
  return reportOf(snapshot, settings).checks.flatMap(check => check.findings);
}
