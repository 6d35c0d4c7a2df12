import { makeStyles } from '@material-ui/core/styles';
import { tone, ToneName } from '../../theme/tone';
import { useTexts } from '../../translation';
import { sparkPath, TrendPoint } from './sparkPath';
import { subtle } from '../../theme/greys';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'block',
      overflow: 'visible',
      flex: 'none',
      '& path': {
        fill: 'none',
        stroke: subtle(theme),
        strokeWidth: 1.5,
        strokeLinejoin: 'round',
      },
      '& circle': {
        fill: ({ name }: { name: ToneName }) => tone(theme, name).icon,
      },
    },
  }),
  { name: 'EksIamHealthSparkline' },
);

/** The score of the last scans as a small line, ending in a dot of the health's tone. */
export function Sparkline(props: {
  points: TrendPoint[];
  tone: ToneName;
  width?: number;
}) {
  const { points, tone: name, width = 72 } = props;
  const height = 22;
  const classes = useStyles({ name });
  const t = useTexts();
  const { paths, end } = sparkPath(points, width, height);
  const scores = points.flatMap(p => (p.score === null ? [] : [p.score]));
  // One point is no trend.
  if (!end || scores.length < 2) return null;
  return (
    <svg
      className={classes.root}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('score.trend', {
        scans: String(scores.length),
        first: String(scores[0]),
        last: String(scores[scores.length - 1]),
      })}
    >
      {paths.map(d => (
        <path key={d} d={d} />
      ))}
      <circle cx={end.x} cy={end.y} r={2.6} />
    </svg>
  );
}
