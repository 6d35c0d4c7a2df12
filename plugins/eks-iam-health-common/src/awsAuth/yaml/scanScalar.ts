import {
  BrokenYaml,
  Cursor,
  isBlank,
  isBlankOrEnd,
  isBreak,
  isBreakOrEnd,
  isEnd,
} from './Cursor';

/** The text of a scalar, and where its last character stands. */
export interface ScannedScalar {
  value: string;
  end: number;
}

/** What a run of line breaks becomes between two parts of a scalar. */
const folded = (first: string, more: string) =>
  first === '\n' ? more || ' ' : first + more;

/** Blanks and breaks between two parts of a flow scalar. */
function scanGap(
  cursor: Cursor,
  startsBroken: boolean,
  onTab?: () => void,
): { text: string; isBroken: boolean } {
  let blanks = '';
  let first = '';
  let more = '';
  let isBroken = startsBroken;
  for (;;) {
    const char = cursor.at();
    if (isBlank(char)) {
      if (isBroken && char === '\t') onTab?.();
      if (isBroken) cursor.skip();
      else blanks += cursor.read();
    } else if (isBreak(char)) {
      if (isBroken) more += cursor.readBreak();
      else {
        first = cursor.readBreak();
        isBroken = true;
      }
    } else break;
  }
  if (!isBroken) return { text: blanks, isBroken };
  // Behind an escaped break there is no first one that would fold into a blank.
  return { text: first ? folded(first, more) : more, isBroken };
}

const endsPlainInFlow = new Set([',', '?', '[', ']', '{', '}']);

/** An unquoted scalar. `isBroken`: it ended behind a line break, where a key may begin. */
export function scanPlain(
  cursor: Cursor,
  isFlow: boolean,
  parentIndent: number,
): ScannedScalar & { isBroken: boolean } {
  const indent = parentIndent + 1;
  let value = '';
  let end = cursor.offset;
  let gap = { text: '', isBroken: false };
  for (;;) {
    if (cursor.isAtDocumentIndicator() || cursor.at() === '#') break;
    while (!isBlankOrEnd(cursor.at())) {
      const char = cursor.at();
      if (char === ':' && isBlankOrEnd(cursor.at(1))) break;
      if (isFlow && endsPlainInFlow.has(char)) break;
      value += gap.text;
      gap = { text: '', isBroken: false };
      value += cursor.read();
      end = cursor.offset;
    }
    if (!isBlank(cursor.at()) && !isBreak(cursor.at())) break;
    const start = cursor.offset;
    gap = scanGap(cursor, false, () => {
      if (cursor.column < indent) {
        throw new BrokenYaml(
          'found a tab character that violates indentation',
          cursor.offset,
        );
      }
    });
    if (!isFlow && cursor.column < indent) break;
    if (cursor.offset === start) break;
  }
  return { value, end, isBroken: gap.isBroken };
}

const escapes: Record<string, string> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};
const codeLengths: Record<string, number> = { x: 2, u: 4, U: 8 };

/** An escape of a double-quoted scalar, from its backslash on. */
function scanEscape(cursor: Cursor): string {
  const at = cursor.offset;
  cursor.skip();
  const char = cursor.read();
  const plain = escapes[char];
  if (plain !== undefined) return plain;
  const length = codeLengths[char];
  if (!length) throw new BrokenYaml('found unknown escape character', at);
  const digits = cursor.text.slice(cursor.offset, cursor.offset + length);
  if (digits.length < length || !/^[0-9A-Fa-f]+$/.test(digits)) {
    throw new BrokenYaml('did not find expected hexadecimal number', at);
  }
  const code = parseInt(digits, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    throw new BrokenYaml('found invalid Unicode character escape code', at);
  }
  for (let i = 0; i < length; i++) cursor.skip();
  return String.fromCodePoint(code);
}

