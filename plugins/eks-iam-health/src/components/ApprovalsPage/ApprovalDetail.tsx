import { makeStyles } from '@material-ui/core/styles';
import { parseClusterArn } from 'backstage-plugin-eks-iam-health-common';
import { useRequest } from '../../hooks/useRequests';
import { useTexts } from '../../translation';
import { HealthCard, Surface } from '../HealthCard';
import {
  RequestCourse,
  RequestFacts,
  RequestPlan,
  RequestStatus,
  useRequestWords,
} from '../RequestParts';
import { VoteForm } from './VoteForm';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(2, 2.5),
      display: 'flex',
      flexDirection: 'column',
      gap: 16,
    },
    title: { fontSize: 20, lineHeight: '28px', fontWeight: 700, margin: 0 },
    label: {
      fontSize: 12,
      fontWeight: 700,
      margin: 0,
      color: theme.palette.textSubtle ?? theme.palette.text.secondary,
    },
  }),
  { name: 'EksIamHealthApprovalDetail' },
);

/** Should I say yes? Facts, difference, risks, course, then the vote. */
export function ApprovalDetail(props: {
  requestId: string;
  onVoted: () => void;
}) {
  const classes = useStyles();
  const t = useTexts();
  const words = useRequestWords();
  const {
    value: request,
    error,
    loading,
    reload,
  } = useRequest(props.requestId);
  if (loading) {
    return (
      <HealthCard title={t('approvals.title')} state={{ status: 'loading' }} />
    );
  }
  if (!request) {
    return (
      <HealthCard
        title={t('approvals.title')}
        state={{ status: 'error', error, retry: reload }}
      />
    );
  }
  const accountId = parseClusterArn(request.clusterArn)?.accountId;
  return (
    <Surface label={words.headline(request)}>
      <div className={classes.root}>
        <div>
          <h2 className={classes.title}>{words.headline(request)}</h2>
          <RequestStatus state={request.state} />
        </div>
        <RequestFacts request={request} accountId={accountId} />
        <RequestPlan
          wish={request}
          plan={request.plan}
          risks={request.risks}
          approvers={request.approvers}
          accountId={accountId}
        />
        <p className={classes.label}>{t('requests.course')}</p>
        <RequestCourse events={request.events} accountId={accountId} />
        {request.state === 'pending' && (
          <VoteForm
            request={request}
            onVoted={() => {
              reload();
              props.onVoted();
            }}
          />
        )}
      </div>
    </Surface>
  );
}
