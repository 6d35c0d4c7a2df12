const flowStart = /^([ ]*(?:-[ ]+)*(?:[\w.-]+:[ ]+)?)[[{]/;

/**
 * The text with every flow collection (`[...]`, `{...}`) on one line: breaks and comments in it become blanks, so that
 * all offsets stay. libyaml does not care how the lines of a flow collection are indented; the parser used here does.
 */
export function flattenFlow(text: string): string {
  const out = text.split('');
  let lineStart = 0;
  while (lineStart < text.length) {
    const lineEnd = endOfLine(text, lineStart);
    const start = flowStart.exec(text.slice(lineStart, lineEnd));
    lineStart = start
      ? endOfLine(text, flatten(text, out, lineStart + start[0].length))
      : lineEnd;
    lineStart += 1;
  }
  return out.join('');
}

function endOfLine(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found < 0 ? text.length : found;
}

/** Blanks out breaks and comments from inside a bracket to its end; gives the offset behind it. */
function flatten(text: string, out: string[], from: number): number {
  let depth = 1;
  let quote = '';
  let i = from;
  for (; i < text.length && depth > 0; i++) {
    const char = text[i];
    if (quote) {
      if (char === '\\' && quote === '"') i += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') depth -= 1;
    else if (char === '\n' || char === '\r') out[i] = ' ';
    else if (char === '#' && /\s/.test(text[i - 1])) {
      const end = endOfLine(text, i);
      for (; i < end; i++) out[i] = ' ';
      out[i] = ' ';
    }
  }
  return i;
}
