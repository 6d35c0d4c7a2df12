import Radio from '@material-ui/core/Radio';
import { makeStyles } from '@material-ui/core/styles';
import LockOutlinedIcon from '@material-ui/icons/LockOutlined';
import {
  AccessLevel,
  RequestOptions,
} from 'backstage-plugin-eks-iam-health-common';
import { useTexts } from '../../translation';
import { classNames } from '../classNames';
import { InlineCode } from '../InlineCode';

const useStyles = makeStyles(
  theme => ({
    cards: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
      gap: 8,
    },
    card: {
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 6,
      padding: theme.spacing(1, 1.5, 1.5),
      fontSize: 13,
      lineHeight: '18px',
      cursor: 'pointer',
      display: 'block',
      '&:focus-within': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    chosen: {
      borderColor: theme.palette.primary.main,
      boxShadow: `inset 0 0 0 1px ${theme.palette.primary.main}`,
    },
    refused: {
      borderStyle: 'dashed',
      cursor: 'default',
      color: theme.palette.textSubtle ?? theme.palette.text.secondary,
    },
    head: { display: 'flex', alignItems: 'center', gap: 6, fontWeight: 700 },
    radio: { padding: 4, marginLeft: -4 },
    small: {
      display: 'block',
      fontSize: 12,
      marginTop: 4,
      color: theme.palette.textSubtle ?? theme.palette.text.secondary,
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'EksIamHealthLevelCards' },
);

/** The levels side by side; what is not offered stays visible and says why. */
export function LevelCards(props: {
  levels: RequestOptions['levels'];
  value: AccessLevel;
  onChange: (level: AccessLevel) => void;
}) {
  const classes = useStyles();
  const t = useTexts();
  return (
    <div
      className={classes.cards}
      role="radiogroup"
      aria-label={t('requests.level')}
    >
      {props.levels.map(
        ({ level, title, policyName, description, refusal }) => {
          const chosen = level === props.value && !refusal;
          return (
            <label
              key={level}
              className={classNames(
                classes.card,
                chosen && classes.chosen,
                refusal !== undefined && classes.refused,
              )}
            >
              <span className={classes.head}>
                {refusal ? (
                  <LockOutlinedIcon style={{ fontSize: 18 }} aria-hidden />
                ) : (
                  <Radio
                    className={classes.radio}
                    size="small"
                    color="primary"
                    name="eks-iam-health-level"
                    value={level}
                    checked={chosen}
                    onChange={() => props.onChange(level)}
                    inputProps={{ 'aria-label': title }}
                  />
                )}
                {title}
              </span>
              {description}
              <span className={classes.small}>{policyName}</span>
              {refusal && (
                <span className={classes.small}>
                  <strong>{t('requests.notOffered')}</strong>{' '}
                  <InlineCode text={refusal} />
                </span>
              )}
            </label>
          );
        },
      )}
    </div>
  );
}
