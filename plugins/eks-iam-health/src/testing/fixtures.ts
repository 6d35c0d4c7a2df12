import {
  Area,
  areaFacts,
  CheckOutcome,
  ClusterDetail,
  ClusterSummary,
  clusterIdOf,
  Finding,
  healthReport,
  HealthReport,
  parseClusterArn,
  ScanView,
  Verdict,
} from 'backstage-plugin-eks-iam-health-common';
import {
  aSnapshot,
  testNow,
} from 'backstage-plugin-eks-iam-health-common/testing';

export { testNow };

/** The time of the last scan in tests. */
export const scannedAt = '2026-11-21T14:02:00Z';

const documentation =
  'https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting_iam.html';

/** A failing finding, unless said otherwise. */
export function aFinding(change: Partial<Finding>): Finding {
  return {
    checkId: '',
    subject: 'kube-system/aws-auth',
    verdict: 'fail',
    severity: 'high',
    message: 'something of `kube-system/aws-auth` is wrong',
    evidence: [
      {
        fact: 'Line in aws-auth',
        value: 'mapRoles[2]',
        readFrom: '`kube-system/aws-auth`',
      },
    ],
    affected: [],
    repairs: [],
    ...change,
  };
}

/** What a check says; its findings take its id and severity, and give it its verdict. */
export function anOutcome(
  change: Partial<CheckOutcome> & { checkId: string },
): CheckOutcome {
  const severity = change.severity ?? 'high';
  const findings = (change.findings ?? []).map(finding => ({
    ...finding,
    checkId: change.checkId,
    severity,
  }));
  const worst = (['fail', 'warn', 'unknown'] as Verdict[]).find(verdict =>
    findings.some(finding => finding.verdict === verdict),
  );
  return {
    number: 'AUTHN-000',
    area: 'authentication',
    topics: ['T2'],
    title: change.checkId,
    why: 'It keeps people out who should come in.',
    severity,
    documentation,
    verdict: worst ?? 'pass',
    missing: [],
    ...change,
    findings,
  };
}

/** A report as the rules make it of these outcomes. */
export function aReport(
  checks: CheckOutcome[],
  facts?: HealthReport['facts'],
): HealthReport {
  const snapshot = aSnapshot().build();
  return {
    ...healthReport(snapshot, checks, facts ?? areaFacts(snapshot)),
    collectedAt: scannedAt,
    calls: { 'eks:DescribeCluster': 1, 'kubernetes:list pods': 2 },
  };
}

/** A row of the fleet; the name alone gives a cluster of its own. */
export function aSummary(
  change: Partial<ClusterSummary> & { name?: string } = {},
): ClusterSummary {
  const name = change.name ?? 'payments-prod';
  const arn =
    change.arn ?? `arn:aws:eks:eu-west-1:111122223333:cluster/${name}`;
  const parts = parseClusterArn(arn)!;
  return {
    ...parts,
    id: clusterIdOf(arn),
    arn,
    entityRef: `resource:default/${name}`,
    ownerRef: 'group:default/payments-platform',
    environment: 'production',
    condition: 'current',
    health: 'healthy',
    score: 96,
    coverage: 1,
    counts: { pass: 90, fail: 0, warn: 2, unknown: 0, 'not-applicable': 4 },
    trend: [],
    lastScanAt: scannedAt,
    nextScanAt: '2026-11-21T15:02:00Z',
    ...change,
  };
}

/** A scan that is on its way. */
export function aScan(change: Partial<ScanView> = {}): ScanView {
  return {
    id: 'scan-1',
    clusterId: aSummary().id,
    state: 'running',
    trigger: 'on-demand',
    requestedAt: '2026-11-21T14:13:38Z',
    startedAt: '2026-11-21T14:13:39Z',
    step: 'reading Kubernetes RBAC',
    stepsDone: 4,
    stepsTotal: 7,
    ...change,
  };
}

/** A cluster whose report is made of these outcomes. */
export function aDetail(
  options: {
    checks?: CheckOutcome[];
    facts?: Partial<Record<Area, Array<{ label: string; value: string }>>>;
    summary?: Partial<ClusterSummary>;
  } & Partial<Omit<ClusterDetail, 'summary'>> = {},
): ClusterDetail {
  const { checks = [], facts, summary, ...rest } = options;
  const plain = aReport(checks);
  const report = { ...plain, facts: { ...plain.facts, ...facts } };
  return {
    summary: aSummary({
      health: report.state,
      score: report.score,
      coverage: report.coverage,
      counts: report.counts,
      ...summary,
    }),
    report,
    findingRecords: {},
    changes: { transitions: [] },
    lastScan: aScan({
      id: 'scan-0',
      state: 'succeeded',
      trigger: 'schedule',
      startedAt: '2026-11-21T14:01:54Z',
      finishedAt: scannedAt,
      stepsDone: 7,
    }),
    checkAgainInSeconds: 0,
    may: { check: true, request: true },
    ...rest,
  };
}
