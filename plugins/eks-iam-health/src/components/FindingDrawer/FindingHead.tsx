import { makeStyles } from '@material-ui/core/styles';
import HowToRegIcon from '@material-ui/icons/HowToReg';
import {
  ClusterDetail,
  Finding,
  FindingRecord,
} from 'backstage-plugin-eks-iam-health-common';
import { useOptionalRoute } from '../../hooks/useOptionalRoute';
import { FollowedScan } from '../../hooks/useScan';
import { plainPoints } from '../../model/points';
import { CheckRow } from '../../model/rows';
import { requestsRouteRef } from '../../routes';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { ActionLink } from '../ActionButton';
import { CheckNow } from '../ClusterHealth/ScanCell';
import { CopyButton } from '../CodeBlock';
import { Severity, Verdict } from '../Status';
import { dayAndTime, span, useNow } from '../Time';

const useStyles = makeStyles(
  theme => ({
    facts: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '8px 14px',
      margin: '6px 0 12px',
      color: subtle(theme),
    },
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 8,
    },
  }),
  { name: 'EksIamHealthFindingHead' },
);

/** How bad it is, since when, what it costs, and what can be done from here. */
export function FindingHead(props: {
  row: CheckRow;
  finding?: Finding;
  record?: FindingRecord;
  detail: ClusterDetail;
  scan: FollowedScan;
}) {
  const { row, finding, record, detail, scan } = props;
  const classes = useStyles();
  const t = useTexts();
  const now = useNow();
  const locale = t('time.locale');
  const requestsHref = useOptionalRoute(requestsRouteRef)?.();
  const verdict = finding?.verdict ?? row.verdict;
  const isOpen = verdict !== 'pass' && verdict !== 'not-applicable';
  const isAboutAccess =
    row.check.area === 'authentication' || row.check.area === 'access';
  return (
    <>
      <div className={classes.facts}>
        <Verdict verdict={verdict} />
        {isOpen && <Severity severity={finding?.severity ?? row.severity} />}
        {finding?.partial && <span>{t('finding.partial')}</span>}
        {record && (
          <span>
            {t('finding.firstSeen', {
              date: dayAndTime(record.firstSeenAt, now, locale),
              span: span(
                Date.parse(now) - Date.parse(record.firstSeenAt),
                locale,
              ),
            })}
          </span>
        )}
        {row.points > 0 && verdict === row.verdict && (
          <span>
            {t(row.more > 0 ? 'finding.costsShared' : 'finding.costs', {
              count: Number(plainPoints(row.points)),
            })}
          </span>
        )}
      </div>
      <div className={classes.actions}>
        {requestsHref && isAboutAccess && isOpen && detail.may.request && (
          <ActionLink
            to={`${requestsHref}/new?cluster=${encodeURIComponent(
              detail.summary.id,
            )}`}
            startIcon={<HowToRegIcon aria-hidden />}
          >
            {t('finding.requestAccess')}
          </ActionLink>
        )}
        <CheckNow detail={detail} scan={scan} label={t('finding.checkAgain')} />
        <CopyButton
          text={window.location.href}
          what={t('finding.linkWhat')}
          label={t('finding.copyLink')}
        />
      </div>
    </>
  );
}
