import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { useDelayed } from '../../hooks/useDelayed';

const useStyles = makeStyles(
  {
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: 12,
      padding: '4px 0',
      minHeight: 60,
    },
    line: {
      height: 12,
      '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
    },
  },
  { name: 'EksIamHealthSkeletons' },
);

const widths = ['62%', '88%', '74%'];

/** Lines in place of what is on its way; nothing for the first 300 ms. */
export function Skeletons(props: { lines?: number }) {
  const classes = useStyles();
  const shown = useDelayed();
  return (
    <div className={classes.root} aria-hidden>
      {shown &&
        Array.from({ length: props.lines ?? 3 }, (_, i) => (
          <Skeleton
            key={i}
            className={classes.line}
            variant="rect"
            width={widths[i % widths.length]}
          />
        ))}
    </div>
  );
}
