import { makeStyles } from '@material-ui/core/styles';
import {
  AreaHealth,
  Verdict as VerdictName,
} from 'backstage-plugin-eks-iam-health-common';
import { signedPoints } from '../../model/points';
import { barOff } from '../../theme/greys';
import { tone } from '../../theme/tone';
import { useTexts } from '../../translation';
import { useWidthStep } from '../ContentRoot';
import { classNames } from '../classNames';
import { Verdict } from '../Status';
import { areaAnchor } from './areaAnchor';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(7, minmax(0, 1fr))',
      borderTop: `1px solid ${theme.palette.divider}`,
    },
    narrow: {
      gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
      '& > a:nth-child(n+5)': {
        borderTop: `1px solid ${theme.palette.divider}`,
      },
      '& > a:nth-child(5)': { borderLeft: 0 },
    },
    area: {
      padding: '10px 12px 12px 20px',
      minWidth: 0,
      color: 'inherit',
      textDecoration: 'none',
      borderLeft: `1px solid ${theme.palette.divider}`,
      '&:first-child': { borderLeft: 0 },
      '&:hover': { background: theme.palette.background.default },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
    },
    medium: { '& > a': { paddingLeft: 14 } },
    name: {
      display: 'block',
      fontSize: 13,
      lineHeight: '16px',
      fontWeight: 700,
    },
    points: {
      display: 'flex',
      alignItems: 'center',
      gap: 6,
      margin: '4px 0 6px',
      fontSize: 12,
      fontVariantNumeric: 'tabular-nums',
    },
    meter: {
      display: 'block',
      height: 4,
      borderRadius: 3,
      overflow: 'hidden',
      background: barOff(theme),
    },
    lost: {
      display: 'block',
      height: '100%',
      background: tone(theme, 'error').icon,
    },
  }),
  { name: 'EksIamHealthAreaStrip' },
);

/** The strip's order of importance: what is unknown comes before what should change. */
const speaksFirst: VerdictName[] = ['fail', 'unknown', 'warn', 'pass'];

/** Where the points went; each part jumps to its area. */
export function AreaStrip({ areas }: { areas: AreaHealth[] }) {
  const classes = useStyles();
  const t = useTexts();
  const step = useWidthStep();
  const most = Math.max(1, ...areas.map(area => area.pointsLost));
  return (
    <nav
      aria-label={t('summary.areasLabel')}
      className={classNames(
        classes.root,
        step === 'narrow' && classes.narrow,
        step === 'medium' && classes.medium,
      )}
    >
      {areas.map(({ area, counts, pointsLost }) => (
        <a key={area} className={classes.area} href={`#${areaAnchor(area)}`}>
          <span className={classes.name}>{t(`area.${area}`)}</span>
          <span className={classes.points}>
            <Verdict
              verdict={
                speaksFirst.find(verdict => counts[verdict] > 0) ??
                'not-applicable'
              }
              hideWord
            />
            {signedPoints(-pointsLost)}
          </span>
          <span className={classes.meter} aria-hidden>
            <span
              className={classes.lost}
              style={{ width: `${(100 * pointsLost) / most}%` }}
            />
          </span>
        </a>
      ))}
    </nav>
  );
}
