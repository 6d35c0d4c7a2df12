import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import {
  Verdict as VerdictName,
  VerdictCounts,
} from 'backstage-plugin-eks-iam-health-common';
import { verdictOrder } from '../../model/rows';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { useWidthStep } from '../ContentRoot';
import { classNames } from '../classNames';
import { Verdict } from '../Status';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
      gap: 8,
      marginTop: 8,
    },
    tight: { gap: 6 },
    button: {
      display: 'grid',
      gridTemplateColumns: 'auto 1fr',
      justifyContent: 'start',
      alignItems: 'center',
      columnGap: 8,
      padding: '6px 10px',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 6,
      textAlign: 'left',
      minHeight: 44,
      fontSize: 12,
      lineHeight: '14px',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
      '&:hover': { background: theme.palette.background.default },
    },
    pressed: {
      borderColor: theme.palette.primary.main,
      boxShadow: `inset 0 0 0 1px ${theme.palette.primary.main}`,
      background: theme.palette.background.default,
    },
    count: {
      display: 'block',
      fontSize: 16,
      lineHeight: '18px',
      fontWeight: 700,
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.primary,
    },
    word: { display: 'block', color: subtle(theme) },
  }),
  { name: 'EksIamHealthVerdictFilter' },
);

/** The counts, each a switch that narrows the page to what it counts. */
export function VerdictFilter(props: {
  counts: VerdictCounts;
  pressed: readonly VerdictName[];
  onChange: (pressed: VerdictName[]) => void;
}) {
  const { counts, pressed, onChange } = props;
  const classes = useStyles();
  const t = useTexts();
  const step = useWidthStep();
  const toggle = (verdict: VerdictName) =>
    onChange(
      pressed.includes(verdict)
        ? pressed.filter(one => one !== verdict)
        : [...pressed, verdict],
    );
  return (
    <div
      role="group"
      aria-label={t('summary.filterLabel')}
      className={classNames(classes.root, step === 'medium' && classes.tight)}
    >
      {verdictOrder.map(verdict => (
        <ButtonBase
          key={verdict}
          disableRipple
          aria-pressed={pressed.includes(verdict)}
          onClick={() => toggle(verdict)}
          className={classNames(
            classes.button,
            pressed.includes(verdict) && classes.pressed,
          )}
        >
          <span aria-hidden>
            <Verdict verdict={verdict} hideWord />
          </span>
          <span>
            <span className={classes.count}>{counts[verdict]}</span>
            <span className={classes.word}>
              {verdict === 'warn'
                ? t('summary.counts.warn', { count: counts.warn })
                : t(`summary.counts.${verdict}`)}
            </span>
          </span>
        </ButtonBase>
      ))}
    </div>
  );
}
