import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import { ScanView } from 'backstage-plugin-eks-iam-health-common';
import { barOff, subtle } from '../../theme/greys';
import { useTexts } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: { padding: theme.spacing(1, 2.5, 1.5) },
    bar: {
      height: 6,
      borderRadius: 3,
      backgroundColor: barOff(theme),
    },
    words: {
      fontSize: 12,
      lineHeight: '16px',
      color: subtle(theme),
      margin: '6px 0 0',
    },
  }),
  { name: 'EksIamHealthScanProgress' },
);

/** How far a scan is, in real steps. */
export function ScanProgress({ scan }: { scan: ScanView }) {
  const classes = useStyles();
  const t = useTexts();
  const { stepsDone, stepsTotal, step, state } = scan;
  const words =
    state === 'queued' || !step
      ? t('check.starting')
      : t('check.running', {
          step: String(Math.min(stepsDone + 1, stepsTotal)),
          total: String(stepsTotal),
          what: step,
        });
  return (
    <div className={classes.root}>
      <LinearProgress
        className={classes.bar}
        variant="determinate"
        value={stepsTotal > 0 ? (100 * stepsDone) / stepsTotal : 0}
        aria-label={t('tab.progress')}
        aria-valuetext={words}
      />
      <p className={classes.words} role="status">
        {words}
      </p>
    </div>
  );
}
