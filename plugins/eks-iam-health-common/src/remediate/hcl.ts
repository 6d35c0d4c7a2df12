/** The two marks at which Terraform begins a template stand doubled for themselves. */
const literal = (text: string) =>
  text.replace(/([$%])\{/g, (_, mark: string) => `${mark}${mark}{`);

/** A string of Terraform's language: quotes, backslashes and its two template marks are literal. */
export function quoteHcl(text: string): string {
  return literal(JSON.stringify(text));
}

/** A list of strings. */
export const hclList = (values: readonly string[]): string =>
  `[${values.map(quoteHcl).join(', ')}]`;

/** A name for a resource, made of what it is about. */
export function hclName(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[a-z]/.test(name) ? name : `r_${name}`;
}

/** A JSON document as a heredoc, in which only the template marks need care. */
export function hclJson(value: unknown): string {
  const text = literal(JSON.stringify(value, null, 2));
  return `<<-JSON\n${text.replace(/^/gm, '    ')}\n  JSON`;
}

/** A resource block; arguments are written as they are. */
export function hclResource(
  type: string,
  name: string,
  args: Array<readonly [string, string] | undefined>,
): string {
  const kept = args.filter(
    (arg): arg is readonly [string, string] => arg !== undefined,
  );
  const simple = kept.filter(([, value]) => !value.startsWith('{'));
  const width = Math.max(0, ...simple.map(([key]) => key.length));
  const body = kept.map(([key, value]) =>
    value.startsWith('{')
      ? `\n  ${key} ${value}`
      : `  ${key.padEnd(width)} = ${value}`,
  );
  return `resource "${type}" "${name}" {\n${body.join('\n')}\n}`;
}
