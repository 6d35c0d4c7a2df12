/* eslint-disable jest/no-conditional-expect, jest/no-export, jest/valid-title, jest/no-standalone-expect -- the frame of the checks' tests, not a test */
import {
  Check,
  CheckSettings,
  defaultCheckSettings,
} from '../checks/defineCheck';
import { runChecks } from '../checks/runChecks';
import { Verdict } from '../model';
import { SnapshotBuilder, testNow } from './aSnapshot';

/** One case of a check: what is given, what it finds. @public */
export interface CheckCase {
  /** what the case shows */
  shows: string;
  given: SnapshotBuilder;
  settings?: Partial<CheckSettings>;
  /** subjects of the findings, in any order */
  finds?: string[];
  verdict?: Verdict;
  /** text or pattern that one of the messages holds */
  message?: string | RegExp;
  /** kinds of the repair actions of the first finding, in order */
  repairs?: string[];
}

/** Runs the cases of a check; every check has one that fails, one that is fine, one with two findings, one unknown. @public */
export function describeCheck(check: Check, cases: CheckCase[]) {
  describe(check.id, () => {
    it.each(cases.map(c => [c.shows, c] as const))('%s', (_, c) => {
      const [outcome] = runChecks(c.given.build(), [check], {
        ...defaultCheckSettings,
        now: testNow,
        ...c.settings,
      });
      const { findings } = outcome;
      if (c.finds) {
        expect(findings.map(f => f.subject).sort()).toEqual(
          [...c.finds].sort(),
        );
        if (!c.verdict) {
          expect(outcome.verdict).toBe(
            c.finds.length === 0 ? 'pass' : findings[0].verdict,
          );
        }
      }
      if (c.verdict) expect(outcome.verdict).toBe(c.verdict);
      if (c.message) {
        expect(findings.map(f => f.message).join('\n')).toMatch(c.message);
      }
      if (c.repairs) {
        expect(
          findings[0].repairs.flatMap(r => r.actions.map(a => a.kind)),
        ).toEqual(c.repairs);
      }
      for (const finding of findings) {
        expect(finding.message).toMatch(/^[`a-z0-9].*[^.]$/s);
        expect(finding.evidence.length).toBeGreaterThan(0);
      }
    });
  });
}
