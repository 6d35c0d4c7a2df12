import { makeStyles } from '@material-ui/core/styles';
import { Cause } from 'backstage-plugin-eks-iam-health-common';
import { tone } from '../../theme/tone';
import { classNames } from '../classNames';
import { useWidthStep } from '../ContentRoot';
import { EvidenceTable } from '../EvidenceTable';
import { InlineCode } from '../InlineCode';
import { Certainty } from '../Status';
import { subtle } from '../../theme/greys';

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: theme.spacing(0, -2.5), padding: 0 },
    row: {
      display: 'grid',
      gridTemplateColumns: '20px 104px 1fr',
      gap: '2px 12px',
      padding: theme.spacing(1.25, 2.5),
      borderTop: `1px solid ${theme.palette.divider}`,
      borderLeft: '3px solid transparent',
    },
    narrow: { gridTemplateColumns: '20px 1fr' },
    proven: {
      background: theme.palette.background.default,
      borderLeftColor: tone(theme, 'error').icon,
    },
    number: {
      fontWeight: 700,
      color: subtle(theme),
    },
    title: { fontWeight: 700, margin: 0 },
    detail: {
      margin: 0,
      fontSize: 13,
      color: subtle(theme),
    },
    onTint: { color: theme.palette.text.primary },
    evidence: { marginTop: 8 },
  }),
  { name: 'EksIamHealthCauseList' },
);

const raise = (text: string) =>
  text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** The causes in the order of the answer; each with how sure it is and why. */
export function CauseList(props: { causes: Cause[]; accountId?: string }) {
  const { causes, accountId } = props;
  const classes = useStyles();
  const narrow = useWidthStep() === 'narrow';
  return (
    <ol className={classes.list}>
      {causes.map((cause, i) => {
        const proven = cause.certainty === 'proven';
        return (
          <li
            key={cause.id}
            className={classNames(
              classes.row,
              narrow && classes.narrow,
              proven && classes.proven,
            )}
          >
            <span className={classes.number} aria-hidden>
              {i + 1}
            </span>
            <span>
              <Certainty certainty={cause.certainty} />
            </span>
            <div style={narrow ? { gridColumn: '1 / -1' } : undefined}>
              <p className={classes.title}>
                <InlineCode text={raise(cause.title)} accountId={accountId} />
              </p>
              <p
                className={classNames(classes.detail, proven && classes.onTint)}
              >
                <InlineCode text={cause.explanation} accountId={accountId} />
              </p>
              {proven && cause.evidence.length > 0 && (
                <div className={classes.evidence}>
                  <EvidenceTable
                    evidence={cause.evidence}
                    accountId={accountId}
                  />
                </div>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
