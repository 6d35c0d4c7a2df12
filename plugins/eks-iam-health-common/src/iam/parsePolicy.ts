import { JsonReading, readJson } from './validate/readJson';

/** One thing that is wrong with a policy document, and where. @public */
export interface PolicyProblem {
  /** `Statement[0].Condition.StringEquals` */
  path: string;
  message: string;
}

/** Who a statement with `Principal` is about. `everyone` is `*` or `{"AWS": "*"}`. @public */
export interface PolicyPrincipals {
  everyone: boolean;
  aws: string[];
  service: string[];
  federated: string[];
  canonicalUser: string[];
}

/** One key of one operator of a `Condition` element. @public */
export interface PolicyCondition {
  operator: string;
  key: string;
  values: string[];
}

/** One statement; each element is either the plain or the `Not` form. @public */
export interface PolicyStatement {
  index: number;
  sid?: string;
  effect: 'Allow' | 'Deny';
  principals?: PolicyPrincipals;
  notPrincipals?: PolicyPrincipals;
  actions?: string[];
  notActions?: string[];
  resources?: string[];
  notResources?: string[];
  conditions: PolicyCondition[];
  /** the statement as it was written */
  source: unknown;
}

/** A policy document taken apart, with what is wrong about it. @public */
export interface ParsedPolicy {
  version: '2008-10-17' | '2012-10-17';
  statements: PolicyStatement[];
}

/** A policy, or everything that keeps the document from being one. @public */
export type PolicyParse =
  | { status: 'parsed'; policy: ParsedPolicy }
  | { status: 'malformed'; problems: PolicyProblem[] };

type Json = Record<string, unknown>;
type Report = (path: string, message: string) => void;

