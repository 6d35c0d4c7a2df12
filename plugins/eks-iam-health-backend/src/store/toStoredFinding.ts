import { Transition } from 'backstage-plugin-eks-iam-health-common';
import { findingKey } from './findingKey';
import { StoredFinding } from './ReportStore';
import { FindingRow, TransitionRow } from './tables';

export function toStoredFinding(row: FindingRow): StoredFinding {
  return {
    checkId: row.check_id,
    subject: row.subject,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    mendedAt: row.mended_at ?? undefined,
    verdict: row.verdict,
    severity: row.severity,
    title: row.title,
    message: row.message,
  };
}

export function toFindingRow(
  clusterId: string,
  finding: StoredFinding,
): FindingRow {
  return {
    key: findingKey(clusterId, finding),
    cluster_id: clusterId,
    check_id: finding.checkId,
    subject: finding.subject,
    first_seen_at: finding.firstSeenAt,
    last_seen_at: finding.lastSeenAt,
    mended_at: finding.mendedAt ?? null,
    verdict: finding.verdict,
    severity: finding.severity,
    title: finding.title,
    message: finding.message,
  };
}

export function toTransition(row: TransitionRow): Transition {
  return {
    at: row.at,
    kind: row.kind,
    checkId: row.check_id,
    subject: row.subject,
    title: row.title,
    message: row.message,
    verdictBefore: row.verdict_before ?? undefined,
    verdictAfter: row.verdict_after ?? undefined,
    severity: row.severity,
    points: row.points,
  };
}

export function toTransitionRow(
  clusterId: string,
  scanId: string,
  transition: Transition,
): Omit<TransitionRow, 'id'> {
  return {
    cluster_id: clusterId,
    scan_id: scanId,
    at: transition.at,
    kind: transition.kind,
    check_id: transition.checkId,
    subject: transition.subject,
    title: transition.title,
    message: transition.message,
    verdict_before: transition.verdictBefore ?? null,
    verdict_after: transition.verdictAfter ?? null,
    severity: transition.severity,
    points: transition.points,
  };
}
