import { useId } from 'react';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import ChevronLeftIcon from '@material-ui/icons/ChevronLeft';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import { ClusterSummary } from 'backstage-plugin-eks-iam-health-common';
import { useClusterHref } from '../../hooks/useClusterHref';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { useWidthStep } from '../ContentRoot';
import { visuallyHidden } from '../visuallyHidden';
import { ClusterRow } from './ClusterRow';

/** Rows on a page: what fits in a few screens; 1,000 clusters are 20 pages. */
export const PAGE_SIZE = 50;

const useStyles = makeStyles(
  theme => ({
    // An own table rather than material-table: its cells cannot be row headers, and its body has no caption.
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: 14,
      lineHeight: '20px',
      '& th, & td': {
        padding: '9px 12px',
        textAlign: 'left',
        verticalAlign: 'top',
        fontWeight: 400,
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
      '& thead th': {
        fontSize: 12,
        lineHeight: '16px',
        fontWeight: 700,
        textTransform: 'uppercase',
        whiteSpace: 'nowrap',
        color: subtle(theme),
        borderTop: `1px solid ${theme.palette.divider}`,
      },
      '& tr > :first-child': { paddingLeft: 20 },
      '& tr > :last-child': { paddingRight: 20 },
      '& tbody tr:nth-child(odd) > *': {
        background: theme.palette.background.default,
      },
      '& tbody tr:last-child > *': { borderBottom: 0 },
    },
    pager: {
      display: 'flex',
      justifyContent: 'flex-end',
      alignItems: 'center',
      gap: 8,
      padding: '8px 16px',
      fontSize: 13,
      color: subtle(theme),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
    caption: visuallyHidden,
  }),
  { name: 'EksIamHealthClusterTable' },
);

const wideColumns = [
  ['cluster', 200],
  ['owner', 136],
  ['score', 140],
  ['coverage', 88],
  ['findings', 140],
  ['worst', undefined],
  ['lastScan', 124],
] as const;

/** The clusters, a page at a time; narrow tables keep name, score and worst finding. */
export function ClusterTable(props: {
  clusters: readonly ClusterSummary[];
  page: number;
  onPage: (page: number) => void;
}) {
  const { clusters, onPage } = props;
  const classes = useStyles();
  const t = useTexts();
  const step = useWidthStep();
  const hrefOf = useClusterHref();
  const positionId = useId();
  const pages = Math.max(1, Math.ceil(clusters.length / PAGE_SIZE));
  const page = Math.min(Math.max(1, props.page), pages);
  const from = (page - 1) * PAGE_SIZE;
  const shown = clusters.slice(from, from + PAGE_SIZE);
  const columns = wideColumns.filter(([column]) => {
    if (column === 'owner') return step === 'wide';
    return step !== 'narrow' || ['cluster', 'score', 'worst'].includes(column);
  });
  return (
    <>
      <table className={classes.table}>
        <caption className={classes.caption}>{t('fleet.caption')}</caption>
        <thead>
          <tr>
            {columns.map(([column, width]) => (
              <th key={column} scope="col" style={{ width }}>
                {t(`fleet.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(cluster => (
            <ClusterRow
              key={cluster.id}
              cluster={cluster}
              href={hrefOf(cluster)}
              worstHref={cluster.worst && hrefOf(cluster, cluster.worst)}
            />
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <div className={classes.pager}>
          <span id={positionId} role="status">
            {t('fleet.page', {
              from: String(from + 1),
              to: String(from + shown.length),
              total: String(clusters.length),
            })}
          </span>
          <IconButton
            size="small"
            aria-label={t('fleet.previousPage')}
            disabled={page === 1}
            onClick={() => onPage(page - 1)}
          >
            <ChevronLeftIcon />
          </IconButton>
          <IconButton
            size="small"
            aria-label={t('fleet.nextPage')}
            disabled={page === pages}
            onClick={() => onPage(page + 1)}
          >
            <ChevronRightIcon />
          </IconButton>
        </div>
      )}
    </>
  );
}
