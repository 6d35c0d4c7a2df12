import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import {
  ClusterDetail,
  HealthReport,
  Verdict,
} from 'backstage-plugin-eks-iam-health-common';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { useWidthStep } from '../ContentRoot';
import { classNames } from '../classNames';
import { CoverageMeter, percentOf } from '../CoverageMeter';
import { Surface } from '../HealthCard';
import { AreaStrip } from './AreaStrip';
import { unreadAnchor } from './areaAnchor';
import { ScoreCell } from './ScoreCell';
import { VerdictFilter } from './VerdictFilter';
import { TextLink } from '../TextLink';

const useStyles = makeStyles(
  theme => ({
    cells: {
      display: 'grid',
      gridTemplateColumns: '208px 232px minmax(0, 1fr) 224px',
      '& > div': { padding: 20, minWidth: 0 },
      '& > div + div': { borderLeft: `1px solid ${theme.palette.divider}` },
    },
    medium: {
      gridTemplateColumns: '200px 200px minmax(0, 1fr) 208px',
      '& > div': { padding: 16 },
    },
    narrow: {
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      '& > div:nth-child(n+3)': {
        borderLeft: 0,
        borderTop: `1px solid ${theme.palette.divider}`,
        gridColumn: '1 / -1',
      },
    },
    label: {
      fontSize: 12,
      lineHeight: '16px',
      fontWeight: 700,
      color: subtle(theme),
    },
    large: {
      fontSize: 28,
      lineHeight: '36px',
      fontWeight: 700,
      fontVariantNumeric: 'tabular-nums',
    },
    meter: { margin: '6px 0' },
    small: { fontSize: 12, lineHeight: '16px', color: subtle(theme) },
    link: {
      display: 'inline-block',
      marginTop: 6,
      fontSize: 12,
      lineHeight: '16px',
    },
  }),
  { name: 'EksIamHealthSummary' },
);

/** Score, coverage, counts and scan in one line of sight, and below them where the points went. */
export function HealthSummary(props: {
  detail: ClusterDetail;
  report: HealthReport;
  verdicts: readonly Verdict[];
  onVerdicts: (verdicts: Verdict[]) => void;
  /** the cell about the last scan, with its button */
  scan: ReactNode;
}) {
  const { detail, report } = props;
  const classes = useStyles();
  const t = useTexts();
  const step = useWidthStep();
  const { counts, coverage } = report;
  const known = counts.pass + counts.warn + counts.fail;
  return (
    <Surface label={t('summary.label')}>
      <div
        className={classNames(
          classes.cells,
          step === 'medium' && classes.medium,
          step === 'narrow' && classes.narrow,
        )}
      >
        <div>
          <div className={classes.label}>{t('summary.healthScore')}</div>
          <ScoreCell detail={detail} report={report} />
        </div>
        <div>
          <div className={classes.label}>{t('summary.coverage')}</div>
          <div className={classes.large}>{percentOf(coverage)}%</div>
          <div className={classes.meter}>
            <CoverageMeter coverage={coverage} counts={counts} />
          </div>
          <div className={classes.small}>
            {t('summary.decided', {
              known: String(known),
              applicable: String(known + counts.unknown),
            })}
          </div>
          <TextLink className={classes.link} to={`#${unreadAnchor}`}>
            {t('summary.unreadLink')}
          </TextLink>
        </div>
        <div>
          <div className={classes.label}>
            {t('summary.checks', { total: String(report.checks.length) })}
          </div>
          <VerdictFilter
            counts={counts}
            pressed={props.verdicts}
            onChange={props.onVerdicts}
          />
        </div>
        <div>
          <div className={classes.label}>{t('summary.lastScan')}</div>
          {props.scan}
        </div>
      </div>
      <AreaStrip areas={report.areas} />
    </Surface>
  );
}
