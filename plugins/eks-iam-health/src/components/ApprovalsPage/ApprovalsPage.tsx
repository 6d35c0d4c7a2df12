import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { Route, Routes, useParams } from 'react-router-dom';
import { AccessRequest } from 'backstage-plugin-eks-iam-health-common';
import { useRequests } from '../../hooks/useRequests';
import { useTexts } from '../../translation';
import { classNames } from '../classNames';
import { ContentRoot, useWidthStep } from '../ContentRoot';
import { CardState, HealthCard } from '../HealthCard';
import { Note } from '../Note';
import { PageTitle, useRequestWords } from '../RequestParts';
import { Moment } from '../Time';
import { ApprovalDetail } from './ApprovalDetail';

const useStyles = makeStyles(
  theme => ({
    panes: {
      display: 'grid',
      gridTemplateColumns: '372px minmax(0, 1fr)',
      gap: theme.spacing(2),
      alignItems: 'start',
    },
    medium: { gridTemplateColumns: '312px minmax(0, 1fr)' },
    narrow: { gridTemplateColumns: 'minmax(0, 1fr)' },
    list: { listStyle: 'none', margin: theme.spacing(0, -2.5), padding: 0 },
    item: {
      padding: theme.spacing(1.25, 2.5),
      borderTop: `1px solid ${theme.palette.divider}`,
      borderLeft: '3px solid transparent',
    },
    chosen: {
      background: theme.palette.background.default,
      borderLeftColor: theme.palette.primary.main,
    },
    name: { fontWeight: 700 },
    small: {
      fontSize: 13,
      color: theme.palette.textSubtle ?? theme.palette.text.secondary,
    },
  }),
  { name: 'EksIamHealthApprovals' },
);

/** Requests that wait for one's vote, and the one that is looked at. */
export function ApprovalsPage() {
  return (
    <ContentRoot>
      <Routes>
        <Route path="/" element={<Inbox />} />
        <Route path=":requestId" element={<Inbox />} />
      </Routes>
    </ContentRoot>
  );
}

function Inbox() {
  const { requestId } = useParams();
  const classes = useStyles();
  const t = useTexts();
  const step = useWidthStep();
  const { value, error, loading, reload } = useRequests('inbox');
  const items = value?.items ?? [];
  const state = (): CardState => {
    if (loading) return { status: 'loading' };
    if (!value) return { status: 'error', error, retry: reload };
    if (items.length === 0) {
      return { status: 'empty', words: t('approvals.none') };
    }
    return { status: 'ready' };
  };
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 16 }}>
      <PageTitle title={t('approvals.title')} />
      <div
        className={classNames(classes.panes, step !== 'wide' && classes[step])}
      >
        <HealthCard title={t('approvals.waiting')} state={state()}>
          <ul className={classes.list}>
            {items.map(request => (
              <Row
                key={request.id}
                request={request}
                path={requestId ? `../${request.id}` : request.id}
                chosen={request.id === requestId}
              />
            ))}
          </ul>
        </HealthCard>
        {requestId && <ApprovalDetail requestId={requestId} onVoted={reload} />}
        {!requestId && items.length > 0 && (
          <Note tone="none">{t('approvals.choose')}</Note>
        )}
      </div>
    </div>
  );
}

function Row(props: { request: AccessRequest; path: string; chosen: boolean }) {
  const { request, path, chosen } = props;
  const classes = useStyles();
  const words = useRequestWords();
  return (
    <li className={classNames(classes.item, chosen && classes.chosen)}>
      <Link
        to={path}
        className={classes.name}
        aria-current={chosen ? 'true' : undefined}
      >
        {words.headline(request)}
      </Link>
      <div className={classes.small}>
        {words.where(request.scope)}, {words.duration(request.durationSeconds)}
      </div>
      <div className={classes.small}>
        <Moment at={request.createdAt} />
      </div>
    </li>
  );
}
