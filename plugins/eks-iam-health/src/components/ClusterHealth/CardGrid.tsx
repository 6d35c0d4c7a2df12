import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { classNames } from '../classNames';
import { useWidthStep } from '../ContentRoot';

const useStyles = makeStyles(
  theme => ({
    // Two columns with equal heights per row; by the content's own width, which Grid's breakpoints do not know.
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: theme.spacing(2),
    },
    narrow: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  { name: 'EksIamHealthCardGrid' },
);

/** Cards side by side where there is room. */
export function CardGrid(props: { children: ReactNode }) {
  const classes = useStyles();
  const narrow = useWidthStep() === 'narrow';
  return (
    <div className={classNames(classes.root, narrow && classes.narrow)}>
      {props.children}
    </div>
  );
}
