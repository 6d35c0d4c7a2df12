/** What a scalar is to go's yaml.v2, which reads aws-auth on the control plane. */
export type ScalarKind =
  | 'text'
  | 'number'
  /** a number beyond 63 bits: fine as a value, refused as a key */
  | 'big-number'
  /** infinity or not a number, which JSON cannot say */
  | 'not-finite'
  | 'boolean'
  | 'null';

const booleans = new Set(
  ['y', 'yes', 'true', 'on', 'n', 'no', 'false', 'off'].flatMap(word => [
    word,
    word[0].toUpperCase() + word.slice(1),
    word.toUpperCase(),
  ]),
);
const nulls = new Set(['', '~', 'null', 'Null', 'NULL']);
const notFinite = /^(?:\.nan|\.NaN|\.NAN|[+-]?(?:\.inf|\.Inf|\.INF))$/;
const integer =
  /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[1-9][0-9]*|0)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const dotFloat = /^\.[0-9]+(?:[eE][-+]?[0-9]+)?$/;

const MAX_INT = 2n ** 63n - 1n;
const MAX_UINT = 2n ** 64n - 1n;

function numberKind(text: string): ScalarKind {
  const digits = text.replaceAll('_', '');
  const whole = integer.exec(digits);
  if (whole) {
    const size = BigInt(whole[2].replace(/^0(?=[0-7])/, '0o').toLowerCase());
    const limit = whole[1] === '-' ? MAX_INT + 1n : MAX_INT;
    if (size <= limit) return 'number';
    if (whole[1] === '' && size <= MAX_UINT) return 'big-number';
  }
  return float.test(digits) && Number.isFinite(Number(digits))
    ? 'number'
    : 'text';
}

/**
 * An unquoted scalar by YAML 1.1 as yaml.v2 does it: `yes` and `on` are booleans, `0123`, `1_000` and `1e3` numbers;
 * base 60 (`1:30`) and dates stay text. https://github.com/go-yaml/yaml/blob/v2.4.0/resolve.go
 */
export function plainScalarKind(text: string): ScalarKind {
  if (nulls.has(text)) return 'null';
  if (booleans.has(text)) return 'boolean';
  if (notFinite.test(text)) return 'not-finite';
  if (text.startsWith('.')) {
    return dotFloat.test(text) && Number.isFinite(Number(text))
      ? 'number'
      : 'text';
  }
  return /^[-+0-9]/.test(text) ? numberKind(text) : 'text';
}

const scheme = 'tag:yaml.org,2002:';
const date =
  /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})| \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)?$/;

/** A scalar with a tag; `undefined` where the tag says something else than the text. */
export function taggedScalarKind(
  tag: string,
  text: string,
): ScalarKind | undefined {
  const kind = plainScalarKind(text);
  switch (tag.startsWith(scheme) ? tag.slice(scheme.length) : '') {
    case 'bool':
      return kind === 'boolean' ? kind : undefined;
    case 'null':
      return kind === 'null' ? kind : undefined;
    case 'int': {
      // Without its point and exponent a float is an integer.
      const isWhole = kind === 'number' || kind === 'big-number';
      return isWhole && isInteger(text) ? kind : undefined;
    }
    case 'float':
      if (kind === 'big-number') return undefined;
      return kind === 'number' || kind === 'not-finite' ? kind : undefined;
    case 'timestamp':
      return date.test(text) ? 'text' : undefined;
    default:
      return 'text';
  }
}

function isInteger(text: string): boolean {
  const whole = integer.exec(text.replaceAll('_', ''));
  if (!whole) return false;
  const size = BigInt(whole[2].replace(/^0(?=[0-7])/, '0o').toLowerCase());
  return size <= (whole[1] === '' ? MAX_UINT : MAX_INT + 1n);
}

/** Text that can stand unquoted anywhere, in block and in flow, and is read back as itself. */
const safePlain = /^[A-Za-z][A-Za-z0-9_:/@.+=-]*$/;

/** Escapes are those of JSON, but for characters beyond 16 bits: libyaml refuses the two halves of one. */
function doubleQuoted(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[\u007f-\u{10ffff}]/gu,
    char => {
      const code = char.codePointAt(0) ?? 0;
      const digits = code.toString(16);
      return code > 0xffff
        ? `\\U${digits.padStart(8, '0')}`
        : `\\u${digits.padStart(4, '0')}`;
    },
  );
}

/** A YAML scalar that every reader, of YAML 1.1 or 1.2, reads as this text. */
export function quoteYaml(text: string): string {
  if (
    safePlain.test(text) &&
    !text.endsWith(':') &&
    plainScalarKind(text) === 'text'
  ) {
    return text;
  }
  return /[^\x20-\x7e]/.test(text)
    ? doubleQuoted(text)
    : `'${text.replaceAll("'", "''")}'`;
}
