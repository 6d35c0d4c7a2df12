import { makeStyles } from '@material-ui/core/styles';
import { HealthReport } from 'backstage-plugin-eks-iam-health-common';
import { missingPolicy } from '../../model/missingPolicy';
import { unreadGroups } from '../../model/unreadGroups';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { CopyButton } from '../CodeBlock';
import { HealthCard } from '../HealthCard';
import { Code, InlineCode } from '../InlineCode';
import { Note } from '../Note';
import { TextLink } from '../TextLink';
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
      '& tr > :last-child': { paddingRight: 0, width: '16%' },
      '& tr > :first-child': { width: '30%' },
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
  report: HealthReport;
  accountId: string;
  /** the page narrowed to what is unknown */
  unknownHref: string;
}) {
  const { report, accountId, unknownHref } = props;
  const { unread, counts } = report;
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
        <NothingUnread unknown={counts.unknown} href={unknownHref} />
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
            {unreadGroups(report).map(group => {
              const known = reasons.find(reason => reason === group.reason);
              return (
                <tr key={group.sections[0]}>
                  <th scope="row">
                    {group.sections.map((section, i) => (
                      <span key={section}>
                        {i > 0 && ', '}
                        <InlineCode text={t(`section.${section}`)} />
                      </span>
                    ))}
                    {group.permission && (
                      <span className={classes.small}>
                        {t('unread.needs')} <Code>{group.permission}</Code>
                      </span>
                    )}
                  </th>
                  <td>
                    {known ? t(`unread.reason.${known}`) : group.reason}
                    <span className={classes.small}>
                      <InlineCode text={group.detail} accountId={accountId} />
                    </span>
                  </td>
                  <td>{group.checksLeftUnknown}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </HealthCard>
  );
}

/** Green only when nothing is unknown: what was read may still leave a question open. */
function NothingUnread(props: { unknown: number; href: string }) {
  const t = useTexts();
  return props.unknown === 0 ? (
    <Note tone="ok">{t('unread.none')}</Note>
  ) : (
    <Note tone="unknown">
      {t('unread.undecided', { count: props.unknown })}{' '}
      <TextLink to={props.href}>{t('unread.showUndecided')}</TextLink>
    </Note>
  );
}
