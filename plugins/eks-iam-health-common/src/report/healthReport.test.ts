import { defineCheck, defaultCheckSettings, runChecks } from '../checks';
import { areas, Area } from '../model';
import { aSnapshot, testNow } from '../testing';
import { healthReport } from './healthReport';

const noFacts = Object.fromEntries(
  areas.map(a => [a, []]),
) as unknown as Record<Area, []>;
const settings = { ...defaultCheckSettings, now: testNow };

const check = (
  id: string,
  severity: 'critical' | 'high' | 'medium',
  verdicts: Array<'fail' | 'warn' | 'unknown'>,
) =>
  defineCheck({
    id,
    number: 'TEST-001',
    area: 'iam',
    topics: ['B'],
    title: id,
    severity,
    why: 'Because.',
    documentation: 'https://docs.aws.amazon.com/',
    needs: ['iamRoles'],
    evaluate: () => verdicts.map((verdict, i) => ({ verdict, i })),
    subject: f => `${f.i}`,
    message: () => 'is so',
    evidence: () => [],
    remediate: () => [],
  });

const reportOf = (checks: ReturnType<typeof check>[], given = aSnapshot()) => {
  const snapshot = given.build();
  return healthReport(snapshot, runChecks(snapshot, checks, settings), noFacts);
};

describe('healthReport', () => {
  it('costs by severity, half for a warning, once per check', () => {
    const report = reportOf([
      check('a', 'high', ['fail', 'fail']),
      check('b', 'medium', ['warn']),
      check('c', 'medium', []),
    ]);
    expect(report.score).toBe(88);
    expect(report.scoreLines.map(l => [l.checkId, l.points])).toEqual([
      ['a', 10],
      ['b', 2],
    ]);
    expect(report.coverage).toBe(1);
    expect(report.state).toBe('needs-attention');
  });

  it('is capped by a failing critical check', () => {
    const report = reportOf([check('a', 'critical', ['fail'])]);
    expect(report.score).toBe(49);
    expect(report.cappedAt).toBe(49);
    expect(report.state).toBe('unhealthy');
  });

  it('never says pass about what was not read', () => {
    const report = reportOf(
      [check('a', 'high', [])],
      aSnapshot().unreadable('iamRoles'),
    );
    expect(report.counts.unknown).toBe(1);
    expect(report.counts.pass).toBe(0);
    expect(report.coverage).toBe(0);
    expect(report.unread).toMatchObject([
      { section: 'iamRoles', reason: 'denied', checksLeftUnknown: 1 },
    ]);
  });

  it('marks a check that throws as unknown and goes on', () => {
    const broken = {
      ...check('a', 'high', []),
      find: () => {
        throw new Error('boom');
      },
    };
    const report = reportOf([broken, check('b', 'high', [])]);
    expect(report.counts).toMatchObject({ unknown: 1, pass: 1 });
    expect(report.checks[0].missing[0].detail).toContain('boom');
  });

  it('never falls when a defect is mended', () => {
    const before = reportOf([
      check('a', 'critical', ['fail']),
      check('b', 'high', ['fail']),
    ]);
    const after = reportOf([
      check('a', 'critical', ['fail']),
      check('b', 'high', ['warn']),
    ]);
    expect(after.score).toBeGreaterThanOrEqual(before.score);
  });
});
