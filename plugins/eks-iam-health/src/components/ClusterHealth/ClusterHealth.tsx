import { makeStyles } from '@material-ui/core/styles';
import { ClusterOf, useCluster } from '../../hooks/useCluster';
import { reasonOf } from '../../model/failure';
import { useTexts } from '../../translation';
import { ContentRoot } from '../ContentRoot';
import { HealthCard } from '../HealthCard';
import { Note } from '../Note';
import { CardGrid } from './CardGrid';
import { ConditionNote } from './ConditionNote';
import { FirstScan } from './FirstScan';
import { NoReport } from './NoReport';
import { ReportView } from './ReportView';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      color: theme.palette.text.primary,
      fontFamily: theme.typography.fontFamily,
      fontSize: 14,
      lineHeight: '20px',
    },
  }),
  { name: 'EksIamHealthCluster' },
);

/** Everything about one cluster's IAM health, in whatever state it is. */
export function ClusterHealth({ of }: { of: ClusterOf }) {
  const classes = useStyles();
  return (
    <ContentRoot>
      <div className={classes.root}>
        <Content of={of} />
      </div>
    </ContentRoot>
  );
}

function Content({ of }: { of: ClusterOf }) {
  const t = useTexts();
  const { value: detail, error, loading, reload, scan } = useCluster(of);
  if (loading) {
    const state = { status: 'loading' } as const;
    return (
      <>
        <HealthCard title={t('summary.label')} state={state} />
        <CardGrid>
          <HealthCard title={t('areaTitle.authentication')} state={state} />
          <HealthCard title={t('areaTitle.access')} state={state} />
        </CardGrid>
      </>
    );
  }
  if (!detail) return <NoReport error={error} onRetry={reload} />;
  return (
    <>
      {Boolean(error) && (
        <Note tone="warning" role="alert">
          {t('tab.notRenewed', {
            reason: reasonOf(error) ?? t('state.unanswered'),
          })}
        </Note>
      )}
      <ConditionNote detail={detail} scan={scan} />
      {detail.report ? (
        <ReportView detail={detail} report={detail.report} scan={scan} />
      ) : (
        <FirstScan detail={detail} scan={scan} />
      )}
    </>
  );
}
