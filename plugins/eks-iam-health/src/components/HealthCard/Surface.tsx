import { ReactNode } from 'react';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { classNames } from '../classNames';

const useStyles = makeStyles(
  theme => ({
    root: {
      borderRadius: Number(theme.shape.borderRadius) * 2,
      minWidth: 0,
      fontFamily: theme.typography.fontFamily,
      boxShadow: 'none',
      color: theme.palette.text.primary,
      fontSize: 14,
      lineHeight: '20px',
    },
    tall: { display: 'flex', flexDirection: 'column', height: '100%' },
  }),
  { name: 'EksIamHealthSurface' },
);

/** A flat white sheet, as a landmark when it has a name. */
export function Surface(props: {
  labelledBy?: string;
  label?: string;
  id?: string;
  busy?: boolean;
  /** as high as its neighbour in the row */
  tall?: boolean;
  children: ReactNode;
}) {
  const { labelledBy, label, id, busy, tall, children } = props;
  const classes = useStyles();
  return (
    <Paper
      elevation={0}
      component="section"
      id={id}
      aria-label={label}
      aria-labelledby={labelledBy}
      aria-busy={busy || undefined}
      className={classNames(classes.root, tall && classes.tall)}
    >
      {children}
    </Paper>
  );
}
