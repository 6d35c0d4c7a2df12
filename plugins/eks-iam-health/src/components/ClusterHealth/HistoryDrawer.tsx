import { makeStyles } from '@material-ui/core/styles';
import { ClusterDetail } from 'backstage-plugin-eks-iam-health-common';
import { useHistory } from '../../hooks/useHistory';
import { clusterState } from '../../model/clusterState';
import { reasonOf } from '../../model/failure';
import { findingKey } from '../../model/findingKey';
import { signedPoints } from '../../model/points';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { Section, SideDrawer } from '../FindingDrawer';
import { Skeletons } from '../HealthCard';
import { InlineCode } from '../InlineCode';
import { Note } from '../Note';
import { Sparkline } from '../Sparkline';
import { clusterStateLooks } from '../Status';
import { Moment } from '../Time';
import { visuallyHidden } from '../visuallyHidden';
import { ChangeMark } from './ChangeMark';
import { TextLink } from '../TextLink';

const useStyles = makeStyles(
  theme => ({
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 13,
      lineHeight: '20px',
      '& th, & td': {
        textAlign: 'left',
        verticalAlign: 'top',
        padding: '6px 12px 6px 0',
        fontWeight: 400,
        borderBottom: `1px solid ${theme.palette.divider}`,
        overflowWrap: 'anywhere',
      },
      '& thead th': { fontSize: 12, fontWeight: 700, color: subtle(theme) },
      '& td:last-child, & th:last-child': {
        textAlign: 'right',
        paddingRight: 0,
        whiteSpace: 'nowrap',
        fontVariantNumeric: 'tabular-nums',
      },
    },
    when: { width: 112 },
    message: { display: 'block', fontSize: 12, color: subtle(theme) },
    hidden: visuallyHidden,
  }),
  { name: 'EksIamHealthHistory' },
);

/** What happened to a cluster's health over time, newest first. */
export function HistoryDrawer(props: {
  detail: ClusterDetail;
  hrefOf: (key: string) => string;
  onClose: () => void;
}) {
  const { detail, hrefOf, onClose } = props;
  const { summary, report } = detail;
  const classes = useStyles();
  const t = useTexts();
  const { value, error, loading } = useHistory(summary.id, report?.collectedAt);
  return (
    <SideDrawer
      open
      onClose={onClose}
      about="history"
      path={summary.name}
      title={t('history.title')}
    >
      {loading && <Skeletons lines={6} />}
      {Boolean(error) && (
        <Note tone="error">
          {t('finding.historyFailed', {
            reason: reasonOf(error) ?? t('state.unanswered'),
          })}
        </Note>
      )}
      {value && value.points.length > 1 && (
        <Section title={t('history.scores')}>
          <Sparkline
            points={value.points}
            tone={clusterStateLooks[clusterState(summary)].tone}
            width={600}
          />
        </Section>
      )}
      {value && (
        <Section title={t('history.changes')}>
          {value.transitions.length === 0 ? (
            t('history.none')
          ) : (
            <table className={classes.table}>
              <caption className={classes.hidden}>
                {t('history.caption')}
              </caption>
              <thead>
                <tr>
                  <th scope="col" className={classes.when}>
                    {t('history.when')}
                  </th>
                  <th scope="col">{t('history.change')}</th>
                  <th scope="col">{t('history.points')}</th>
                </tr>
              </thead>
              <tbody>
                {value.transitions.map(transition => {
                  const key = findingKey(
                    transition.checkId,
                    transition.subject,
                  );
                  return (
                    <tr key={`${transition.at} ${transition.kind} ${key}`}>
                      <td>
                        <Moment at={transition.at} />
                      </td>
                      <td>
                        <ChangeMark transition={transition} />{' '}
                        <TextLink to={hrefOf(key)}>{transition.title}</TextLink>
                        <span className={classes.message}>
                          <InlineCode
                            text={transition.message}
                            accountId={summary.accountId}
                          />
                        </span>
                      </td>
                      <td>{signedPoints(transition.points)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          )}
        </Section>
      )}
    </SideDrawer>
  );
}
