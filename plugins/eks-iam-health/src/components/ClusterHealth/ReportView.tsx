import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import ButtonBase from '@material-ui/core/ButtonBase';
import {
  ClusterDetail,
  HealthReport,
  Verdict,
} from 'backstage-plugin-eks-iam-health-common';
import { FollowedScan } from '../../hooks/useScan';
import { useUrl } from '../../hooks/useUrl';
import { areaView, CheckRow, checkRows, verdictOrder } from '../../model/rows';
import { linkColour } from '../../theme/greys';
import { useTexts } from '../../translation';
import { FindingDrawer } from '../FindingDrawer';
import { AreaCard } from './AreaCard';
import { CardGrid } from './CardGrid';
import { ChangesCard } from './ChangesCard';
import { HealthSummary } from './HealthSummary';
import { HistoryDrawer } from './HistoryDrawer';
import { ScanCell } from './ScanCell';
import { ScanProgress } from './ScanProgress';
import { UnreadCard } from './UnreadCard';

const useStyles = makeStyles(
  theme => ({
    filtered: { margin: 0, fontSize: 14 },
    clear: {
      color: linkColour(theme),
      fontSize: 14,
      fontWeight: 700,
      minHeight: 30,
      marginLeft: 8,
    },
  }),
  { name: 'EksIamHealthReport' },
);

/** The report of a cluster: summary, changes, the seven areas in their order, and what could not be read. */
export function ReportView(props: {
  detail: ClusterDetail;
  report: HealthReport;
  scan: FollowedScan;
}) {
  const { detail, report, scan } = props;
  const classes = useStyles();
  const t = useTexts();
  const { query, hrefWith, change } = useUrl();
  const rows = useMemo(() => checkRows(detail), [detail]);
  const verdicts = verdictOrder.filter(verdict =>
    query.getAll('verdict').includes(verdict),
  );
  const opened = query.getAll('all');
  const hrefOf = (key: string) =>
    hrefWith({ finding: key, history: undefined });
  const { accountId } = detail.summary;
  return (
    <>
      <div>
        <HealthSummary
          detail={detail}
          report={report}
          verdicts={verdicts}
          onVerdicts={wanted => change({ verdict: wanted })}
          scan={<ScanCell detail={detail} scan={scan} />}
        />
        {scan.running && <ScanProgress scan={scan.running} />}
      </div>
      <ChangesCard
        detail={detail}
        report={report}
        hrefOf={hrefOf}
        historyHref={hrefWith({ history: 'all' })}
      />
      {verdicts.length > 0 && (
        <p className={classes.filtered} role="status">
          {t('summary.filtered', {
            verdicts: verdicts
              .map(verdict => t(`verdict.${verdict}`))
              .join(', '),
          })}
          <ButtonBase
            className={classes.clear}
            onClick={() => change({ verdict: undefined })}
          >
            {t('summary.clear')}
          </ButtonBase>
        </p>
      )}
      <CardGrid>
        {report.areas.map(area => (
          <AreaCard
            key={area.area}
            area={area}
            facts={report.facts[area.area]}
            rows={rows}
            verdicts={verdicts}
            all={opened.includes(area.area)}
            allHref={hrefWith({
              all: opened.includes(area.area)
                ? opened.filter(one => one !== area.area)
                : [...opened, area.area],
            })}
            hrefOf={row => hrefOf(row.keys[0])}
            accountId={accountId}
          />
        ))}
        <UnreadCard
          report={report}
          accountId={accountId}
          unknownHref={hrefWith({ verdict: 'unknown' })}
        />
      </CardGrid>
      <FindingDrawer
        findingKey={query.get('finding') ?? undefined}
        detail={detail}
        rows={rows}
        keys={keysInOrder(report, rows, verdicts)}
        scan={scan}
        hrefOf={hrefOf}
        onOpen={key => change({ finding: key })}
      />
      {query.get('history') && !query.get('finding') && (
        <HistoryDrawer
          detail={detail}
          hrefOf={hrefOf}
          onClose={() => change({ history: undefined })}
        />
      )}
    </>
  );
}

/** All findings as the page lists them, area by area, for "previous" and "next". */
function keysInOrder(
  report: HealthReport,
  rows: readonly CheckRow[],
  verdicts: readonly Verdict[],
): string[] {
  return report.areas.flatMap(({ area }) =>
    areaView(rows, area, { all: true, verdicts }).rows.flatMap(row =>
      verdicts.length === 0 &&
      (row.verdict === 'pass' || row.verdict === 'not-applicable')
        ? []
        : row.keys,
    ),
  );
}
