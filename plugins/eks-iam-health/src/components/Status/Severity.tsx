import { makeStyles } from '@material-ui/core/styles';
import { Severity as SeverityLevel } from 'backstage-plugin-eks-iam-health-common';
import { classNames } from '../classNames';
import { tone } from '../../theme/tone';
import { useTexts } from '../../translation';
import { barOff } from '../../theme/greys';

const barHeights = [5, 7, 9, 12];

const barsLit: Record<SeverityLevel, number> = {
  critical: 4,
  high: 3,
  medium: 2,
  low: 1,
  info: 0,
};

const useStyles = makeStyles(
  theme => {
    const error = tone(theme, 'error');
    const warning = tone(theme, 'warning');
    const none = tone(theme, 'none');
    const off = barOff(theme);
    return {
      root: {
        display: 'inline-flex',
        alignItems: 'center',
        gap: 6,
        fontSize: 12,
        lineHeight: '20px',
        whiteSpace: 'nowrap',
        color: none.text,
      },
      bars: {
        display: 'inline-flex',
        alignItems: 'flex-end',
        gap: 2,
        height: 12,
        '& > i': { width: 3, borderRadius: 1, background: off },
      },
      lit: {},
      critical: {
        background: error.text,
        color: theme.palette.getContrastText(error.text),
        borderRadius: theme.shape.borderRadius,
        padding: '0 6px',
        fontWeight: 700,
        '& $bars > i': {
          background: theme.palette.getContrastText(error.text),
        },
      },
      high: {
        color: error.text,
        fontWeight: 700,
        '& $lit': { background: `${error.icon} !important` },
      },
      medium: {
        color: warning.text,
        fontWeight: 700,
        '& $lit': { background: `${warning.icon} !important` },
      },
      low: { '& $lit': { background: `${none.icon} !important` } },
      info: {},
      muted: {
        border: `1px dashed ${none.icon}`,
        borderRadius: theme.shape.borderRadius,
        padding: '0 6px',
        lineHeight: '18px',
        '& $lit': { background: `${none.icon} !important` },
      },
    };
  },
  { name: 'EksIamHealthSeverity' },
);

/** Four bars and a word; the only filled badge of the product is Critical. */
export function Severity(props: { severity: SeverityLevel; muted?: boolean }) {
  const { severity, muted } = props;
  const classes = useStyles();
  const t = useTexts();
  return (
    <span
      className={classNames(
        classes.root,
        muted ? classes.muted : classes[severity],
      )}
    >
      <span className={classes.bars} aria-hidden>
        {barHeights.map((height, i) => (
          <i
            key={height}
            style={{ height }}
            className={classNames(i < barsLit[severity] && classes.lit)}
          />
        ))}
      </span>
      {t(`severity.${severity}`)}
    </span>
  );
}
