import { aDetail, aFinding, anOutcome } from '../testing/fixtures';
import { areaView, checkRows } from './rows';
import { scoreGroups, scoreSum } from './scoreBreakdown';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

describe('checkRows', () => {
  const detail = aDetail({
    checks: [
      anOutcome({ checkId: 'passes', verdict: 'pass' }),
      anOutcome({
        checkId: 'warns-high',
        severity: 'high',
        findings: [aFinding({ subject: role('w'), verdict: 'warn' })],
      }),
      anOutcome({
        checkId: 'fails-low',
        severity: 'low',
        findings: [aFinding({ subject: role('a'), message: 'is low' })],
      }),
      anOutcome({
        checkId: 'fails-critical',
        severity: 'critical',
        findings: [
          aFinding({
            subject: role('x'),
            verdict: 'unknown',
            message: 'maybe',
          }),
          aFinding({ subject: role('y'), message: 'the worst' }),
          aFinding({ subject: role('z'), message: 'as bad' }),
        ],
      }),
    ],
  });

  it('sorts by verdict, then severity', () => {
    expect(checkRows(detail).map(row => row.check.checkId)).toEqual([
      'fails-critical',
      'fails-low',
      'warns-high',
      'passes',
    ]);
  });

  it('lets the worst finding speak and counts those that weigh the same', () => {
    const [row] = checkRows(detail);
    expect(row).toMatchObject({ message: 'the worst', more: 1, points: 25 });
    expect(row.keys).toEqual([
      `fails-critical~${role('y')}`,
      `fails-critical~${role('z')}`,
      `fails-critical~${role('x')}`,
    ]);
  });

  it('marks what the last scan found first', () => {
    const changed = {
      ...detail,
      changes: {
        transitions: [
          {
            at: '2026-11-21T14:02:00Z',
            kind: 'new' as const,
            checkId: 'fails-low',
            subject: role('a'),
            title: 't',
            message: 'm',
            severity: 'low' as const,
            points: -1,
          },
        ],
      },
    };
    expect(
      checkRows(changed)
        .filter(row => row.isNew)
        .map(row => row.check.checkId),
    ).toEqual(['fails-low']);
  });
});

describe('areaView', () => {
  const missing = [
    { section: 'iamRoles' as const, reason: 'denied', detail: 'not allowed' },
  ];
  const rows = checkRows(
    aDetail({
      checks: [
        anOutcome({ checkId: 'u1', verdict: 'unknown', missing }),
        anOutcome({ checkId: 'u2', verdict: 'unknown', missing }),
        anOutcome({ checkId: 'p', verdict: 'pass' }),
        anOutcome({ checkId: 'f', findings: [aFinding({})] }),
      ],
    }),
  );
  const ids = (view: { rows: typeof rows }) =>
    view.rows.map(row => row.check.checkId);

  it('says once what several checks could not read', () => {
    const view = areaView(rows, 'authentication', { all: false, verdicts: [] });
    expect(ids(view)).toEqual(['f']);
    expect(view.unread.map(row => row.check.checkId)).toEqual(['u1', 'u2']);
  });

  it('says how many it does not show', () => {
    const many = checkRows(
      aDetail({
        checks: [1, 2, 3, 4, 5].map(n =>
          anOutcome({ checkId: `f${n}`, findings: [aFinding({})] }),
        ),
      }),
    );
    const view = areaView(many, 'authentication', { all: false, verdicts: [] });
    expect(view.rows).toHaveLength(3);
    expect(view.hidden).toBe(2);
  });

  it('shows every check when it is opened', () => {
    const view = areaView(rows, 'authentication', { all: true, verdicts: [] });
    expect(ids(view)).toEqual(['f', 'u1', 'u2', 'p']);
  });

  it('shows just the verdicts that are asked for', () => {
    const view = areaView(rows, 'authentication', {
      all: false,
      verdicts: ['unknown'],
    });
    expect(ids(view)).toEqual(['u1', 'u2']);
    expect(view.unread).toEqual([]);
  });
});

describe('the score explained', () => {
  const { report } = aDetail({
    checks: [
      anOutcome({
        checkId: 'c',
        severity: 'critical',
        findings: [aFinding({})],
      }),
      anOutcome({
        checkId: 'm1',
        severity: 'medium',
        findings: [aFinding({ verdict: 'warn' })],
      }),
      anOutcome({
        checkId: 'm2',
        severity: 'medium',
        findings: [aFinding({ verdict: 'warn' })],
      }),
    ],
  });

  it('groups what costs the same and adds up to what is lost', () => {
    const groups = scoreGroups(report!.scoreLines);
    expect(groups.map(g => [g.lines.length, g.points])).toEqual([
      [1, 25],
      [2, 4],
    ]);
  });

  it('says what a failing critical check takes beside its points', () => {
    expect(report!.score).toBe(49);
    expect(scoreSum(report!)).toEqual({
      lost: 29,
      heldDown: 22,
      atZero: false,
    });
  });
});
