import { ComponentType, ReactNode, useId } from 'react';
import { SvgIconProps } from '@material-ui/core/SvgIcon';
import { makeStyles } from '@material-ui/core/styles';
import { Surface } from '../HealthCard';

const useStyles = makeStyles(
  theme => ({
    room: { maxWidth: 720 },
    body: {
      display: 'flex',
      gap: 14,
      padding: theme.spacing(3, 4),
    },
    icon: { fontSize: 22, marginTop: 3, flex: 'none' },
    content: { display: 'flex', flexDirection: 'column', gap: 12, minWidth: 0 },
    title: { fontSize: 20, lineHeight: '28px', fontWeight: 700, margin: 0 },
    actions: { display: 'flex', flexWrap: 'wrap', gap: 8 },
  }),
  { name: 'EksIamHealthStateCard' },
);

/** One card in place of a screen that cannot be shown: what is the case, why, and what can still be done. */
export function StateCard(props: {
  icon: ComponentType<SvgIconProps>;
  title: string;
  alert?: boolean;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { icon: Icon, title, alert, actions, children } = props;
  const classes = useStyles();
  const titleId = useId();
  return (
    <div className={classes.room} role={alert ? 'alert' : undefined}>
      <Surface labelledBy={titleId}>
        <div className={classes.body}>
          <Icon className={classes.icon} aria-hidden />
          <div className={classes.content}>
            <h2 className={classes.title} id={titleId}>
              {title}
            </h2>
            {children}
            {actions && <div className={classes.actions}>{actions}</div>}
          </div>
        </div>
      </Surface>
    </div>
  );
}
