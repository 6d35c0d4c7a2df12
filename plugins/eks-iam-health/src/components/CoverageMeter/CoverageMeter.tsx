import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import { VerdictCounts } from 'backstage-plugin-eks-iam-health-common';
import { useTexts } from '../../translation';
import { barOff } from '../../theme/greys';

const useStyles = makeStyles(
  theme => ({
    root: {
      height: 6,
      borderRadius: 3,
      backgroundColor: barOff(theme),
    },
    bar: { backgroundColor: theme.palette.primary.main, transition: 'none' },
  }),
  { name: 'EksIamHealthCoverageMeter' },
);

/** Whole percents, rounded down, so that 100 % is said only when nothing is unknown. */
export function percentOf(coverage: number): number {
  return Math.floor(coverage * 100 + 1e-9);
}

/** How many of the applicable checks could be decided. */
export function CoverageMeter(props: {
  coverage: number;
  counts: VerdictCounts;
}) {
  const { coverage, counts } = props;
  const classes = useStyles();
  const t = useTexts();
  const percent = percentOf(coverage);
  const known = counts.pass + counts.warn + counts.fail;
  return (
    <LinearProgress
      variant="determinate"
      value={percent}
      classes={{ root: classes.root, bar: classes.bar }}
      aria-label={t('coverage.label')}
      aria-valuetext={t('coverage.value', {
        percent: String(percent),
        known: String(known),
        applicable: String(known + counts.unknown),
      })}
    />
  );
}
