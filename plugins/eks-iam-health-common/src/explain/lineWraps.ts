import { startsMessage } from './messageStart';

/** The frames that Terraform and other tools draw around a message. */
export function stripFrames(text: string): string {
  return text.replace(/^[ \t]{0,8}[│╷╵┃|]{1,2}[ \t]?/gm, '');
}

/** Widths of terminals at which a single full line is taken for a broken one. */
const usualWidths = new Set([80, 100, 120, 132, 160, 200]);

/**
 * A terminal that breaks lines at its width cuts through words, and copying brings the breaks along. Lines that fill the
 * width of the paste are joined as they stand; where both ends are whole words of the sentences we know, a blank stood
 * between them.
 */
export function joinHardWraps(text: string): string {
  const width = widthOf(text);
  if (width < 60) return text;
  const lines = text.split(/\r?\n/);
  const full = lines.filter(line => line.length === width).length;
  if (full < 2 && !usualWidths.has(width)) return text;
  return lines
    .map((line, i) => {
      const next = lines[i + 1];
      if (next === undefined) return line;
      const isCut =
        line.length === width && next !== '' && !startsMessage(next);
      return isCut ? line + (needsBlank(line, next) ? ' ' : '') : `${line}\n`;
    })
    .join('');
}

function widthOf(text: string): number {
  let width = 0;
  for (let from = 0; from < text.length; ) {
    const found = text.indexOf('\n', from);
    const end = found < 0 ? text.length : found;
    const isReturn = text[end - 1] === '\r' && end > from;
    width = Math.max(width, end - from - (isReturn ? 1 : 0));
    from = end + 1;
  }
  return width;
}

const knownWords = new Set(
  'user is not authorized to perform on resource because no identity-based resource-based policy allows the action with an explicit deny in a service control permissions boundary session error occurred when calling operation: cannot forbidden: group at cluster scope namespace'.split(
    ' ',
  ),
);

function needsBlank(line: string, next: string): boolean {
  if (line.endsWith(' ') || next.startsWith(' ')) return false;
  const last = line.slice(line.lastIndexOf(' ') + 1).toLowerCase();
  const first = (/^\S{0,40}/.exec(next)?.[0] ?? '').toLowerCase();
  return knownWords.has(last) && (knownWords.has(first) || first.includes(':'));
}

/** Words that follow an ARN in a sentence: a line that starts with one does not continue it. */
const afterArn =
  /^(?:is|on|with|because|to|in|for|and|or|the|a|an|as|cannot|has|does|was|not)$/i;

/**
 * A terminal or a page may break an ARN over two lines, after a hyphen, slash or colon or in the middle of its fields.
 * Only the last word of a line is looked at, and only if it is the start of an ARN that cannot be whole.
 */
export function joinWrappedArns(text: string): string {
  if (!text.includes('arn:aws')) return text;
  let result = '';
  let lastWord = '';
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    const firstWord = /^\S{0,2048}/.exec(trimmed)?.[0] ?? '';
    const continues =
      firstWord !== '' &&
      isBrokenArn(lastWord) &&
      !afterArn.test(firstWord) &&
      !firstWord.startsWith('arn:');
    result += continues ? trimmed : `\n${trimmed}`;
    const blank = Math.max(trimmed.lastIndexOf(' '), trimmed.lastIndexOf('\t'));
    const word = trimmed.slice(blank + 1);
    const isWhole = blank < 0;
    lastWord = continues && isWhole ? lastWord + word : word;
    if (lastWord.length > 2048) lastWord = ''; // no ARN is that long
  }
  return result;
}

function isBrokenArn(word: string): boolean {
  const start = word.indexOf('arn:aws');
  if (start < 0) return false;
  const arn = word.slice(start);
  return /[-/:]$/.test(arn) || arn.split(':').length < 6;
}
