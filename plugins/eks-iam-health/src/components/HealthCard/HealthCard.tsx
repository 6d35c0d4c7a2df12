import { ReactNode, useId } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useTexts } from '../../translation';
import { reasonOf } from '../../model/failure';
import { Note } from '../Note';
import { visuallyHidden } from '../visuallyHidden';
import { Skeletons } from './Skeletons';
import { Surface } from './Surface';
import { subtle } from '../../theme/greys';

/** How it stands with a card's content. */
export type CardState =
  | { status: 'loading' }
  | { status: 'error'; error: unknown; retry?: () => void }
  | { status: 'empty'; words: ReactNode }
  | { status: 'ready' };

const useStyles = makeStyles(
  theme => ({
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '4px 12px',
      padding: theme.spacing(2, 2.5, 0),
    },
    title: { fontSize: 16, lineHeight: '24px', fontWeight: 700, margin: 0 },
    subtitle: {
      fontSize: 12,
      lineHeight: '16px',
      color: subtle(theme),
    },
    aside: { marginLeft: 'auto' },
    body: {
      flex: 1,
      padding: theme.spacing(1.5, 2.5, 2),
      display: 'flex',
      flexDirection: 'column',
      gap: 10,
      minWidth: 0,
    },
    empty: {
      margin: 0,
      color: subtle(theme),
    },
    foot: {
      padding: theme.spacing(1, 2.5, 1.5),
      borderTop: `1px solid ${theme.palette.divider}`,
      minHeight: 44,
      display: 'flex',
      alignItems: 'center',
      gap: 16,
    },
    hidden: visuallyHidden,
    again: { textTransform: 'none', fontWeight: 700, marginTop: 8 },
  }),
  { name: 'EksIamHealthCard' },
);

/** The frame of every card: draws loading, error, empty and partly unknown once for all of them. */
export function HealthCard(props: {
  title: string;
  /** h2 by default; areas are h3 */
  heading?: 'h2' | 'h3';
  id?: string;
  subtitle?: ReactNode;
  aside?: ReactNode;
  footer?: ReactNode;
  state?: CardState;
  /** what stands above everything else once the card is ready: facts */
  lead?: ReactNode;
  /** what could not be read, said before the findings */
  partlyUnknown?: ReactNode;
  tall?: boolean;
  children?: ReactNode;
}) {
  const { heading: Heading = 'h2', state = { status: 'ready' } } = props;
  const classes = useStyles();
  const t = useTexts();
  const headingId = useId();
  return (
    <Surface
      id={props.id}
      labelledBy={headingId}
      busy={state.status === 'loading'}
      tall={props.tall}
    >
      <div className={classes.head}>
        <Heading className={classes.title} id={headingId}>
          {props.title}
        </Heading>
        {props.subtitle && (
          <span className={classes.subtitle}>{props.subtitle}</span>
        )}
        {props.aside && <span className={classes.aside}>{props.aside}</span>}
      </div>
      <div className={classes.body}>
        {state.status === 'loading' && (
          <>
            <span className={classes.hidden}>
              {t('state.loading', { what: props.title })}
            </span>
            <Skeletons />
          </>
        )}
        {state.status === 'error' && (
          <Note tone="error">
            {t('state.failed', {
              what: props.title,
              reason: reasonOf(state.error) ?? t('state.unanswered'),
            })}
            {state.retry && (
              <div>
                <Button
                  className={classes.again}
                  size="small"
                  variant="outlined"
                  onClick={state.retry}
                >
                  {t('state.tryAgain')}
                </Button>
              </div>
            )}
          </Note>
        )}
        {state.status === 'empty' && (
          <p className={classes.empty}>{state.words}</p>
        )}
        {state.status === 'ready' && props.lead}
        {state.status === 'ready' && props.partlyUnknown && (
          <Note tone="unknown">{props.partlyUnknown}</Note>
        )}
        {state.status === 'ready' && props.children}
      </div>
      {props.footer && <div className={classes.foot}>{props.footer}</div>}
    </Surface>
  );
}
