import AutorenewIcon from '@material-ui/icons/Autorenew';
import BlockIcon from '@material-ui/icons/Block';
import CancelIcon from '@material-ui/icons/Cancel';
import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import CloudOffIcon from '@material-ui/icons/CloudOff';
import GpsFixedIcon from '@material-ui/icons/GpsFixed';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import HistoryIcon from '@material-ui/icons/History';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import PauseCircleOutlineIcon from '@material-ui/icons/PauseCircleOutline';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import RemoveCircleOutlineIcon from '@material-ui/icons/RemoveCircleOutline';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import {
  Cause,
  HealthState,
  ScanCondition,
  Verdict,
} from 'backstage-plugin-eks-iam-health-common';
import { StatusLook } from './Status';

/** What a row may be marked with: a verdict, or that it is waived. */
export type ShownVerdict = Verdict | 'waived';

/** Health, or why the health is not the last word. */
export type ClusterState = HealthState | Exclude<ScanCondition, 'current'>;

export const verdictLooks: Record<ShownVerdict, StatusLook> = {
  fail: { icon: CancelIcon, tone: 'error' },
  warn: { icon: ReportProblemOutlinedIcon, tone: 'warning' },
  unknown: { icon: HelpOutlineIcon, tone: 'unknown' },
  pass: { icon: CheckCircleOutlineIcon, tone: 'ok' },
  waived: { icon: PauseCircleOutlineIcon, tone: 'none' },
  'not-applicable': { icon: RemoveCircleOutlineIcon, tone: 'none' },
};

export const certaintyLooks: Record<Cause['certainty'], StatusLook> = {
  proven: { icon: GpsFixedIcon, tone: 'error' },
  'ruled-out': { icon: BlockIcon, tone: 'none' },
  unknown: { icon: HelpOutlineIcon, tone: 'unknown' },
  open: { icon: RadioButtonUncheckedIcon, tone: 'none' },
};

export const clusterStateLooks: Record<ClusterState, StatusLook> = {
  healthy: verdictLooks.pass,
  'needs-attention': verdictLooks.warn,
  unhealthy: verdictLooks.fail,
  'not-known': verdictLooks.unknown,
  'not-reachable': { icon: CloudOffIcon, tone: 'none' },
  stale: { icon: HistoryIcon, tone: 'warning' },
  failed: { icon: CloudOffIcon, tone: 'error' },
  queued: { icon: HourglassEmptyIcon, tone: 'running' },
  scanning: { icon: AutorenewIcon, tone: 'running' },
  'never-scanned': { icon: HourglassEmptyIcon, tone: 'running' },
};
