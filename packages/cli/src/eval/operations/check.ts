import {
  areaFacts,
  checks,
  healthReport,
  parseSnapshot,
  runChecks,
} from 'backstage-plugin-eks-iam-health-common';
import { parseCheckOptions } from '../../checkRun/checkOptions';
import { chooseChecks } from '../../checkRun/chooseChecks';
import { recordOf, stringsOf } from '../input';
import { InputError, Operation } from '../operation';

/** `check`: all findings of a snapshot, and the verdict of every check; see EVAL.md. */
export const check: Operation = input => {
  const parse = parseSnapshot(recordOf(input, 'snapshot'));
  if (parse.status === 'invalid') {
    const [{ path, message }] = parse.problems;
    throw new InputError(`\`snapshot\` is no snapshot: ${path}: ${message}`);
  }
  const { snapshot } = parse;
  const { settings, ...options } = parseCheckOptions(input.config);
  const chosen = chooseChecks(
    checks,
    { only: stringsOf(input, 'only'), skip: stringsOf(input, 'skip') },
    options,
  );
  const outcomes = runChecks(snapshot, chosen, {
    ...settings,
    now: snapshot.collectedAt,
  });
  const { score, coverage, counts } = healthReport(
    snapshot,
    outcomes,
    areaFacts(snapshot),
  );
  return {
    findings: outcomes.flatMap(({ findings }) => findings),
    checks: outcomes.map(({ checkId, number, severity, verdict, missing }) => ({
      ...{ id: checkId, number, severity, verdict, missing },
    })),
    ...{ score, coverage, counts },
  };
};
