import { startsMessage } from './messageStart';

/** The frames that Terraform and other tools draw around a message. */
export function stripFrames(text: string): string {
  return text.replace(/^[ \t]{0,8}[│╷╵┃|]{1,2}[ \t]?/gm, '');
}

/** Widths of terminals at which a single full line is taken for a broken one. */
const usualWidths = new Set([80, 100, 120, 132, 160, 200]);

/**
 * A terminal that breaks lines at its width cuts through words, and copying brings the breaks along. Lines that fill the
 * width of the paste are joined as they stand, unless both ends are whole words of the sentences we know: then a blank
 * stood between them. Where one line alone is that long, which may be chance, only a word that is visibly cut is joined.
 */
export function joinHardWraps(text: string): string {
  const width = widthOf(text);
  if (width < 60) return text;
  const lines = text.split(/\r?\n/);
  const isFull = (i: number) => lines[i]?.length === width;
  const full = lines.filter((_, i) => isFull(i)).length;
  const isCertain = full >= 2 || usualWidths.has(width);
  return lines
    .map((line, i) => {
      const next = lines[i + 1];
      if (next === undefined) return line;
      // in a paragraph that is broken at blanks some lines above are shorter
      const isFirst = i === 0 || lines[i - 1] === '' || startsMessage(line);
      const isCut =
        isFull(i) &&
        (isFirst || isFull(i - 1)) &&
        next !== '' &&
        !startsMessage(next);
      if (!isCut) return `${line}\n`;
      if (!isCertain) return isVisiblyCut(line, next) ? line : `${line}\n`;
      return needsBlank(line, next) ? `${line} ` : line;
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

/** Words of the sentences we know. */
const knownWords = new Set(
  'user is not authorized to perform on resource because no identity-based resource-based policy allows the action with an explicit deny in a service control permissions boundary session error occurred when calling operation: cannot forbidden: group at cluster scope namespace role trust vpc endpoint associated this ciphertext does exist region, policies allow access, access or explicitly denies'.split(
    ' ',
  ),
);
/** Those of them that are no end of any other word. */
const wholeWords =
  /^(?:because|with|when|calling|authorized|explicit|identity-based|resource-based|user:|resource:|perform:|operation:)$/i;
const shortWords = /^(?:on|is|in|not|to|no|and)$/i;

const lastWordOf = (line: string) => line.slice(line.lastIndexOf(' ') + 1);
const firstWordOf = (line: string) => /^\S{0,40}/.exec(line)?.[0] ?? '';
const isKnown = (word: string) => knownWords.has(word.toLowerCase());

function needsBlank(line: string, next: string): boolean {
  if (line.endsWith(' ') || next.startsWith(' ')) return false;
  const [last, first] = [lastWordOf(line), firstWordOf(next)];
  if (wholeWords.test(first)) return true;
  // behind an ARN or an action that can be whole a short word is one of the sentence
  if (shortWords.test(first) && /[:/]/.test(last)) return !isBrokenArn(last);
  const startsName = /^(?:"?arn:|[a-z0-9-]{2,}:[A-Z*])/.test(first);
  // two articles never follow each other
  if (/^an?$/i.test(last) && /^an?$/i.test(first)) return false;
  return isKnown(last) && (isKnown(first) || startsName);
}

/** Both ends make one word that we know, or an ARN or the name of an action breaks off. */
function isVisiblyCut(line: string, next: string): boolean {
  if (line.endsWith(' ') || next.startsWith(' ')) return false;
  const [last, first] = [lastWordOf(line), firstWordOf(next)];
  if (knownWords.has(first) || shortWords.test(first)) return false;
  if (isKnown((last + first).replace(/[:.,]$/, ''))) return true;
  if (last.includes('arn:aws')) {
    const inside = /^[\w+=,.@*-]{0,64}[/:]/.test(first);
    return inside || /^[\w+=,.@*-]{1,64} (?:is|because|with|on) /.test(next);
  }
  const isInAction =
    /^[a-z0-9-]{2,40}:[A-Z]?[A-Za-z]{0,60}$/.test(last) &&
    /^[A-Za-z]{1,60}$/.test(first);
  const isInService =
    /^[a-z0-9-]{1,30}$/.test(last) && /^[a-z0-9-]{0,30}:[A-Z*]/.test(first);
  return isInAction || (isInService && !isKnown(last));
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
