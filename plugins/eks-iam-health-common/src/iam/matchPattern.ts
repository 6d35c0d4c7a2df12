import { best, Comparison, toAnswer } from './answer';
import { RequestContext } from './context';

/** `${key}` or `${key, 'default'}` inside a pattern. */
interface PolicyVariable {
  key: string;
  fallback?: string;
}

/** A literal character (its code), a wildcard, or a variable whose value is taken literally. */
type Token = number | PolicyVariable;

const ONE = -1;
const RUN = -2;
/** `?` and `*` that stay within a segment of an ARN */
const ONE_IN_SEGMENT = -3;
const RUN_IN_SEGMENT = -4;
const COLON = 58;

/** A pattern that was looked at once and can be compared often. */
export interface Pattern {
  text: string;
  /** `incomparable` when a variable has no value: AWS ignores the statement then */
  matches: (value: string, context: RequestContext) => Comparison;
}

interface PatternOptions {
  ignoreCase?: boolean;
  /** resolve `${...}`; only policies of version 2012-10-17 do */
  variables?: boolean;
  /** treat colons as the borders of ARN segments */
  arn?: boolean;
  /** `*` and `?` are wildcards */
  wildcards?: boolean;
}

/** Actions ignore case; `*` is any run and `?` any one character. */
export function actionPattern(pattern: string): Pattern {
  return toPattern(pattern, { ignoreCase: true, wildcards: true });
}

/**
 * Resources respect case. In the first five fields of an ARN a wildcard stays within its segment, except a `*` that
 * ends the segment, which may expand beyond the colon; in the last field wildcards match anything.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourcePattern(pattern: string, variables: boolean): Pattern {
  const options = {
    arn: pattern.startsWith('arn:'),
    wildcards: true,
    variables,
  };
  const asWritten = toPattern(pattern, options);
  if (!options.arn || arnFields(pattern).length === 6) return asWritten;
  // Short of fields it may be meant either way: completed, or with a `*` that stands for several fields.
  const completed = toPattern(completeArn(pattern), options);
  return {
    text: pattern,
    matches: (value, context) =>
      best([asWritten, completed], one => one.matches(value, context)),
  };
}

/** A value of a String condition. */
export function stringPattern(
  pattern: string,
  options: { wildcards: boolean; ignoreCase: boolean; variables: boolean },
): Pattern {
  return toPattern(pattern, options);
}

/** Splits an ARN into its six fields; the last one keeps its colons. */
export function arnFields(arn: string): string[] {
  const fields = arn.split(':');
  return fields.length <= 6
    ? fields
    : [...fields.slice(0, 5), fields.slice(5).join(':')];
}

/** IAM completes an ARN with fewer than six fields by `*`. */
function completeArn(pattern: string): string {
  const fields = arnFields(pattern);
  while (fields.length < 6) fields.push('*');
  return fields.join(':');
}

const isVariable = (token: Token): token is PolicyVariable =>
  typeof token === 'object';
const isCode = (token: Token): token is number => typeof token === 'number';

function toPattern(text: string, options: PatternOptions): Pattern {
  const { ignoreCase = false } = options;
  const source = ignoreCase ? text.toLowerCase() : text;
  const fold = (value: string) => (ignoreCase ? value.toLowerCase() : value);
  const tokens = tokenise(source, options);

  if (tokens.some(isVariable)) {
    return {
      text,
      matches: (value, context) => {
        const resolved = resolve(tokens, context, fold);
        return typeof resolved === 'string'
          ? resolved
          : toAnswer(matchTokens(resolved, fold(value)));
      },
    };
  }
  const codes = tokens.filter(isCode);
  if (codes.every(code => code >= 0)) {
    const literal = String.fromCharCode(...codes);
    return { text, matches: value => toAnswer(fold(value) === literal) };
  }
  if (codes.length === 1 && codes[0] === RUN) {
    return { text, matches: () => 'yes' };
  }
  if (
    codes[codes.length - 1] === RUN &&
    codes.slice(0, -1).every(code => code >= 0)
  ) {
    const prefix = String.fromCharCode(...codes.slice(0, -1));
    return { text, matches: value => toAnswer(fold(value).startsWith(prefix)) };
  }
  return { text, matches: value => toAnswer(matchTokens(codes, fold(value))) };
}

