import { actionProblem, trustActionProblem } from './actionProblem';
import { reportCondition } from './conditionProblems';
import { PolicyKind, rulesOfKind } from './policyKind';
import { principalProblem } from './principalProblem';
import { isObject, Report, reportStrings } from './report';
import { resourceProblem } from './resourceProblem';

type Statement = Record<string, unknown>;

const elements = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/** An element that is null is reported as such, and as nothing else. */
const has = (statement: Statement, element: string) =>
  statement[element] !== undefined && statement[element] !== null;

const given = (statement: Statement, element: string) =>
  [element, `Not${element}`].filter(name => has(statement, name));

/** Reports what is wrong with one statement. */
export function reportStatement(
  value: unknown,
  path: string,
  kind: PolicyKind,
  report: Report,
) {
  if (!isObject(value)) {
    report(path, 'must be an object');
    return;
  }
  for (const [element, content] of Object.entries(value)) {
    if (!elements.includes(element)) {
      report(`${path}.${element}`, 'is not an element of the policy language');
    } else if (content === null) {
      report(`${path}.${element}`, 'must not be null');
    }
  }
  for (const element of ['Principal', 'Action', 'Resource']) {
    if (has(value, element) && has(value, `Not${element}`)) {
      report(path, `has both \`${element}\` and \`Not${element}\``);
    }
  }
  reportSid(value, path, kind, report);
  reportEffect(value, path, kind, report);
  reportActions(value, path, kind, report);
  reportResources(value, path, kind, report);
  reportPrincipals(value, path, kind, report);
  if (has(value, 'Condition')) {
    reportCondition(value.Condition, `${path}.Condition`, report);
  }
}

function reportSid(
  { Sid }: Statement,
  path: string,
  kind: PolicyKind,
  report: Report,
) {
  if (Sid === undefined || Sid === null) return;
  if (typeof Sid !== 'string') {
    report(`${path}.Sid`, 'must be text');
  } else if (rulesOfKind[kind].plainSid && !/^[A-Za-z0-9]*$/.test(Sid)) {
    report(`${path}.Sid`, 'must consist of letters and digits');
  }
}

function reportEffect(
  statement: Statement,
  path: string,
  kind: PolicyKind,
  report: Report,
) {
  const { Effect } = statement;
  if (!('Effect' in statement)) {
    report(path, 'has no `Effect`');
  } else if (Effect !== null && Effect !== 'Allow' && Effect !== 'Deny') {
    report(`${path}.Effect`, 'must be `Allow` or `Deny`');
  } else if (kind === 'resourceControl' && Effect === 'Allow') {
    report(`${path}.Effect`, 'must be `Deny` in a resource control policy');
  }
}

function reportActions(
  statement: Statement,
  path: string,
  kind: PolicyKind,
  report: Report,
) {
  const names = given(statement, 'Action');
  if (names.length === 0) {
    report(path, 'has neither `Action` nor `NotAction`');
  }
  for (const name of names) {
    reportStrings(
      statement[name],
      `${path}.${name}`,
      report,
      action =>
        actionProblem(action) ??
        (kind === 'trust' ? trustActionProblem(action) : undefined),
    );
  }
  if (kind === 'resourceControl' && has(statement, 'NotAction')) {
    report(`${path}.NotAction`, 'has no place in a resource control policy');
  }
}

function reportResources(
  statement: Statement,
  path: string,
  kind: PolicyKind,
  report: Report,
) {
  const names = given(statement, 'Resource');
  const presence = rulesOfKind[kind].resource;
  if (names.length === 0 && presence === 'required') {
    report(path, 'has neither `Resource` nor `NotResource`');
  }
  for (const name of names) {
    if (presence === 'forbidden') {
      report(`${path}.${name}`, 'has no place in a trust policy');
    } else {
      reportStrings(
        statement[name],
        `${path}.${name}`,
        report,
        resourceProblem,
      );
    }
  }
}

function reportPrincipals(
  statement: Statement,
  path: string,
  kind: PolicyKind,
  report: Report,
) {
  const names = given(statement, 'Principal');
  const presence = rulesOfKind[kind].principal;
  if (names.length === 0 && presence === 'required') {
    report(path, 'has neither `Principal` nor `NotPrincipal`');
  }
  for (const name of names) {
    if (presence === 'forbidden') {
      report(
        `${path}.${name}`,
        'has no place here: the principal is the one the policy is attached to',
      );
    } else if (kind === 'resourceControl' && statement[name] !== '*') {
      report(`${path}.${name}`, 'must be `*` in a resource control policy');
    } else {
      reportPrincipal(statement[name], `${path}.${name}`, kind, report);
    }
  }
}

function reportPrincipal(
  value: unknown,
  path: string,
  kind: PolicyKind,
  report: Report,
) {
  if (value === '*') return;
  if (!isObject(value)) {
    report(path, 'must be `*` or an object');
    return;
  }
  if (Object.keys(value).length === 0) report(path, 'must not be empty');
  for (const [type, principals] of Object.entries(value)) {
    const at = `${path}.${type}`;
    if (type === 'AWS' || type === 'Service' || type === 'Federated') {
      reportStrings(principals, at, report, text =>
        principalProblem(type, text),
      );
    } else if (type === 'CanonicalUser' && kind !== 'trust') {
      reportStrings(principals, at, report, text =>
        principalProblem(type, text),
      );
    } else {
      report(at, 'is no kind of principal');
    }
  }
}
