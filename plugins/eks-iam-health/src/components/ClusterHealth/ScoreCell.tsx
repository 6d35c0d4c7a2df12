import { makeStyles } from '@material-ui/core/styles';
import {
  ClusterDetail,
  HealthReport,
} from 'backstage-plugin-eks-iam-health-common';
import { clusterState, isCurrent, scoreTime } from '../../model/clusterState';
import { plainPoints } from '../../model/points';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { classNames } from '../classNames';
import { Sparkline } from '../Sparkline';
import { ClusterStatus, clusterStateLooks } from '../Status';
import { clockTime, dayAndTime, useNow } from '../Time';
import { visuallyHidden } from '../visuallyHidden';
import { ScoreExplained } from './ScoreExplained';

const useStyles = makeStyles(
  theme => ({
    score: {
      fontSize: 48,
      lineHeight: '52px',
      fontWeight: 700,
      letterSpacing: '-.02em',
      fontVariantNumeric: 'tabular-nums',
    },
    old: { color: subtle(theme), fontWeight: 400 },
    of: {
      fontSize: 16,
      fontWeight: 400,
      letterSpacing: 0,
      color: subtle(theme),
      marginLeft: 10,
    },
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: '0 6px',
    },
    state: { margin: '4px 0 2px' },
    small: { fontSize: 12, lineHeight: '16px', color: subtle(theme) },
    hidden: visuallyHidden,
  }),
  { name: 'EksIamHealthScoreCell' },
);

/** The score with its state, its way here and the sum behind it. */
export function ScoreCell(props: {
  detail: ClusterDetail;
  report: HealthReport;
}) {
  const { detail, report } = props;
  const { summary, changes } = detail;
  const classes = useStyles();
  const t = useTexts();
  const now = useNow();
  const locale = t('time.locale');
  const state = clusterState(summary);
  const current = isCurrent(summary);
  // Before the first whole report there is no score, whatever a part of one would give.
  const { score } = summary;
  const scoredAt = scoreTime(summary);
  const scans = summary.trend.filter(point => point.score !== null).length;
  return (
    <>
      <div className={classNames(classes.score, !current && classes.old)}>
        <span className={classes.hidden}>
          {score === undefined
            ? t('summary.spokenNone', { state: t(`clusterState.${state}`) })
            : t('summary.spoken', {
                score: plainPoints(score),
                state: t(`clusterState.${state}`),
              })}
        </span>
        <span aria-hidden>
          {score === undefined ? '–' : plainPoints(score)}
          {score !== undefined && (
            <span className={classes.of}>{t('summary.of100')}</span>
          )}
        </span>
      </div>
      <div className={classNames(classes.row, classes.state)}>
        <ClusterStatus state={state} />
        <Sparkline
          points={summary.trend}
          tone={clusterStateLooks[state].tone}
          width={48}
        />
      </div>
      <div className={classNames(classes.row, classes.small)}>
        {current &&
          score !== undefined &&
          changes.since &&
          changes.scoreBefore !== undefined && (
            <span>
              {change(
                score - changes.scoreBefore,
                clockTime(changes.since, locale),
              )}
            </span>
          )}
        {!current && score !== undefined && scoredAt && (
          <span>
            {dayAndTime(scoredAt, now, locale)}, {t('summary.oldScore')}
          </span>
        )}
        {scans > 1 && <span>{t('summary.scans', { count: scans })}</span>}
      </div>
      {/* The lines are those of the report below; an older score is the sum of others. */}
      {score === report.score && <ScoreExplained report={report} />}
    </>
  );

  function change(points: number, time: string): string {
    if (points === 0) return t('summary.same', { time });
    const written = { points: plainPoints(Math.abs(points)), time };
    return points < 0
      ? t('summary.less', written)
      : t('summary.moreThan', written);
  }
}
