import { ComponentType, ReactNode } from 'react';
import { SvgIconProps } from '@material-ui/core/SvgIcon';
import { makeStyles } from '@material-ui/core/styles';
import CancelIcon from '@material-ui/icons/Cancel';
import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import InfoOutlinedIcon from '@material-ui/icons/InfoOutlined';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { tone, ToneName } from '../../theme/tone';

const icons: Record<ToneName, ComponentType<SvgIconProps>> = {
  ok: CheckCircleOutlineIcon,
  warning: ReportProblemOutlinedIcon,
  error: CancelIcon,
  running: InfoOutlinedIcon,
  unknown: HelpOutlineIcon,
  none: InfoOutlinedIcon,
};

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      gap: 10,
      borderRadius: 6,
      padding: '10px 12px',
      lineHeight: '20px',
      fontSize: 14,
      color: theme.palette.text.primary,
      background: ({ name }: { name: ToneName }) => tone(theme, name).tint,
      borderLeft: ({ name }: { name: ToneName }) =>
        `3px ${name === 'unknown' ? 'dashed' : 'solid'} ${
          tone(theme, name).icon
        }`,
      '& a': { color: 'inherit', textDecoration: 'underline' },
    },
    icon: {
      fontSize: 18,
      marginTop: 1,
      flex: 'none',
      color: ({ name }: { name: ToneName }) => tone(theme, name).icon,
    },
    text: { minWidth: 0, flex: 1 },
  }),
  { name: 'EksIamHealthNote' },
);

/** A remark beside the facts; what is unknown has a dashed line. */
export function Note(props: {
  tone: ToneName;
  icon?: ComponentType<SvgIconProps>;
  role?: 'alert' | 'status';
  children: ReactNode;
}) {
  const classes = useStyles({ name: props.tone });
  const Icon = props.icon ?? icons[props.tone];
  return (
    <div className={classes.root} role={props.role}>
      <Icon className={classes.icon} aria-hidden />
      <div className={classes.text}>{props.children}</div>
    </div>
  );
}
