import { ComponentType, ReactNode } from 'react';
import { SvgIconProps } from '@material-ui/core/SvgIcon';
import { makeStyles } from '@material-ui/core/styles';
import { tone, ToneName } from '../../theme/tone';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 4,
      padding: '0 6px',
      borderRadius: theme.shape.borderRadius,
      fontSize: 12,
      lineHeight: '20px',
      fontWeight: 700,
      whiteSpace: 'nowrap',
      color: ({ name }: { name: ToneName }) => tone(theme, name).text,
      background: ({ name }: { name: ToneName }) => tone(theme, name).tint,
    },
    icon: { fontSize: 16 },
  }),
  { name: 'EksIamHealthTag' },
);

/** A small word on a tint: New, Review first. */
export function Tag(props: {
  tone: ToneName;
  icon?: ComponentType<SvgIconProps>;
  children: ReactNode;
}) {
  const { icon: Icon, children } = props;
  const classes = useStyles({ name: props.tone });
  return (
    <span className={classes.root}>
      {Icon && <Icon className={classes.icon} aria-hidden />}
      {children}
    </span>
  );
}
