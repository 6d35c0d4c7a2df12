import { makeStyles } from '@material-ui/core/styles';
import {
  ClusterDetail,
  FindingRecord,
} from 'backstage-plugin-eks-iam-health-common';
import { useHistory } from '../../hooks/useHistory';
import { reasonOf } from '../../model/failure';
import { findingKey } from '../../model/findingKey';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { ChangeMark } from '../ClusterHealth/ChangeMark';
import { Skeletons } from '../HealthCard';
import { Note } from '../Note';
import { Verdict } from '../Status';
import { Moment } from '../Time';

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    item: {
      position: 'relative',
      padding: '0 0 14px 0',
      '&:last-child': { paddingBottom: 0 },
      '&:not(:last-child)::before': {
        content: '""',
        position: 'absolute',
        left: 8,
        top: 22,
        bottom: 2,
        borderLeft: `2px solid ${theme.palette.divider}`,
      },
    },
    when: { paddingLeft: 22, fontSize: 12, color: subtle(theme) },
  }),
  { name: 'EksIamHealthFindingHistory' },
);

/** What is known of a finding over time: when it came, changed, and was mended; newest first. */
export function FindingHistory(props: {
  detail: ClusterDetail;
  checkId: string;
  subject: string;
  record?: FindingRecord;
}) {
  const { detail, checkId, subject, record } = props;
  const classes = useStyles();
  const t = useTexts();
  const { value, error, loading } = useHistory(
    detail.summary.id,
    detail.report?.collectedAt,
  );
  const key = findingKey(checkId, subject);
  const transitions = (value?.transitions ?? []).filter(
    one => findingKey(one.checkId, one.subject) === key,
  );
  const knowsItsStart = transitions.some(
    one => one.kind === 'new' && one.at === record?.firstSeenAt,
  );
  return (
    <>
      {loading && <Skeletons lines={2} />}
      {Boolean(error) && (
        <Note tone="error">
          {t('finding.historyFailed', {
            reason: reasonOf(error) ?? t('state.unanswered'),
          })}
        </Note>
      )}
      <ol className={classes.list}>
        {record && !record.mendedAt && (
          <li className={classes.item}>
            <Verdict
              verdict={verdictNow() ?? 'unknown'}
              word={t('finding.seenLast')}
            />
            <div className={classes.when}>
              <Moment at={record.lastSeenAt} />
            </div>
          </li>
        )}
        {transitions.map(transition => (
          <li
            key={`${transition.at} ${transition.kind}`}
            className={classes.item}
          >
            <ChangeMark transition={transition} />
            <div className={classes.when}>
              <Moment at={transition.at} />
            </div>
          </li>
        ))}
        {record && !knowsItsStart && (
          <li className={classes.item}>
            <Verdict
              verdict={verdictNow() ?? 'unknown'}
              word={t('finding.seenFirst')}
            />
            <div className={classes.when}>
              <Moment at={record.firstSeenAt} />
            </div>
          </li>
        )}
      </ol>
    </>
  );

  function verdictNow() {
    return detail.report?.checks
      .find(check => check.checkId === checkId)
      ?.findings.find(finding => finding.subject === subject)?.verdict;
  }
}
