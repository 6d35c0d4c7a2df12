import {
  ClusterSnapshot,
  Namespace,
  UnreadableReason,
} from 'backstage-plugin-eks-iam-health-common';
import { arnOf, snapshotOf } from '../__testUtils__/clusters';
import { reportOf } from '../__testUtils__/reportOf';
import { KnownBefore } from '../store';
import { diffReports } from './diffReports';

const at = (n: number) =>
  new Date(Date.parse('2026-11-21T14:00:00Z') + n * 60_000).toISOString();
const namespace = (name: string, bad?: string): Namespace => ({
  name,
  labels: bad ? { bad } : {},
});

const withNamespaces = (n: number, ...namespaces: Namespace[]) =>
  snapshotOf(arnOf('a'), at(n), s => s.with('namespaces', namespaces));
const withoutNamespaces = (n: number, reason: UnreadableReason = 'denied') =>
  snapshotOf(arnOf('a'), at(n), s => s.unreadable('namespaces', reason));

/** Takes one snapshot after the other, as the scans do; the answer is the last step. */
function after(
  ...snapshots: Array<
    ClusterSnapshot | { checks: []; snapshot: ClusterSnapshot }
  >
) {
  let before: KnownBefore = { openFindings: [] };
  let changes = diffReports(before, reportOf(withNamespaces(0)), true);
  for (const given of snapshots) {
    const report =
      'checks' in given
        ? reportOf(given.snapshot, given.checks)
        : reportOf(given);
    changes = diffReports(before, report, true);
    const written = new Map(
      [...before.openFindings, ...changes.findings].map(f => [
        `${f.checkId}~${f.subject}`,
        f,
      ]),
    );
    for (const f of changes.forgotten) {
      written.delete(`${f.checkId}~${f.subject}`);
    }
    before = {
      openFindings: [...written.values()].filter(f => !f.mendedAt),
      last: report,
      lastFull: report,
    };
  }
  return { ...changes, open: before.openFindings };
}

describe('diffReports', () => {
  it('begins with what the first report finds, without transitions', () => {
    const { findings, transitions, newFindings } = after(
      withNamespaces(1, namespace('shop', 'yes')),
    );
    expect(findings).toEqual([
      {
        checkId: 'bad-namespace',
        subject: 'shop',
        title: 'Namespace is bad',
        message: 'namespace `shop` is bad',
        severity: 'high',
        verdict: 'fail',
        firstSeenAt: at(1),
        lastSeenAt: at(1),
      },
    ]);
    expect(transitions).toEqual([]);
    expect(newFindings).toBe(1);
  });

  it('tells a new finding with what it costs', () => {
    const { transitions, newFindings } = after(
      withNamespaces(1),
      withNamespaces(2, namespace('shop', 'yes'), namespace('cart', 'yes')),
    );
    expect(newFindings).toBe(2);
    expect(transitions).toMatchObject([
      {
        kind: 'new',
        subject: 'shop',
        verdictAfter: 'fail',
        points: -10,
        at: at(2),
      },
      { kind: 'new', subject: 'cart', points: 0 },
    ]);
    expect(transitions[0].verdictBefore).toBeUndefined();
  });

  it('moves on when a finding was last seen, and says nothing of it', () => {
    const bad = namespace('shop', 'yes');
    const { findings, transitions } = after(
      withNamespaces(1, bad),
      withNamespaces(2, bad),
    );
    expect(findings).toMatchObject([{ firstSeenAt: at(1), lastSeenAt: at(2) }]);
    expect(transitions).toEqual([]);
  });

  it('tells what was mended, and counts anew when it comes back', () => {
    const bad = namespace('shop', 'yes');
    const mended = after(withNamespaces(1, bad), withNamespaces(2));
    expect(mended.findings).toMatchObject([
      { firstSeenAt: at(1), lastSeenAt: at(1), mendedAt: at(2) },
    ]);
    expect(mended.transitions).toMatchObject([
      { kind: 'mended', subject: 'shop', verdictBefore: 'fail', points: 10 },
    ]);
    expect(mended.mendedFindings).toBe(1);

    const back = after(
      withNamespaces(1, bad),
      withNamespaces(2),
      withNamespaces(3, bad),
    );
    expect(back.findings[0]).toMatchObject({ firstSeenAt: at(3) });
    expect(back.findings[0].mendedAt).toBeUndefined();
    expect(back.transitions).toMatchObject([{ kind: 'new' }]);
  });

  it.each([
    ['yes', 'warn', 'better', 5],
    ['warn', 'yes', 'worse', -5],
  ])('tells from %s to %s as %s', (was, is, kind, points) => {
    const { transitions } = after(
      withNamespaces(1, namespace('shop', was)),
      withNamespaces(2, namespace('shop', is)),
    );
    expect(transitions).toMatchObject([{ kind, points }]);
  });

  it.each(['denied', 'unreachable', 'throttled'] as const)(
    'never calls mended what was not read (%s)',
    reason => {
      const bad = namespace('shop', 'yes');
      const silent = after(
        withNamespaces(1, bad),
        withoutNamespaces(2, reason),
      );
      expect(silent.mendedFindings).toBe(0);
      expect(silent.findings).toEqual([]);
      expect(silent.open).toMatchObject([
        { subject: 'shop', lastSeenAt: at(1) },
      ]);
      expect(silent.transitions).toMatchObject([
        { kind: 'less-known', subject: arnOf('a'), checkId: 'bad-namespace' },
      ]);

      const seen = after(
        withNamespaces(1, bad),
        withoutNamespaces(2, reason),
        withNamespaces(3),
      );
      expect(seen.transitions.map(t => [t.kind, t.subject])).toEqual([
        ['mended', 'shop'],
        ['known-again', arnOf('a')],
      ]);
    },
  );

  it('does not tell every check one by one when the cluster was not reached', () => {
    const known = reportOf(withNamespaces(1));
    const { transitions } = diffReports(
      { openFindings: [], last: known, lastFull: known },
      reportOf(withoutNamespaces(2, 'unreachable')),
      false,
    );
    expect(transitions).toEqual([]);
  });

  it('forgets findings of a check that is no longer run, without calling them mended', () => {
    const { forgotten, transitions, mendedFindings, open } = after(
      withNamespaces(1, namespace('shop', 'yes')),
      { checks: [], snapshot: withNamespaces(2) },
    );
    expect(forgotten).toMatchObject([{ subject: 'shop' }]);
    expect(transitions).toEqual([]);
    expect(mendedFindings).toBe(0);
    expect(open).toEqual([]);
  });
});
