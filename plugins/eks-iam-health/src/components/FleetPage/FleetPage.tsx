import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useClusters } from '../../hooks/useClusters';
import { useUrl } from '../../hooks/useUrl';
import { reasonOf } from '../../model/failure';
import {
  byUrgency,
  filterClusters,
  filterNames,
  filterOf,
  fleetInShort,
} from '../../model/fleet';
import { useTexts } from '../../translation';
import { ActionButton } from '../ActionButton';
import { ContentRoot } from '../ContentRoot';
import { HealthCard } from '../HealthCard';
import { Note } from '../Note';
import { ClusterTable } from './ClusterTable';
import { FilterBar } from './FilterBar';
import { FleetStrip } from './FleetStrip';
import { NoClusters } from './NoClusters';

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
    title: { fontSize: 20, lineHeight: '28px', fontWeight: 600, margin: 0 },
    table: {
      margin: '0 -20px -16px',
      overflow: 'hidden',
      borderRadius: '0 0 8px 8px',
    },
  }),
  { name: 'EksIamHealthFleet' },
);

/** All clusters, most urgent first, with the fleet in short above them. */
export function FleetPage() {
  const classes = useStyles();
  const t = useTexts();
  return (
    <ContentRoot>
      <div className={classes.root}>
        <h1 className={classes.title}>{t('fleet.title')}</h1>
        <Content />
      </div>
    </ContentRoot>
  );
}

function Content() {
  const classes = useStyles();
  const t = useTexts();
  const { value, error, reload } = useClusters();
  const { query, change } = useUrl();
  const clusters = useMemo(
    () => [...(value?.items ?? [])].sort(byUrgency),
    [value],
  );
  const filter = useMemo(() => filterOf(query), [query]);
  const shown = useMemo(
    () => filterClusters(clusters, filter),
    [clusters, filter],
  );
  if (!value) {
    return (
      <HealthCard
        title={t('fleet.list')}
        state={
          error
            ? { status: 'error', error, retry: reload }
            : { status: 'loading' }
        }
      />
    );
  }
  if (clusters.length === 0) return <NoClusters />;
  const clear = () =>
    change({
      q: undefined,
      page: undefined,
      ...Object.fromEntries(filterNames.map(name => [name, undefined])),
    });
  return (
    <>
      {Boolean(error) && (
        <Note tone="warning" role="alert">
          {t('fleet.notRenewed', {
            reason: reasonOf(error) ?? t('state.unanswered'),
          })}
        </Note>
      )}
      <FleetStrip short={fleetInShort(clusters)} />
      <HealthCard title={t('fleet.clustersTitle')} subtitle={t('fleet.order')}>
        <FilterBar
          clusters={clusters}
          filter={filter}
          shown={shown.length}
          onText={text => change({ q: text || undefined, page: undefined })}
          onChosen={(name, values) =>
            change({ [name]: values, page: undefined })
          }
          onClear={clear}
        />
        {shown.length === 0 ? (
          <div>
            {t('fleet.noMatch')}{' '}
            <ActionButton size="small" onClick={clear}>
              {t('fleet.clear')}
            </ActionButton>
          </div>
        ) : (
          <div className={classes.table}>
            <ClusterTable
              clusters={shown}
              page={Number(query.get('page') ?? 1) || 1}
              onPage={page =>
                change({ page: page > 1 ? String(page) : undefined })
              }
            />
          </div>
        )}
      </HealthCard>
    </>
  );
}
