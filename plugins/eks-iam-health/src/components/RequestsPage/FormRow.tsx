import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { tone } from '../../theme/tone';
import { classNames } from '../classNames';
import { useWidthStep } from '../ContentRoot';
import { InlineCode } from '../InlineCode';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: '150px minmax(0, 1fr)',
      gap: '6px 16px',
      padding: theme.spacing(2, 2.5),
      border: 0,
      margin: 0,
      minWidth: 0,
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    stacked: { gridTemplateColumns: 'minmax(0, 1fr)' },
    label: { fontWeight: 700, paddingTop: 6 },
    help: {
      fontSize: 12,
      lineHeight: '16px',
      margin: theme.spacing(0.75, 0, 0),
      color: theme.palette.textSubtle ?? theme.palette.text.secondary,
    },
    problem: {
      fontSize: 12,
      margin: theme.spacing(0.75, 0, 0),
      color: tone(theme, 'error').text,
    },
  }),
  { name: 'EksIamHealthFormRow' },
);

/** One question of the form, with its help and what is wrong with the answer. */
export function FormRow(props: {
  id: string;
  label: string;
  help?: ReactNode;
  problem?: string;
  children: ReactNode;
}) {
  const { id, label, help, problem, children } = props;
  const classes = useStyles();
  const stacked = useWidthStep() !== 'wide';
  return (
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      className={classNames(classes.root, stacked && classes.stacked)}
    >
      <span id={`${id}-label`} className={classes.label}>
        {label}
      </span>
      <div>
        {children}
        {help && <p className={classes.help}>{help}</p>}
        {problem && (
          <p className={classes.problem} role="alert">
            <InlineCode text={problem} sentence />
          </p>
        )}
      </div>
    </div>
  );
}
