import { makeStyles } from '@material-ui/core/styles';
import { LinkButton } from '@backstage/core-components';
import {
  ExplainResponse,
  parseClusterArn,
  clusterArnOf,
  RepairTarget,
} from 'backstage-plugin-eks-iam-health-common';
import { useTexts } from '../../translation';
import { useWidthStep } from '../ContentRoot';
import { HealthCard, Surface } from '../HealthCard';
import { InlineCode } from '../InlineCode';
import { Note } from '../Note';
import { RepairTabs } from '../RepairTabs';
import { Moment } from '../Time';
import { CauseList } from './CauseList';
import { GatesCard } from './GatesCard';
import { RestsOnCard } from './RestsOnCard';
import { subtle } from '../../theme/greys';

const useStyles = makeStyles(
  theme => ({
    panes: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 352px',
      gap: theme.spacing(2),
      alignItems: 'start',
    },
    medium: { gridTemplateColumns: 'minmax(0, 1fr) 312px' },
    narrow: { gridTemplateColumns: 'minmax(0, 1fr)' },
    column: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      minWidth: 0,
    },
    answer: { padding: theme.spacing(2, 2.5) },
    headline: {
      fontSize: 20,
      lineHeight: '28px',
      fontWeight: 700,
      margin: theme.spacing(0, 0, 1),
      overflowWrap: 'anywhere',
    },
    label: {
      fontSize: 12,
      fontWeight: 700,
      margin: 0,
      color: subtle(theme),
    },
    summary: { margin: '4px 0 0', fontSize: 15, lineHeight: '24px' },
    request: { textTransform: 'none', fontWeight: 700, marginTop: 8 },
  }),
  { name: 'EksIamHealthDiagnosis' },
);

/** Answer first, then the causes, then the smallest repair; what it rests on beside it. */
export function DiagnosisView(props: {
  response: ExplainResponse;
  /** where access to the cluster is asked for */
  requestPath?: string;
}) {
  const { diagnosis, cluster } = props.response;
  const classes = useStyles();
  const t = useTexts();
  const step = useWidthStep();
  const target = targetOf(cluster?.id);
  const accountId = target?.accountId;
  const mended = diagnosis.causes.find(
    c => c.certainty === 'proven' && c.repairs.length > 0,
  );
  return (
    <div
      className={`${classes.panes} ${step === 'wide' ? '' : classes[step]}`}
      aria-live="polite"
    >
      <div className={classes.column}>
        <Surface label={t('explain.says')}>
          <div className={classes.answer}>
            <h2 className={classes.headline}>
              <InlineCode text={diagnosis.headline} accountId={accountId} />
            </h2>
            <p className={classes.label}>{t('explain.says')}</p>
            <p className={classes.summary}>
              <InlineCode text={diagnosis.summary} accountId={accountId} />
            </p>
          </div>
        </Surface>
        <HealthCard
          title={t('explain.causes')}
          subtitle={
            cluster && (
              <>
                {t('explain.fromSnapshot')} <Moment at={cluster.snapshotAt} />
              </>
            )
          }
          state={
            diagnosis.causes.length === 0
              ? { status: 'empty', words: t('explain.noCauses') }
              : { status: 'ready' }
          }
        >
          {!cluster && <Note tone="none">{t('explain.noCluster')}</Note>}
          <CauseList causes={diagnosis.causes} accountId={accountId} />
        </HealthCard>
        {mended && target && (
          <HealthCard title={t('explain.repair')}>
            {mended.repairs.map(repair => (
              <RepairTabs key={repair.title} repair={repair} target={target} />
            ))}
          </HealthCard>
        )}
      </div>
      <div className={classes.column}>
        {diagnosis.gates.length > 0 && (
          <GatesCard
            gates={diagnosis.gates}
            clusterName={cluster?.name}
            accountId={accountId}
          >
            {diagnosis.accessRequest && cluster && props.requestPath && (
              <div>
                <p className={classes.label}>{t('explain.requestWhy')}</p>
                <InlineCode text={diagnosis.accessRequest.reason} sentence />
                <LinkButton
                  to={props.requestPath}
                  variant="contained"
                  color="primary"
                  disableElevation
                  fullWidth
                  className={classes.request}
                >
                  {t('explain.request')}
                </LinkButton>
              </div>
            )}
          </GatesCard>
        )}
        <RestsOnCard diagnosis={diagnosis} />
      </div>
    </div>
  );
}

function targetOf(clusterId: string | undefined): RepairTarget | undefined {
  const arn = clusterId && clusterArnOf(clusterId);
  const parts = arn ? parseClusterArn(arn) : undefined;
  if (!parts) return undefined;
  const { name, region, accountId, partition } = parts;
  return { clusterName: name, region, accountId, partition };
}
