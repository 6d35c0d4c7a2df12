import { aSummary } from '../testing/fixtures';
import {
  byUrgency,
  filterClusters,
  filterOf,
  fleetInShort,
  optionsOf,
} from './fleet';

const worst = (severity: 'critical' | 'high') => ({
  checkId: 'c',
  subject: 's',
  title: 't',
  message: 'm',
  severity,
});

const fleet = [
  aSummary({ name: 'fine', score: 96 }),
  aSummary({
    name: 'never',
    score: undefined,
    health: undefined,
    condition: 'never-scanned',
  }),
  aSummary({ name: 'old', score: 10, condition: 'stale', health: 'unhealthy' }),
  aSummary({
    name: 'gone',
    score: 71,
    condition: 'not-reachable',
    scoreIsOld: true,
  }),
  aSummary({
    name: 'bad',
    score: 49,
    health: 'unhealthy',
    worst: worst('critical'),
  }),
  aSummary({
    name: 'meek',
    score: 40,
    health: 'unhealthy',
    worst: worst('high'),
    coverage: 0.9,
  }),
];

describe('the fleet', () => {
  it('puts the most urgent first', () => {
    expect([...fleet].sort(byUrgency).map(c => c.name)).toEqual([
      'bad',
      'gone',
      'old',
      'meek',
      'fine',
      'never',
    ]);
  });

  it('counts what is not current as not known', () => {
    expect(fleetInShort(fleet)).toMatchObject({
      clusters: 6,
      accounts: 1,
      groups: { healthy: 1, unhealthy: 2, attention: 0, unknown: 3 },
      criticalClusters: 1,
      notCurrent: 2,
      medianCoverage: 1,
      lessThanWhole: 1,
    });
  });

  it('says nothing of coverage when nothing was read', () => {
    expect(fleetInShort([fleet[1]]).medianCoverage).toBeUndefined();
  });

  it.each([
    ['q=FIN', ['fine']],
    ['q=cluster/bad', ['bad']],
    ['q=payments-platform+meek', ['meek']],
    ['health=unknown', ['never', 'old', 'gone']],
    ['health=healthy&health=unhealthy', ['fine', 'bad', 'meek']],
    ['region=us-east-1', []],
    ['', ['fine', 'never', 'old', 'gone', 'bad', 'meek']],
  ])('filters by ?%s', (query, names) => {
    const filter = filterOf(new URLSearchParams(query));
    expect(filterClusters(fleet, filter).map(c => c.name)).toEqual(names);
  });

  it('offers the values that occur', () => {
    expect(optionsOf(fleet, 'environment')).toEqual(['production']);
    expect(optionsOf(fleet, 'health')).toEqual([
      'healthy',
      'unhealthy',
      'unknown',
    ]);
  });
});
