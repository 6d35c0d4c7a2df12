import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { subtle } from '../../theme/greys';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '4px 16px',
    },
    title: { fontSize: 20, lineHeight: '28px', fontWeight: 600, margin: 0 },
    subtitle: {
      flexBasis: '100%',
      fontSize: 13,
      color: subtle(theme),
    },
    aside: { marginLeft: 'auto' },
  }),
  { name: 'EksIamHealthPageTitle' },
);

/** The heading of a screen. */
export function PageTitle(props: {
  title: string;
  subtitle?: ReactNode;
  aside?: ReactNode;
}) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <h1 className={classes.title}>{props.title}</h1>
      {props.aside && <span className={classes.aside}>{props.aside}</span>}
      {props.subtitle && (
        <span className={classes.subtitle}>{props.subtitle}</span>
      )}
    </div>
  );
}
