import { PolicyProblem } from '../parsePolicy';
import { PolicyKind } from './policyKind';
import { readJson } from './readJson';
import { isObject, Report } from './report';
import { reportStatement } from './statementProblems';

const elements = ['Version', 'Id', 'Statement'];
const versions: unknown[] = ['2008-10-17', '2012-10-17'];

/**
 * Everything that is wrong with a policy by AWS's grammar, each with its path; an empty list for a policy that AWS takes.
 * The document is JSON text or a value. Whether services, actions, condition keys and principals exist is another
 * question, and so are the limits of length.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 *
 * @public
 */
export function validatePolicy(
  document: unknown,
  kind: PolicyKind = 'identity',
): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const report: Report = (path, message) => problems.push({ path, message });
  if (typeof document !== 'string') {
    reportDocument(document, kind, report);
    return problems;
  }
  const reading = readJson(document);
  if (reading.status === 'malformed') return [reading.problem];
  problems.push(...reading.repeated);
  reportDocument(reading.value, kind, report);
  return problems;
}

function reportDocument(value: unknown, kind: PolicyKind, report: Report) {
  if (!isObject(value)) {
    report('', 'must be an object');
    return;
  }
  for (const element of Object.keys(value)) {
    if (!elements.includes(element)) {
      report(element, 'is not an element of the policy language');
    }
  }
  if ('Version' in value && !versions.includes(value.Version)) {
    report('Version', 'must be `2012-10-17` or `2008-10-17`');
  }
  if ('Id' in value && typeof value.Id !== 'string') {
    report('Id', 'must be text');
  }
  reportStatements(value, kind, report);
}

function reportStatements(
  { Statement }: Record<string, unknown>,
  kind: PolicyKind,
  report: Report,
) {
  if (Statement === undefined) {
    report('Statement', 'is missing');
    return;
  }
  if (!Array.isArray(Statement)) {
    reportStatement(Statement, 'Statement', kind, report);
    return;
  }
  if (Statement.length === 0) {
    report('Statement', 'must hold at least one statement');
  }
  const sids = new Set<unknown>();
  Statement.forEach((statement: unknown, index) => {
    const path = `Statement[${index}]`;
    reportStatement(statement, path, kind, report);
    const sid = isObject(statement) ? statement.Sid : undefined;
    if (!sid) return;
    if (sids.has(sid)) report(`${path}.Sid`, 'is used by another statement');
    sids.add(sid);
  });
}
