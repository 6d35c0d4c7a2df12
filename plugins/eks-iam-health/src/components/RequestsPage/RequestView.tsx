import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useParams } from 'react-router-dom';
import {
  AccessRequestDetail,
  parseClusterArn,
} from 'backstage-plugin-eks-iam-health-common';
import { RequestStep } from '../../api';
import { useRequestActions } from '../../hooks/useRequestActions';
import { useRequest } from '../../hooks/useRequests';
import { failureKind, reasonOf } from '../../model/failure';
import { useTexts } from '../../translation';
import { useWidthStep } from '../ContentRoot';
import { HealthCard } from '../HealthCard';
import { Note } from '../Note';
import {
  PageTitle,
  RequestCourse,
  RequestFacts,
  RequestPlan,
  RequestStatus,
  useRequestWords,
} from '../RequestParts';

const useStyles = makeStyles(
  theme => ({
    panes: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 440px',
      gap: theme.spacing(2),
      alignItems: 'start',
    },
    medium: { gridTemplateColumns: 'minmax(0, 1fr) 350px' },
    narrow: { gridTemplateColumns: 'minmax(0, 1fr)' },
    column: { display: 'flex', flexDirection: 'column', gap: 16 },
    buttons: { display: 'flex', flexWrap: 'wrap', gap: 8 },
    button: { textTransform: 'none', fontWeight: 700 },
  }),
  { name: 'EksIamHealthRequestView' },
);

/** One request: how it stands, what it does, everything that happened to it. */
export function RequestView() {
  const { requestId = '' } = useParams();
  const t = useTexts();
  const { value, error, loading, reload } = useRequest(requestId);
  return (
    <>
      <Link to="..">{t('requests.back')}</Link>
      {loading && (
        <HealthCard title={t('requests.title')} state={{ status: 'loading' }} />
      )}
      {!value && error !== undefined && (
        <HealthCard
          title={t('requests.title')}
          state={{ status: 'error', error, retry: reload }}
        />
      )}
      {value && <Shown request={value} onChange={reload} />}
    </>
  );
}

function Shown(props: { request: AccessRequestDetail; onChange: () => void }) {
  const { request } = props;
  const classes = useStyles();
  const t = useTexts();
  const words = useRequestWords();
  const width = useWidthStep();
  const { working, error, step } = useRequestActions(request, props.onChange);
  const accountId = parseClusterArn(request.clusterArn)?.accountId;
  const steps: Array<[RequestStep, boolean, string]> = [
    ['release', request.may.release, t('requests.giveBack')],
    ['cancel', request.may.cancel, t('requests.cancelRequest')],
    [
      'revoke',
      request.may.revoke && !request.may.release,
      t('requests.revoke'),
    ],
  ];
  return (
    <>
      <PageTitle
        title={words.headline(request)}
        subtitle={<RequestStatus state={request.state} />}
        aside={
          <span className={classes.buttons}>
            {steps
              .filter(([, may]) => may)
              .map(([name, , label]) => (
                <Button
                  key={name}
                  variant="outlined"
                  className={classes.button}
                  disabled={working}
                  onClick={() => step(name)}
                >
                  {label}
                </Button>
              ))}
          </span>
        }
      />
      {error !== undefined && (
        <Note tone="error" role="alert">
          {failureKind(error) === 'conflict'
            ? t('requests.changed')
            : t('requests.stepFailed', {
                reason: reasonOf(error) ?? t('state.unanswered'),
              })}
        </Note>
      )}
      <div
        className={`${classes.panes} ${width === 'wide' ? '' : classes[width]}`}
      >
        <div className={classes.column}>
          <HealthCard title={t('requests.asked')}>
            <RequestFacts request={request} accountId={accountId} />
          </HealthCard>
          <HealthCard title={t('requests.course')}>
            <RequestCourse events={request.events} accountId={accountId} />
          </HealthCard>
        </div>
        <HealthCard title={t('requests.does')}>
          <RequestPlan
            wish={request}
            plan={request.plan}
            risks={request.risks}
            approvers={request.approvers}
            accountId={accountId}
          />
        </HealthCard>
      </div>
    </>
  );
}
