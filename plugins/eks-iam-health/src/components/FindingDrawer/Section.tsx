import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(2, 3),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
    title: {
      fontSize: 14,
      lineHeight: '20px',
      fontWeight: 700,
      margin: '0 0 8px',
    },
    body: { display: 'flex', flexDirection: 'column', gap: 8 },
  }),
  { name: 'EksIamHealthDrawerSection' },
);

/** A part of the drawer under its own heading. */
export function Section(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <section className={classes.root}>
      <h3 className={classes.title}>{props.title}</h3>
      <div className={classes.body}>{props.children}</div>
    </section>
  );
}
