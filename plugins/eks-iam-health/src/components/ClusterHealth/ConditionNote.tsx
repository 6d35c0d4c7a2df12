import { makeStyles } from '@material-ui/core/styles';
import CloudOffIcon from '@material-ui/icons/CloudOff';
import HistoryIcon from '@material-ui/icons/History';
import { ClusterDetail } from 'backstage-plugin-eks-iam-health-common';
import { FollowedScan } from '../../hooks/useScan';
import { scoreTime } from '../../model/clusterState';
import { useTexts } from '../../translation';
import { InlineCode } from '../InlineCode';
import { Note } from '../Note';
import { dayAndTime, useNow } from '../Time';
import { CheckNow } from './ScanCell';

const useStyles = makeStyles(
  { action: { marginTop: 8 } },
  { name: 'EksIamHealthConditionNote' },
);

/** Why what is below is not the whole or not the latest truth: said once, first, with a way to try again. */
export function ConditionNote(props: {
  detail: ClusterDetail;
  scan: FollowedScan;
}) {
  const { detail, scan } = props;
  const { summary, report } = detail;
  const classes = useStyles();
  const t = useTexts();
  const now = useNow();
  const time = report
    ? dayAndTime(report.collectedAt, now, t('time.locale'))
    : undefined;
  const scoredAt = scoreTime(summary);
  const detailWords = summary.conditionDetail && (
    <>
      {' '}
      <InlineCode
        text={summary.conditionDetail}
        accountId={summary.accountId}
        sentence
      />
    </>
  );
  const again = (
    <div className={classes.action}>
      <CheckNow detail={detail} scan={scan} label={t('tab.tryNow')} />
    </div>
  );
  switch (summary.condition) {
    case 'not-reachable':
      return (
        <Note tone="error" icon={CloudOffIcon} role="alert">
          <strong>{t('tab.unreachable')}</strong>
          {detailWords} {t('tab.unreachableRest')}
          {summary.score !== undefined &&
            scoredAt &&
            ` ${t('tab.scoreOf', {
              time: dayAndTime(scoredAt, now, t('time.locale')),
            })}`}
          {again}
        </Note>
      );
    case 'failed':
      return (
        <Note tone="error" role="alert">
          <strong>{t('tab.failed')}</strong>
          {detailWords}{' '}
          {time ? t('tab.failedRest', { time }) : t('tab.failedNothing')}
          {again}
        </Note>
      );
    case 'stale':
      return (
        <Note tone="warning" icon={HistoryIcon}>
          <strong>{t('tab.stale')}</strong>
          {time && ` ${t('tab.staleRest', { time })}`}
          {again}
        </Note>
      );
    default:
      return null;
  }
}
