import { areas, ClusterDetail } from 'backstage-plugin-eks-iam-health-common';
import { FollowedScan } from '../../hooks/useScan';
import { useTexts } from '../../translation';
import { HealthCard } from '../HealthCard';
import { span, useNow } from '../Time';
import { CardGrid } from './CardGrid';
import { CheckNow } from './ScanCell';
import { ScanProgress } from './ScanProgress';

/** Before the first report: what is on its way, in the places where it will be. No score before the end. */
export function FirstScan(props: {
  detail: ClusterDetail;
  scan: FollowedScan;
}) {
  const { detail, scan } = props;
  const t = useTexts();
  const now = useNow();
  const { running } = scan;
  const isReading = running?.state === 'running';
  const isDue = running || detail.summary.condition === 'queued';
  const began = running?.startedAt ?? running?.requestedAt;
  return (
    <>
      <HealthCard
        title={title()}
        subtitle={
          began &&
          t('tab.firstWords', {
            span: span(Date.parse(now) - Date.parse(began), t('time.locale')),
          })
        }
      >
        {running ? (
          <ScanProgress scan={running} />
        ) : (
          <>
            <span>{t('tab.firstNoneWords')}</span>
            <div>
              <CheckNow detail={detail} scan={scan} primary />
            </div>
          </>
        )}
      </HealthCard>
      {isDue && (
        <CardGrid>
          {areas.map(area => (
            <HealthCard
              key={area}
              tall
              heading="h3"
              title={t(`areaTitle.${area}`)}
              state={{ status: 'loading' }}
            />
          ))}
        </CardGrid>
      )}
    </>
  );

  function title() {
    if (isReading) return t('tab.firstRunning');
    return isDue ? t('tab.firstQueued') : t('tab.firstNone');
  }
}
