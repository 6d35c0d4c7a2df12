const plain = /^[A-Za-z0-9_@%+:,./][A-Za-z0-9_@%+=:,./-]*$/;

/**
 * One word of a POSIX shell: as it is where nothing in it means anything to a shell, else in single quotes, in which
 * everything is literal.
 *
 * @public
 */
export function quoteShell(text: string): string {
  return plain.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A value that stands for itself even if it begins with a dash, for options that take one value. */
export const option = (name: string, value: string): string =>
  value.startsWith('-')
    ? `${name}=${quoteShell(value)}`
    : `${name} ${quoteShell(value)}`;

/** A JSON document as one shell word. */
export const quoteJson = (value: unknown): string =>
  quoteShell(JSON.stringify(value));

/**
 * Several values of an AWS CLI list option. Words are separate where all are harmless, else one JSON list, since the
 * CLI would read `file://...` from disk and a leading dash as an option.
 */
export function listOption(name: string, values: readonly string[]): string {
  const harmless = values.every(
    value => /^[A-Za-z0-9]/.test(value) && !value.includes('://'),
  );
  return harmless
    ? `${name} ${values.map(quoteShell).join(' ')}`
    : `${name} ${quoteJson(values)}`;
}

/** Words of a command on one line, or one to a line with a backslash when they are long. */
export function command(...words: Array<string | undefined | false>): string {
  const kept = words.filter((word): word is string => Boolean(word));
  const line = kept.join(' ');
  return line.length <= 100 ? line : kept.join(' \\\n  ');
}

/** A line for the reader; it can never end early and become a command. */
export const remark = (text: string): string =>
  `# ${text.replace(/[\r\n\u2028\u2029]+/g, ' ')}`;

/** Commands below each other. */
export const lines = (...parts: Array<string | undefined | false>): string =>
  parts.filter(Boolean).join('\n');

/** The white space of ASCII, as `tr` knows it. */
const blanks = /[ \t\n\v\f\r]/g;

/**
 * Runs a command only if a document still is the one that was read: whatever somebody changed since is never overwritten.
 * Compared as text without white space, in the order in which AWS keeps the fields.
 */
export function ifStill(
  show: string,
  document: unknown,
  then: string,
  otherwise: string,
): string {
  const expected = JSON.stringify(document).replace(blanks, '');
  return [
    `if [ "$(${show} | tr -d '[:space:]')" = ${quoteShell(expected)} ]; then`,
    `  ${then}`,
    'else',
    `  echo ${quoteShell(otherwise)} >&2`,
    '  false',
    'fi',
  ].join('\n');
}
