import { ScanView } from 'backstage-plugin-eks-iam-health-common';
import { ScanRow } from './tables';

export function toScanView(row: ScanRow): ScanView {
  return {
    id: row.id,
    clusterId: row.cluster_id,
    state: row.state,
    trigger: row.trigger,
    requestedAt: row.requested_at,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    step: row.step ?? undefined,
    stepsDone: row.steps_done,
    stepsTotal: row.steps_total,
    error: row.error ?? undefined,
    newFindings: row.new_findings ?? undefined,
    mendedFindings: row.mended_findings ?? undefined,
  };
}
