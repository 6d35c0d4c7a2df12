import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useRequests } from '../../hooks/useRequests';
import { useTexts } from '../../translation';
import { CardState, HealthCard } from '../HealthCard';
import { PageTitle, RequestStatus, useRequestWords } from '../RequestParts';
import { Moment } from '../Time';

const useStyles = makeStyles(
  theme => ({
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      '& td, & th': {
        textAlign: 'left',
        verticalAlign: 'top',
        padding: '9px 12px 9px 0',
        borderBottom: `1px solid ${theme.palette.divider}`,
        fontWeight: 400,
      },
      '& thead th': {
        fontSize: 12,
        fontWeight: 700,
        color: theme.palette.textSubtle ?? theme.palette.text.secondary,
      },
    },
    small: {
      fontSize: 12,
      color: theme.palette.textSubtle ?? theme.palette.text.secondary,
    },
  }),
  { name: 'EksIamHealthRequestList' },
);

/** One's own requests, newest first. */
export function RequestList() {
  const classes = useStyles();
  const t = useTexts();
  const words = useRequestWords();
  const { value, error, loading, reload } = useRequests('mine');
  const items = value?.items ?? [];
  const state = (): CardState => {
    if (loading) return { status: 'loading' };
    if (!value) return { status: 'error', error, retry: reload };
    if (items.length === 0)
      return { status: 'empty', words: t('requests.none') };
    return { status: 'ready' };
  };
  return (
    <>
      <PageTitle title={t('requests.title')} />
      <HealthCard title={t('requests.mine')} state={state()}>
        <table className={classes.table} aria-label={t('requests.mine')}>
          <thead>
            <tr>
              <th scope="col">{t('requests.table.request')}</th>
              <th scope="col">{t('requests.table.state')}</th>
              <th scope="col">{t('requests.table.asked')}</th>
              <th scope="col">{t('requests.table.ends')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(request => (
              <tr key={request.id}>
                <th scope="row">
                  <Link to={request.id}>{words.headline(request)}</Link>
                  <div className={classes.small}>
                    {words.where(request.scope)},{' '}
                    {words.duration(request.durationSeconds)}
                  </div>
                </th>
                <td>
                  <RequestStatus state={request.state} />
                </td>
                <td>
                  <Moment at={request.createdAt} />
                </td>
                <td>
                  {request.endsAt && (
                    <Moment at={request.endedAt ?? request.endsAt} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </HealthCard>
    </>
  );
}
