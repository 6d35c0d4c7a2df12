import { failedCallsIn } from './cloudTrailEvent';
import { denialSentences } from './denialSentence';
import { startsMessage } from './messageStart';
import { normalise, withoutNoise } from './normalise';
import { forbiddenSentences } from './parseForbidden';

/**
 * A paste in pieces that hold at most one error each, in their order: JSON documents apart from text, text by the lines
 * at which messages begin, and several refusals in one message each with the wrapper that stands before it.
 */
export function splitPaste(text: string): string[] {
  return documentsAndText(withoutNoise(text).split('\n')).flatMap(piece =>
    piece.kind === 'json'
      ? failedCallsIn(piece.value) ?? splitRefusals(piece.text)
      : messagesOf(piece.lines).flatMap(splitRefusals),
  );
}

type Part =
  | { kind: 'text'; lines: string[] }
  | { kind: 'json'; value: unknown; text: string };

/** Lines that look like the start of a document and are none must not make the work grow faster than the text. */
const LOOKS_PER_LINE = 8;

/** A JSON document fills a line, or begins at one and ends where its brackets are even again. */
function documentsAndText(lines: string[]): Part[] {
  const parts: Part[] = [];
  const addLine = (line: string) => {
    const last = parts[parts.length - 1];
    if (last?.kind === 'text') last.lines.push(line);
    else parts.push({ kind: 'text', lines: [line] });
  };
  let at = 0;
  let budget = LOOKS_PER_LINE * lines.length;
  while (at < lines.length) {
    const begins = /^\s*[{[]/.test(lines[at].slice(0, 80));
    const { end, looked } = begins
      ? endOfDocument(lines, at, budget)
      : { end: undefined, looked: 0 };
    budget -= looked;
    const text = end === undefined ? '' : lines.slice(at, end + 1).join('\n');
    const values = end === undefined ? [] : jsonIn(text);
    if (end !== undefined && values.length > 0) {
      values.forEach(value =>
        parts.push({
          kind: 'json',
          value,
          // line breaks inside of its strings are blanks between words
          text: (values.length === 1 ? text : JSON.stringify(value)).replace(
            /\\+[nrt]/g,
            ' ',
          ),
        }),
      );
      at = end + 1;
    } else {
      const upTo = end ?? at;
      // brackets that are no JSON are text, and not looked at a second time
      for (; at <= upTo; at++) addLine(lines[at]);
    }
  }
  return parts;
}

function endOfDocument(
  lines: string[],
  start: number,
  budget: number,
): { end?: number; looked: number } {
  let depth = 0;
  const stop = Math.min(lines.length, start + 1 + Math.max(budget, 0));
  for (let i = start; i < stop; i++) {
    depth += balanceOf(lines[i]);
    const looked = i - start;
    if (depth <= 0) return { end: i, looked };
    // a document that begins anew before it is whole was cut: what is above is text
    if (i > start && /^[{[]/.test(lines[i])) return { end: i - 1, looked };
  }
  return { looked: stop - start };
}

/** Brackets that open, less those that close; a bracket inside of a string is counted too, and seldom alone there. */
function balanceOf(line: string): number {
  let balance = 0;
  for (let i = 0; i < line.length; i++) {
    const character = line[i];
    if (character === '{' || character === '[') balance += 1;
    else if (character === '}' || character === ']') balance -= 1;
  }
  return balance;
}

/** The value of a document; the items where it is a list of log lines. */
function jsonIn(text: string): unknown[] {
  if (!/[}\]]\s*$/.test(text.slice(-80))) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [value];
  } catch {
    return [];
  }
}

function messagesOf(lines: string[]): string[] {
  const messages: string[][] = [];
  for (const line of lines) {
    const last = messages[messages.length - 1];
    if (!last || startsMessage(line)) messages.push([line]);
    else last.push(line);
  }
  return messages
    .map(message => message.join('\n'))
    .filter(message => message.trim() !== '');
}

/** What tools write before a refusal; the last one before it is its own. */
const wrapperStart =
  /An error occurred \(|operation error |Error from server|\b[A-Z][A-Za-z.]{2,80}(?:Exception|Denied|Operation|Error): |[a-z][\w.-]{0,200}(?: "[^"]{1,253}")? is forbidden: /g;

function splitRefusals(message: string): string[] {
  if (!/authorized|cannot/i.test(message)) return [message];
  const text = normalise(message);
  const cores = [...denialSentences(text), ...forbiddenSentences(text)].sort(
    (a, b) => a.start - b.start,
  );
  if (cores.length < 2) return [message];
  const starts = cores.map(({ start }, i) => {
    if (i === 0) return 0;
    const gapStart = cores[i - 1].end;
    const gap = text.slice(Math.max(gapStart, start - 600), start);
    const wrappers = [...gap.matchAll(wrapperStart)];
    const last = wrappers[wrappers.length - 1];
    return last ? start - gap.length + last.index : start;
  });
  return starts.map((start, i) => text.slice(start, starts[i + 1]));
}