function tokenise(pattern: string, options: PatternOptions): Token[] {
  const tokens: Token[] = [];
  let colons = 0;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    const end =
      options.variables && char === '$' && pattern[i + 1] === '{'
        ? pattern.indexOf('}', i)
        : -1;
    if (end > 0) {
      tokens.push(toVariable(pattern.slice(i + 2, end)));
      i = end;
      continue;
    }
    if (char === ':') colons += 1;
    const strict = options.arn === true && colons < 5;
    if (options.wildcards && char === '*') {
      const endsSegment = pattern[i + 1] === ':' || i === pattern.length - 1;
      tokens.push(strict && !endsSegment ? RUN_IN_SEGMENT : RUN);
    } else if (options.wildcards && char === '?') {
      tokens.push(strict ? ONE_IN_SEGMENT : ONE);
    } else {
      tokens.push(pattern.charCodeAt(i));
    }
  }
  return tokens;
}

/** `${*}`, `${?}` and `${$}` are the escapes of the three special characters. */
function toVariable(inner: string): Token {
  if (inner === '*' || inner === '?' || inner === '$') {
    return inner.charCodeAt(0);
  }
  const [, key, fallback] = /^\s*([^,]*?)\s*(?:,\s*'(.*)'\s*)?$/.exec(
    inner,
  ) ?? [undefined, inner, undefined];
  return { key: key.toLowerCase(), fallback };
}

/** A variable without a value compares to nothing; one whose value is unknown leaves the question open. */
function resolve(
  tokens: Token[],
  context: RequestContext,
  fold: (value: string) => string,
): number[] | Comparison {
  const codes: number[] = [];
  for (const token of tokens) {
    if (isCode(token)) {
      codes.push(token);
      continue;
    }
    const value = context.valueOf(token.key);
    if (value === 'unknown') return 'unknown';
    // "Multivalued keys cannot be used": neither do they have a default.
    if (value !== 'absent' && value.length > 1) return 'incomparable';
    const text =
      value === 'absent' || value.length === 0 ? token.fallback : value[0];
    if (text === undefined) return 'incomparable';
    for (const char of fold(text)) {
      for (let i = 0; i < char.length; i++) codes.push(char.charCodeAt(i));
    }
  }
  return codes;
}

function matchesOne(token: number, code: number): boolean {
  if (token === ONE) return true;
  if (token === ONE_IN_SEGMENT) return code !== COLON;
  return token === code;
}

function matchTokens(tokens: readonly number[], text: string): boolean {
  return tokens.includes(RUN_IN_SEGMENT)
    ? matchBySets(tokens, text)
    : matchGreedily(tokens, text);
}

/** With one kind of `*` it is enough to go back to the last one: linear in practice, never exponential. */
function matchGreedily(tokens: readonly number[], text: string): boolean {
  let t = 0;
  let i = 0;
  let star = -1;
  let resume = 0;
  while (i < text.length) {
    if (t < tokens.length && tokens[t] === RUN) {
      star = t;
      t += 1;
      resume = i;
    } else if (t < tokens.length && matchesOne(tokens[t], text.charCodeAt(i))) {
      t += 1;
      i += 1;
    } else if (star >= 0) {
      t = star + 1;
      resume += 1;
      i = resume;
    } else {
      return false;
    }
  }
  while (t < tokens.length && tokens[t] === RUN) t += 1;
  return t === tokens.length;
}

/** With two kinds of `*` all positions that are possible are kept: slower, but right. */
function matchBySets(tokens: readonly number[], text: string): boolean {
  const isRun = (t: number) =>
    tokens[t] === RUN || tokens[t] === RUN_IN_SEGMENT;
  const closure = (states: Set<number>) => {
    for (const state of states) if (isRun(state)) states.add(state + 1);
    return states;
  };
  let states = closure(new Set([0]));
  for (let i = 0; i < text.length && states.size > 0; i++) {
    const code = text.charCodeAt(i);
    const next = new Set<number>();
    for (const state of states) {
      if (tokens[state] === RUN) next.add(state);
      else if (tokens[state] === RUN_IN_SEGMENT) {
        if (code !== COLON) next.add(state);
      } else if (state < tokens.length && matchesOne(tokens[state], code)) {
        next.add(state + 1);
      }
    }
    states = closure(next);
  }
  return states.has(tokens.length);
}
