/**
 * The first record of a text as Go's `encoding/csv` reads it with its defaults: nothing is trimmed, empty lines are
 * passed over, a quote may stand only around a whole field. `undefined` where Go gives an error or there is no record.
 * https://pkg.go.dev/encoding/csv#Reader
 *
 * @public
 */
export function firstCsvRecord(text: string): string[] | undefined {
  const lines = linesOf(text);
  const start = lines.findIndex(line => line !== '' && line !== '\n');
  if (start < 0) return undefined;

  const fields: string[] = [];
  let next = start + 1;
  let rest = lines[start];
  for (;;) {
    if (!rest.startsWith('"')) {
      const comma = rest.indexOf(',');
      const field = comma < 0 ? rest.replace(/\n$/, '') : rest.slice(0, comma);
      if (field.includes('"')) return undefined;
      fields.push(field);
      if (comma < 0) return fields;
      rest = rest.slice(comma + 1);
      continue;
    }
    rest = rest.slice(1);
    let field = '';
    for (;;) {
      const quote = rest.indexOf('"');
      if (quote < 0) {
        // A quoted field goes on over the end of the line.
        if (next >= lines.length) return undefined;
        field += rest;
        rest = lines[next];
        next += 1;
        continue;
      }
      field += rest.slice(0, quote);
      rest = rest.slice(quote + 1);
      if (!rest.startsWith('"')) break;
      field += '"';
      rest = rest.slice(1);
    }
    fields.push(field);
    if (rest === '' || rest === '\n') return fields;
    if (!rest.startsWith(',')) return undefined;
    rest = rest.slice(1);
  }
}

/** Lines with their end; `\r\n` counts as `\n`, and a `\r` at the very end as nothing. */
function linesOf(text: string): string[] {
  const lines = text.split(/(?<=\n)/).map(line => line.replace(/\r\n$/, '\n'));
  const last = lines.length - 1;
  lines[last] = lines[last].replace(/\r$/, '');
  return lines;
}
