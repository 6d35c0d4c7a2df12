import {
  CheckOutcome,
  ClusterSnapshot,
  Finding,
  isRead,
  MissingRead,
  Observed,
  SectionName,
  SectionValues,
  Verdict,
} from '../model';
import { Check, CheckSettings, Facts } from './defineCheck';
import { Derived } from './derived';

/**
 * What stands for an unread section in a check that can prove something without it: it must never read as knowledge, so
 * an organization that was not read is one of whose members nothing is known, not none.
 */
function emptyValue(name: SectionName): unknown {
  if (name === 'awsAuth' || name === 'clusterCreation') return null;
  if (name === 'organization') return { id: '', managementAccountId: '' };
  if (name === 'quotas') return {};
  return [];
}

/**
 * Runs the checks over one snapshot. A check that throws is one row marked so, not the end of the scan. What could not
 * be read is `unknown` with its reason, unless a failure is already proven by what was read; then it is `partial`.
 *
 * @public
 */
export function runChecks(
  snapshot: ClusterSnapshot,
  checks: readonly Check[],
  settings: CheckSettings,
): CheckOutcome[] {
  const derived = new Derived(snapshot);
  return checks.map(check => runCheck(check, snapshot, derived, settings));
}

function runCheck(
  check: Check,
  snapshot: ClusterSnapshot,
  derived: Derived,
  settings: CheckSettings,
): CheckOutcome {
  const missing = missingReads(check, snapshot);
  const { find, appliesTo, needs, canProveWithout, doesNotNeed, id, ...words } =
    check;
  const outcome = (verdict: Verdict, findings: Finding[]): CheckOutcome => ({
    checkId: id,
    ...words,
    verdict,
    findings,
    missing: verdict === 'not-applicable' ? [] : missing,
  });

  if (missing.some(({ section }) => !canProveWithout.includes(section))) {
    return outcome('unknown', []);
  }
  const facts = factsOf(check, snapshot, derived, settings);
  try {
    if (!appliesTo(facts)) {
      return missing.length > 0
        ? outcome('unknown', [])
        : outcome('not-applicable', []);
    }
    const findings = onePerSubject(find(facts)).map(finding =>
      missing.length > 0 && finding.verdict !== 'unknown'
        ? { ...finding, partial: true }
        : finding,
    );
    return outcome(verdictOf(findings, missing.length > 0), findings);
  } catch (error) {
    return {
      ...outcome('unknown', []),
      missing: [
        ...missing,
        {
          section: needs[0],
          reason: 'check-failed',
          detail: `the check itself failed: ${
            error instanceof Error ? error.message : String(error)
          }`,
        },
      ],
    };
  }
}

/** A finding is known by its subject; what is found twice about one subject is one finding with all the evidence. */
function onePerSubject(findings: readonly Finding[]): Finding[] {
  const order: Finding['verdict'][] = ['fail', 'warn', 'unknown'];
  const bySubject = new Map<string, Finding>();
  for (const finding of findings) {
    const known = bySubject.get(finding.subject);
    if (!known) {
      bySubject.set(finding.subject, finding);
      continue;
    }
    const isWorse =
      order.indexOf(finding.verdict) < order.indexOf(known.verdict);
    const [main, other] = isWorse ? [finding, known] : [known, finding];
    bySubject.set(finding.subject, {
      ...main,
      evidence: [...main.evidence, ...other.evidence],
      affected: [...new Set([...main.affected, ...other.affected])],
    });
  }
  return [...bySubject.values()];
}

function missingReads(check: Check, snapshot: ClusterSnapshot): MissingRead[] {
  const spared = check.doesNotNeed(snapshot);
  return check.needs.flatMap(section => {
    const observed: Observed<unknown> = snapshot.sections[section];
    if (isRead(observed) || spared.includes(section)) return [];
    const { reason, detail, permission } = observed;
    return [{ section, reason, detail, permission }];
  });
}

function factsOf(
  check: Check,
  snapshot: ClusterSnapshot,
  derived: Derived,
  settings: CheckSettings,
): Facts<SectionName> {
  const values: Partial<Record<SectionName, unknown>> = {};
  for (const name of check.needs) {
    const observed: Observed<unknown> = snapshot.sections[name];
    values[name] = isRead(observed) ? observed.value : emptyValue(name);
  }
  return { ...(values as SectionValues), derived, settings };
}

/** Worst first; `unknown` findings or unread sections keep a check from passing, but do not hide a proven failure. */
function verdictOf(findings: Finding[], incomplete: boolean): Verdict {
  const has = (verdict: Finding['verdict']) =>
    findings.some(finding => finding.verdict === verdict);
  if (has('fail')) return 'fail';
  if (has('warn')) return 'warn';
  if (has('unknown') || incomplete) return 'unknown';
  return 'pass';
}
