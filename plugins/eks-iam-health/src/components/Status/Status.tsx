import { ComponentType, ReactNode } from 'react';
import { SvgIconProps } from '@material-ui/core/SvgIcon';
import { makeStyles } from '@material-ui/core/styles';
import { tone, ToneName } from '../../theme/tone';
import { visuallyHidden } from '../visuallyHidden';

/** How one status looks: shape and tone. Its word comes from the texts. */
export interface StatusLook {
  icon: ComponentType<SvgIconProps>;
  tone: ToneName;
}

interface StatusProps extends StatusLook {
  /** the word, always there */
  word: string;
  /** in tight rows the word is heard, not seen */
  hideWord?: boolean;
  /** seen beside the icon: a count, or other words than the status's own */
  children?: ReactNode;
}

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 4,
      fontWeight: theme.typography.fontWeightBold as number,
      whiteSpace: 'nowrap',
      verticalAlign: 'bottom',
      // the hidden word is placed against this box, not against the page
      position: 'relative',
      color: ({ tone: name }: { tone: ToneName }) => tone(theme, name).text,
    },
    icon: {
      fontSize: 18,
      flex: 'none',
      color: ({ tone: name }: { tone: ToneName }) => tone(theme, name).icon,
    },
    hidden: visuallyHidden,
  }),
  { name: 'EksIamHealthStatus' },
);

/** A status as shape, word and colour; never by colour alone. */
export function Status(props: StatusProps) {
  const { icon: Icon, word, hideWord, children } = props;
  const classes = useStyles({ tone: props.tone });
  return (
    <span className={classes.root}>
      <Icon className={classes.icon} aria-hidden />
      {children}
      <span className={hideWord ? classes.hidden : undefined}>
        {children ? ` ${word}` : word}
      </span>
    </span>
  );
}
