import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { ClusterSummary } from 'backstage-plugin-eks-iam-health-common';
import { clusterState, isCurrent, scoreTime } from '../../model/clusterState';
import { nameOfRef } from '../../model/nameOfRef';
import { plainPoints } from '../../model/points';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';
import { classNames } from '../classNames';
import { useWidthStep } from '../ContentRoot';
import { percentOf } from '../CoverageMeter';
import { InlineCode } from '../InlineCode';
import { Sparkline } from '../Sparkline';
import { ClusterStatus, clusterStateLooks, Severity, Verdict } from '../Status';
import { clockTime, dayAndTime, Moment, useNow } from '../Time';
import { TextLink } from '../TextLink';

const useStyles = makeStyles(
  theme => ({
    name: { fontWeight: 700, overflowWrap: 'anywhere' },
    small: {
      display: 'block',
      fontSize: 12,
      lineHeight: '16px',
      color: subtle(theme),
      overflowWrap: 'anywhere',
    },
    score: { display: 'flex', alignItems: 'center', gap: 10 },
    number: {
      fontSize: 16,
      fontWeight: 700,
      minWidth: 28,
      fontVariantNumeric: 'tabular-nums',
    },
    old: { fontWeight: 400, color: subtle(theme) },
    state: { fontSize: 12 },
    muted: { color: subtle(theme) },
    counts: { display: 'flex', gap: 10, fontSize: 12 },
    worst: {
      display: 'grid',
      gridTemplateColumns: '82px minmax(0, 1fr)',
      columnGap: 8,
      '& > :first-child': { justifySelf: 'start', alignSelf: 'start' },
      '& > :nth-child(3)': { gridColumn: 2 },
    },
    number2: { fontVariantNumeric: 'tabular-nums' },
  }),
  { name: 'EksIamHealthClusterRow' },
);

/** One cluster: its name is the link, everything else is read. */
export function ClusterRow(props: {
  cluster: ClusterSummary;
  href: string;
  worstHref?: string;
}) {
  const { cluster, href, worstHref } = props;
  const classes = useStyles();
  const t = useTexts();
  const step = useWidthStep();
  const owner = cluster.ownerRef
    ? nameOfRef(cluster.ownerRef)
    : t('fleet.noOwner');
  return (
    <tr>
      <th scope="row">
        <TextLink to={href} className={classes.name}>
          {cluster.name}
        </TextLink>
        <span className={classes.small}>
          {cluster.accountId} · {cluster.region}
        </span>
        {step !== 'wide' && <span className={classes.small}>{owner}</span>}
        {step === 'narrow' && (
          <span className={classes.small}>
            <LastScan cluster={cluster} />
          </span>
        )}
      </th>
      {step === 'wide' && (
        <td className={cluster.ownerRef ? undefined : classes.muted}>
          {owner}
        </td>
      )}
      <td>
        <Score cluster={cluster} />
      </td>
      {step !== 'narrow' && (
        <>
          <td className={classes.number2}>
            {cluster.coverage === undefined
              ? '–'
              : `${percentOf(cluster.coverage)}%`}
          </td>
          <td>
            <Counts cluster={cluster} />
          </td>
        </>
      )}
      <td>
        <Worst cluster={cluster} href={worstHref} />
      </td>
      {step !== 'narrow' && (
        <td>
          <LastScan cluster={cluster} />
          <NextScan cluster={cluster} />
        </td>
      )}
    </tr>
  );
}

function Score({ cluster }: { cluster: ClusterSummary }) {
  const classes = useStyles();
  const t = useTexts();
  const now = useNow();
  const state = clusterState(cluster);
  const current = isCurrent(cluster);
  const scoredAt = scoreTime(cluster);
  return (
    <>
      <div className={classes.score}>
        <span className={classNames(classes.number, !current && classes.old)}>
          {cluster.score === undefined ? '–' : plainPoints(cluster.score)}
        </span>
        <Sparkline
          points={cluster.trend}
          tone={current ? clusterStateLooks[state].tone : 'none'}
        />
      </div>
      <span className={classes.state}>
        <ClusterStatus state={state} />
      </span>
      {!current && cluster.score !== undefined && scoredAt && (
        <span className={classes.small}>
          {t('fleet.oldScore', {
            time: dayAndTime(scoredAt, now, t('time.locale')),
          })}
        </span>
      )}
    </>
  );
}

function Counts({ cluster }: { cluster: ClusterSummary }) {
  const classes = useStyles();
  const t = useTexts();
  const { counts } = cluster;
  if (!counts) {
    return <span className={classes.muted}>{t('fleet.notRead')}</span>;
  }
  return (
    <span className={classes.counts}>
      <Verdict verdict="fail" word={t('fleet.failCount')} hideWord>
        {counts.fail}
      </Verdict>
      <Verdict verdict="warn" word={t('fleet.warnCount')} hideWord>
        {counts.warn}
      </Verdict>
      <Verdict verdict="unknown" word={t('fleet.unknownCount')} hideWord>
        {counts.unknown}
      </Verdict>
    </span>
  );
}

function Worst(props: { cluster: ClusterSummary; href?: string }): ReactNode {
  const { cluster, href } = props;
  const { worst, counts, condition, conditionDetail, accountId } = cluster;
  const classes = useStyles();
  const t = useTexts();
  const inTrouble = condition === 'not-reachable' || condition === 'failed';
  if (inTrouble && conditionDetail) {
    return <InlineCode text={conditionDetail} accountId={accountId} sentence />;
  }
  if (worst && href) {
    return (
      <div className={classes.worst}>
        <Severity severity={worst.severity} />
        <TextLink to={href}>{worst.title}</TextLink>
        <span className={classes.small}>
          <InlineCode text={worst.message} accountId={accountId} />
        </span>
      </div>
    );
  }
  if (!counts) {
    return <span className={classes.muted}>{t('fleet.notKnown')}</span>;
  }
  return (
    <span className={classes.muted}>
      {counts.unknown > 0
        ? t('fleet.noFindingUnknown', { count: counts.unknown })
        : t('fleet.noFinding')}
    </span>
  );
}

function LastScan({ cluster }: { cluster: ClusterSummary }) {
  const t = useTexts();
  return cluster.lastScanAt ? (
    <Moment at={cluster.lastScanAt} show="ago" />
  ) : (
    <span>{t('time.never')}</span>
  );
}

function NextScan({ cluster }: { cluster: ClusterSummary }) {
  const classes = useStyles();
  const t = useTexts();
  return cluster.nextScanAt ? (
    <span className={classes.small}>
      {t('fleet.next', {
        time: clockTime(cluster.nextScanAt, t('time.locale')),
      })}
    </span>
  ) : null;
}