/** A scalar in single or double quotes, from quote to quote. */
export function scanQuoted(cursor: Cursor): ScannedScalar {
  const start = cursor.offset;
  const quote = cursor.read();
  let value = '';
  for (;;) {
    if (cursor.isAtDocumentIndicator()) {
      throw new BrokenYaml('found unexpected document indicator', start);
    }
    if (isEnd(cursor.at())) {
      throw new BrokenYaml('found unexpected end of stream in quotes', start);
    }
    let isBroken = false;
    while (!isBlankOrEnd(cursor.at())) {
      const char = cursor.at();
      if (quote === "'" && char === quote && cursor.at(1) === quote) {
        value += quote;
        cursor.skip();
        cursor.skip();
      } else if (char === quote) {
        break;
      } else if (quote === '"' && char === '\\' && isBreak(cursor.at(1))) {
        cursor.skip();
        cursor.readBreak();
        isBroken = true;
        break;
      } else if (quote === '"' && char === '\\') {
        value += scanEscape(cursor);
      } else {
        value += cursor.read();
      }
    }
    if (cursor.at() === quote) break;
    value += scanGap(cursor, isBroken).text;
  }
  cursor.skip();
  return { value, end: cursor.offset };
}

interface BlockHeader {
  chomping: '+' | '-' | '';
  increment: number;
}

function scanIncrement(cursor: Cursor, start: number): number {
  if (!/^[0-9]$/.test(cursor.at())) return 0;
  if (cursor.at() === '0') {
    throw new BrokenYaml('found an indentation indicator equal to 0', start);
  }
  return Number(cursor.read());
}

const scanChomping = (cursor: Cursor): BlockHeader['chomping'] => {
  const char = cursor.at();
  if (char !== '+' && char !== '-') return '';
  cursor.skip();
  return char;
};

function scanBlockHeader(cursor: Cursor): BlockHeader {
  const start = cursor.offset;
  cursor.skip();
  let chomping = scanChomping(cursor);
  const increment = scanIncrement(cursor, start);
  if (!chomping && increment) chomping = scanChomping(cursor);
  cursor.skipBlanks();
  cursor.skipComment();
  if (!isBreakOrEnd(cursor.at())) {
    throw new BrokenYaml('did not find expected comment or line break', start);
  }
  if (isBreak(cursor.at())) cursor.readBreak();
  return { chomping, increment };
}

/** A literal (`|`) or folded (`>`) scalar. */
export function scanBlockScalar(
  cursor: Cursor,
  parentIndent: number,
): ScannedScalar {
  const start = cursor.offset;
  const isLiteral = cursor.at() === '|';
  const { chomping, increment } = scanBlockHeader(cursor);
  let indent = increment && Math.max(parentIndent, 0) + increment;
  let end = cursor.offset;
  let breaks = '';

  const isBefore = () => indent === 0 || cursor.column < indent;
  const scanBreaks = () => {
    end = cursor.offset;
    let deepest = 0;
    for (;;) {
      while (isBefore() && cursor.at() === ' ') cursor.skip();
      deepest = Math.max(deepest, cursor.column);
      if (isBefore() && cursor.at() === '\t') {
        throw new BrokenYaml(
          'found a tab character where an indentation space is expected',
          start,
        );
      }
      if (!isBreak(cursor.at())) break;
      breaks += cursor.readBreak();
      end = cursor.offset;
    }
    if (indent === 0) indent = Math.max(deepest, parentIndent + 1, 1);
  };

  scanBreaks();
  let value = '';
  let leading = '';
  let wasIndented = false;
  while (cursor.column === indent && !isEnd(cursor.at())) {
    const isIndented = isBlank(cursor.at());
    const folds =
      !isLiteral && !wasIndented && !isIndented && leading.startsWith('\n');
    if (!folds) value += leading;
    else if (!breaks) value += ' ';
    value += breaks;
    breaks = '';
    wasIndented = isIndented;
    while (!isBreakOrEnd(cursor.at())) value += cursor.read();
    leading = isBreak(cursor.at()) ? cursor.readBreak() : '';
    scanBreaks();
  }
  if (chomping !== '-') value += leading;
  if (chomping === '+') value += breaks;
  return { value, end };
}
