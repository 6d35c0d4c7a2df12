import { makeStyles } from '@material-ui/core/styles';
import { HealthReport } from 'backstage-plugin-eks-iam-health-common';
import { missingPolicy } from '../../model/missingPolicy';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { CopyButton } from '../CodeBlock';
import { HealthCard } from '../HealthCard';
import { Code, InlineCode } from '../InlineCode';
import { Note } from '../Note';
import { visuallyHidden } from '../visuallyHidden';
import { unreadAnchor } from './areaAnchor';

const useStyles = makeStyles(
  theme => ({
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 13,
      lineHeight: '20px',
      '& th, & td': {
        padding: '6px 12px 6px 0',
        textAlign: 'left',
        verticalAlign: 'top',
        fontWeight: 400,
        borderBottom: `1px solid ${theme.palette.divider}`,
        overflowWrap: 'anywhere',
      },
      '& thead th': {
        paddingTop: 0,
        fontSize: 12,
        fontWeight: 700,
        color: subtle(theme),
      },
      '& tbody tr:last-child > *': { borderBottom: 0 },
      '& tr > :last-child': { paddingRight: 0, width: '22%' },
      '& tr > :first-child': { width: '34%' },
    },
    small: {
      display: 'block',
      fontSize: 12,
      lineHeight: '16px',
      color: subtle(theme),
    },
    caption: visuallyHidden,
  }),
  { name: 'EksIamHealthUnread' },
);

const reasons = [
  'denied',
  'unreachable',
  'throttled',
  'malformed',
  'not-collected',
  'check-failed',
] as const;

/** The other half of the answer: what nobody could read, why, and what stays unknown for it. */
export function UnreadCard(props: {
  unread: HealthReport['unread'];
  accountId: string;
}) {
  const { unread, accountId } = props;
  const classes = useStyles();
  const t = useTexts();
  const policy = missingPolicy(unread);
  return (
    <HealthCard
      tall
      heading="h3"
      id={unreadAnchor}
      title={t('unread.title')}
      aside={
        unread.length > 0 && (
          <span className={classes.small}>
            {t('unread.count', { count: unread.length })}
          </span>
        )
      }
      footer={
        policy && (
          <CopyButton
            text={policy}
            what={t('unread.what')}
            label={t('unread.copy')}
          />
        )
      }
    >
      {unread.length === 0 ? (
        <Note tone="ok">{t('unread.none')}</Note>
      ) : (
        <table className={classes.table}>
          <caption className={classes.caption}>{t('unread.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('unread.source')}</th>
              <th scope="col">{t('unread.why')}</th>
              <th scope="col">{t('unread.checks')}</th>
            </tr>
          </thead>
          <tbody>
            {unread.map(entry => {
              const known = reasons.find(reason => reason === entry.reason);
              return (
                <tr key={entry.section}>
                  <th scope="row">
                    <InlineCode text={t(`section.${entry.section}`)} />
                    {entry.permission && (
                      <span className={classes.small}>
                        {t('unread.needs')} <Code>{entry.permission}</Code>
                      </span>
                    )}
                  </th>
                  <td>
                    {known ? t(`unread.reason.${known}`) : entry.reason}
                    <span className={classes.small}>
                      <InlineCode text={entry.detail} accountId={accountId} />
                    </span>
                  </td>
                  <td>{entry.checksLeftUnknown}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </HealthCard>
  );
}
