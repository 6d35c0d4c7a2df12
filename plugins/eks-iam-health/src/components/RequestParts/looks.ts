import AutorenewIcon from '@material-ui/icons/Autorenew';
import BlockIcon from '@material-ui/icons/Block';
import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import ErrorOutlineIcon from '@material-ui/icons/ErrorOutline';
import HistoryIcon from '@material-ui/icons/History';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import { RequestState } from 'backstage-plugin-eks-iam-health-common';
import { StatusLook } from '../Status/Status';

/** Shape and tone of every state; the word comes from the texts. */
export const requestLooks: Record<RequestState, StatusLook> = {
  pending: { icon: HourglassEmptyIcon, tone: 'running' },
  approved: { icon: CheckCircleOutlineIcon, tone: 'running' },
  provisioning: { icon: AutorenewIcon, tone: 'running' },
  active: { icon: CheckCircleOutlineIcon, tone: 'ok' },
  failed: { icon: ErrorOutlineIcon, tone: 'error' },
  revoking: { icon: AutorenewIcon, tone: 'warning' },
  rejected: { icon: BlockIcon, tone: 'none' },
  ended: { icon: HistoryIcon, tone: 'none' },
};
