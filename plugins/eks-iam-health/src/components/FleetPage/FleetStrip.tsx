import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { FleetInShort, HealthGroup } from '../../model/fleet';
import { subtle } from '../../theme/greys';
import { tone } from '../../theme/tone';
import { useTexts } from '../../translation';
import { classNames } from '../classNames';
import { useWidthStep } from '../ContentRoot';
import { percentOf } from '../CoverageMeter';
import { Surface } from '../HealthCard';
import { ClusterState, ClusterStatus } from '../Status';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: '1.5fr 1fr 1fr 1fr 1fr',
      '& > div': { padding: '14px 20px', minWidth: 0 },
      '& > div + div': { borderLeft: `1px solid ${theme.palette.divider}` },
    },
    narrow: {
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      '& > div:first-child': {
        gridColumn: '1 / -1',
        borderBottom: `1px solid ${theme.palette.divider}`,
      },
      '& > div:nth-child(2), & > div:nth-child(4)': { borderLeft: 0 },
      '& > div:nth-child(n+4)': {
        borderTop: `1px solid ${theme.palette.divider}`,
      },
    },
    label: {
      fontSize: 12,
      lineHeight: '16px',
      fontWeight: 700,
      color: subtle(theme),
    },
    large: {
      fontSize: 24,
      lineHeight: '30px',
      fontWeight: 700,
      fontVariantNumeric: 'tabular-nums',
    },
    small: { fontSize: 12, lineHeight: '16px', color: subtle(theme) },
    bar: {
      display: 'flex',
      gap: 2,
      height: 8,
      margin: '8px 0',
      borderRadius: 4,
      overflow: 'hidden',
      '& > i': { height: '100%' },
    },
    unhealthy: { background: tone(theme, 'error').icon },
    attention: { background: tone(theme, 'warning').icon },
    healthy: { background: tone(theme, 'ok').icon },
    unknown: {
      background: `repeating-linear-gradient(45deg, ${
        tone(theme, 'none').icon
      } 0 3px, transparent 3px 6px)`,
    },
    words: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: '2px 14px',
      fontSize: 12,
    },
  }),
  { name: 'EksIamHealthFleetStrip' },
);

const groups: Array<[HealthGroup, ClusterState]> = [
  ['unhealthy', 'unhealthy'],
  ['attention', 'needs-attention'],
  ['healthy', 'healthy'],
  ['unknown', 'not-known'],
];

/** The fleet in one line: how many are well, what is critical, how much of it is known. */
export function FleetStrip({ short }: { short: FleetInShort }) {
  const classes = useStyles();
  const t = useTexts();
  const narrow = useWidthStep() === 'narrow';
  const present = groups.filter(([group]) => short.groups[group] > 0);
  return (
    <Surface label={t('fleet.inShort')}>
      <div className={classNames(classes.root, narrow && classes.narrow)}>
        <div>
          <div className={classes.label}>
            {t('fleet.clusters', { count: short.clusters })}{' '}
            {t('fleet.accounts', { count: short.accounts })}
          </div>
          <div className={classes.bar} aria-hidden>
            {present.map(([group]) => (
              <i
                key={group}
                className={classes[group]}
                style={{ flex: short.groups[group] }}
              />
            ))}
          </div>
          <div className={classes.words}>
            {present.map(([group, state]) => (
              <ClusterStatus
                key={group}
                state={state}
                word={`${short.groups[group]} ${t(`fleet.bar.${group}`)}`}
              />
            ))}
          </div>
        </div>
        <Figure
          label={t('fleet.critical')}
          value={short.criticalClusters}
          words={
            short.criticalClusters === 0
              ? t('fleet.criticalNone')
              : t('fleet.criticalOn', { count: short.criticalClusters })
          }
        />
        <Figure
          label={t('fleet.failing')}
          value={short.fails}
          words={t('fleet.failingAnd', { count: short.warnings })}
        />
        <Figure
          label={t('fleet.coverage')}
          value={
            short.medianCoverage === undefined
              ? '–'
              : `${percentOf(short.medianCoverage)}%`
          }
          words={coverageWords()}
        />
        <Figure
          label={t('fleet.notCurrent')}
          value={short.notCurrent}
          words={
            short.notCurrent === 0
              ? t('fleet.notCurrentNone')
              : t('fleet.notCurrentWords')
          }
        />
      </div>
    </Surface>
  );

  function coverageWords() {
    if (short.medianCoverage === undefined) return t('fleet.notKnown');
    return short.lessThanWhole === 0
      ? t('fleet.coverageAll')
      : t('fleet.coverageLess', { count: short.lessThanWhole });
  }
}

function Figure(props: { label: string; value: ReactNode; words: string }) {
  const classes = useStyles();
  return (
    <div>
      <div className={classes.label}>{props.label}</div>
      <div className={classes.large}>{props.value}</div>
      <div className={classes.small}>{props.words}</div>
    </div>
  );
}
