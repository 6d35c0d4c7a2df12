/** What a plain (unquoted) scalar is to go's yaml.v2, which reads aws-auth on the control plane. */
export type ScalarKind = 'text' | 'number' | 'boolean' | 'null' | 'merge';

const booleans = new Set(
  ['y', 'yes', 'true', 'on', 'n', 'no', 'false', 'off'].flatMap(word => [
    word,
    word[0].toUpperCase() + word.slice(1),
    word.toUpperCase(),
  ]),
);
const nulls = new Set(['', '~', 'null', 'Null', 'NULL']);
const infinities = /^(?:\.nan|\.NaN|\.NAN|[+-]?(?:\.inf|\.Inf|\.INF))$/;
const integer =
  /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[1-9][0-9]*|0)$/;
// An exponent needs its sign here; `1e3` is text. https://github.com/go-yaml/yaml/blob/v2.4.0/resolve.go
const float = /^[-+]?[0-9]*\.?[0-9]+(?:[eE][-+][0-9]+)?$/;
const dotFloat = /^\.[0-9]+(?:[eE][-+]?[0-9]+)?$/;

/**
 * YAML 1.1 as yaml.v2 does it: `yes` and `on` are booleans, `0123` and `1_000` numbers; base 60 (`1:30`) and dates stay
 * text.
 */
export function plainScalarKind(text: string): ScalarKind {
  if (nulls.has(text)) return 'null';
  if (booleans.has(text)) return 'boolean';
  if (text === '<<') return 'merge';
  if (infinities.test(text) || dotFloat.test(text)) return 'number';
  if (!/^[-+0-9]/.test(text)) return 'text';
  const digits = text.replaceAll('_', '');
  return integer.test(digits) || float.test(digits) ? 'number' : 'text';
}

/** Text that can stand unquoted anywhere, in block and in flow, and is read back as itself. */
const safePlain = /^[A-Za-z][A-Za-z0-9_:/@.+=-]*$/;

/** A YAML scalar that every reader, of YAML 1.1 or 1.2, reads as this text. */
export function quoteYaml(text: string): string {
  if (
    safePlain.test(text) &&
    !text.endsWith(':') &&
    plainScalarKind(text) === 'text'
  ) {
    return text;
  }
  // Double quotes, whose escapes are those of JSON, for all that single quotes would fold or cannot show.
  return /[^\x20-\x7e]/.test(text)
    ? JSON.stringify(text).replace(
        /[\u007f-\uffff]/g,
        char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
    : `'${text.replaceAll("'", "''")}'`;
}
