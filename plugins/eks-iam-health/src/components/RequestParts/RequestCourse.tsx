import { makeStyles } from '@material-ui/core/styles';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import {
  RequestEventRecord,
  RequestState,
} from 'backstage-plugin-eks-iam-health-common';
import { useTexts } from '../../translation';
import { InlineCode } from '../InlineCode';
import { Moment } from '../Time';
import { RequestStatus } from './RequestStatus';
import { subtle } from '../../theme/greys';

const useStyles = makeStyles(
  theme => ({
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      display: 'flex',
      flexDirection: 'column',
      gap: 10,
    },
    item: { borderLeft: `2px solid ${theme.palette.divider}`, paddingLeft: 12 },
    line: { display: 'flex', flexWrap: 'wrap', gap: '2px 10px' },
    small: {
      fontSize: 12,
      color: subtle(theme),
    },
    words: { margin: '2px 0 0', overflowWrap: 'anywhere' },
  }),
  { name: 'EksIamHealthRequestCourse' },
);

/** Everything that happened to a request, as the record has it. */
export function RequestCourse(props: {
  events: RequestEventRecord[];
  accountId?: string;
}) {
  const classes = useStyles();
  const t = useTexts();
  return (
    <ol className={classes.list}>
      {props.events.map(({ sequence, at, actor, to, comment, detail }) => (
        <li key={sequence} className={classes.item}>
          <div className={classes.line}>
            <RequestStatus state={to as RequestState} />
            <span>
              {actor === 'system' ? (
                t('requests.system')
              ) : (
                <EntityDisplayName entityRef={actor} hideIcon disableTooltip />
              )}
            </span>
            <span className={classes.small}>
              <Moment at={at} />
            </span>
          </div>
          {comment && <p className={classes.words}>“{comment}”</p>}
          {detail && (
            <p className={`${classes.words} ${classes.small}`}>
              <InlineCode text={detail} accountId={props.accountId} />
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
