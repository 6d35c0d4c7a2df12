import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({ root: { padding: theme.spacing(0, 2.5, 4) } }),
  { name: 'EksIamHealthPageRoom' },
);

/** The gutter of the plugin's own pages, so that cards align with the portal's header. */
export function PageRoom(props: { children: ReactNode }) {
  const classes = useStyles();
  return <div className={classes.root}>{props.children}</div>;
}