const policyElements = ['Version', 'Id', 'Statement'];
const statementElements = [
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

/**
 * Reads a policy document, as JSON text (also percent-encoded, as the IAM API sends it) or as a value. IAM refuses to
 * store what is reported here, so a document with any problem is not guessed at.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 *
 * @public
 */
export function parsePolicy(document: unknown): PolicyParse {
  const problems: PolicyProblem[] = [];
  const report: Report = (path, message) => problems.push({ path, message });
  const policy = toPolicy(toValue(document, report), report);
  return policy && problems.length === 0
    ? { status: 'parsed', policy }
    : { status: 'malformed', problems };
}

const malformed = (message: string): JsonReading => ({
  status: 'malformed',
  problem: { path: '', message: `not JSON: ${message}` },
});

/** IAM's API sends documents percent-encoded. */
function decoded(text: string): string | undefined {
  if (!/^%7B|^%20|^%0A/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function toValue(document: unknown, report: Report): unknown {
  if (typeof document !== 'string') return document;
  const text = decoded(document.trimStart());
  const reading =
    text === undefined
      ? malformed('percent-encoded text that cannot be decoded')
      : readJson(text);
  if (reading.status === 'malformed') {
    report(reading.problem.path, reading.problem.message);
    return undefined;
  }
  // Of a name that is given twice one would be passed over, and it may be the Deny.
  reading.repeated.forEach(({ path, message }) => report(path, message));
  return reading.value;
}

function toPolicy(value: unknown, report: Report): ParsedPolicy | undefined {
  if (value === undefined) {
    report('', 'no document');
    return undefined;
  }
  if (!isObject(value)) {
    report('', 'must be an object');
    return undefined;
  }
  reportUnknown(value, policyElements, '', report);
  const version = value.Version ?? '2008-10-17';
  if (version !== '2008-10-17' && version !== '2012-10-17') {
    report('Version', 'must be `2012-10-17` or `2008-10-17`');
    return undefined;
  }
  if (value.Statement === undefined) {
    report('Statement', 'is missing');
    return undefined;
  }
  const list = Array.isArray(value.Statement)
    ? value.Statement
    : [value.Statement];
  return {
    version,
    statements: list.flatMap((statement: unknown, index) => {
      const path = Array.isArray(value.Statement)
        ? `Statement[${index}]`
        : 'Statement';
      return toStatement(statement, index, path, report) ?? [];
    }),
  };
}

function toStatement(
  value: unknown,
  index: number,
  path: string,
  report: Report,
): PolicyStatement | undefined {
  if (!isObject(value)) {
    report(path, 'must be an object');
    return undefined;
  }
  reportUnknown(value, statementElements, `${path}.`, report);
  for (const element of ['Principal', 'Action', 'Resource']) {
    if (value[element] !== undefined && value[`Not${element}`] !== undefined) {
      report(path, `has both \`${element}\` and \`Not${element}\``);
    }
  }
  if (value.Effect !== 'Allow' && value.Effect !== 'Deny') {
    report(`${path}.Effect`, 'must be `Allow` or `Deny`');
    return undefined;
  }
  if (value.Action === undefined && value.NotAction === undefined) {
    report(path, 'has neither `Action` nor `NotAction`');
  }
  if (value.Sid !== undefined && typeof value.Sid !== 'string') {
    report(`${path}.Sid`, 'must be text');
  }
  const strings = (element: string) =>
    value[element] === undefined
      ? undefined
      : toStrings(value[element], `${path}.${element}`, report);
  const principals = (element: string) =>
    value[element] === undefined
      ? undefined
      : toPrincipals(value[element], `${path}.${element}`, report);
  return {
    index,
    ...(typeof value.Sid === 'string' && value.Sid ? { sid: value.Sid } : {}),
    effect: value.Effect,
    principals: principals('Principal'),
    notPrincipals: principals('NotPrincipal'),
    actions: strings('Action'),
    notActions: strings('NotAction'),
    resources: strings('Resource'),
    notResources: strings('NotResource'),
    conditions: toConditions(value.Condition, `${path}.Condition`, report),
    source: value,
  };
}

function toPrincipals(
  value: unknown,
  path: string,
  report: Report,
): PolicyPrincipals {
  const nobody: PolicyPrincipals = {
    everyone: false,
    aws: [],
    service: [],
    federated: [],
    canonicalUser: [],
  };
  if (value === '*') return { ...nobody, everyone: true };
  // The grammar wants an object here; what the short form means is beyond doubt all the same.
  if (typeof value === 'string' && /^(arn:|\d{12}$)/.test(value)) {
    return { ...nobody, aws: [value] };
  }
  if (!isObject(value)) {
    report(path, 'must be `*` or an object');
    return nobody;
  }
  reportUnknown(
    value,
    ['AWS', 'Service', 'Federated', 'CanonicalUser'],
    `${path}.`,
    report,
  );
  const strings = (key: string) =>
    value[key] === undefined
      ? []
      : toStrings(value[key], `${path}.${key}`, report);
  const aws = strings('AWS');
  return {
    everyone: aws.includes('*'),
    aws: aws.filter(principal => principal !== '*'),
    service: strings('Service'),
    federated: strings('Federated'),
    canonicalUser: strings('CanonicalUser'),
  };
}

function toConditions(
  value: unknown,
  path: string,
  report: Report,
): PolicyCondition[] {
  if (value === undefined) return [];
  if (!isObject(value)) {
    report(path, 'must be an object');
    return [];
  }
  return Object.entries(value).flatMap(([operator, keys]) => {
    if (!isObject(keys)) {
      report(`${path}.${operator}`, 'must be an object');
      return [];
    }
    return Object.entries(keys).map(([key, values]) => ({
      operator,
      key,
      values: toStrings(values, `${path}.${operator}.${key}`, report, true),
    }));
  });
}

/** Conditions may hold booleans and numbers too; they compare as their text. */
function toStrings(
  value: unknown,
  path: string,
  report: Report,
  scalars = false,
): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((item, index) => {
    if (typeof item === 'string') return [item];
    if (scalars && (typeof item === 'boolean' || typeof item === 'number')) {
      return [String(item)];
    }
    report(Array.isArray(value) ? `${path}[${index}]` : path, 'must be text');
    return [];
  });
}

function reportUnknown(
  value: Json,
  known: string[],
  prefix: string,
  report: Report,
) {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      report(`${prefix}${key}`, 'is not an element of the policy language');
    }
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
