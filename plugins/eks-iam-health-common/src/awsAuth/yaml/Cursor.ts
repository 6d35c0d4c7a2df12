/** A place in a text while it is scanned; line and column count from 0, as libyaml counts them. */
export interface Mark {
  /** in UTF-16 units, as strings are indexed */
  offset: number;
  /** in characters */
  index: number;
  line: number;
  column: number;
}

/** Why a whole text is lost. */
export class BrokenYaml extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** The end of the text is the empty string. */
export const isEnd = (char: string) => char === '';
export const isBlank = (char: string) => char === ' ' || char === '\t';
/** YAML 1.1 has five kinds of line breaks. */
export const isBreak = (char: string) =>
  char === '\n' ||
  char === '\r' ||
  char === '\u0085' ||
  char === '\u2028' ||
  char === '\u2029';
export const isBreakOrEnd = (char: string) => isEnd(char) || isBreak(char);
export const isBlankOrEnd = (char: string) =>
  isBlank(char) || isBreakOrEnd(char);
/** What names of anchors and tag handles are made of. */
export const isWord = (char: string) => /^[0-9A-Za-z_-]$/.test(char);

const isLow = (char: string) => char >= '\udc00' && char <= '\udfff';

/** Walks through a text and knows where it is. */
export class Cursor implements Mark {
  readonly text: string;
  offset = 0;
  index = 0;
  line = 0;
  column = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The character so many units ahead. */
  at(ahead = 0): string {
    return this.text[this.offset + ahead] ?? '';
  }

  mark(): Mark {
    const { offset, index, line, column } = this;
    return { offset, index, line, column };
  }

  skip(): void {
    this.#take();
  }

  /** The character here, behind which the cursor then stands. */
  read(): string {
    const start = this.offset;
    this.#take();
    return this.text.slice(start, this.offset);
  }

  #take(): void {
    const code = this.text.charCodeAt(this.offset);
    // A character beyond 16 bits is one character in two units.
    const isPair = code >= 0xd800 && code <= 0xdbff && isLow(this.at(1));
    this.offset += isPair ? 2 : 1;
    this.index += 1;
    this.column += 1;
  }

  /** Consumes a line break and gives what it means in a scalar. */
  readBreak(): string {
    const char = this.at();
    const width = char === '\r' && this.at(1) === '\n' ? 2 : 1;
    this.offset += width;
    this.index += width;
    this.column = 0;
    this.line += 1;
    return char === '\u2028' || char === '\u2029' ? char : '\n';
  }

  skipBlanks(): void {
    while (isBlank(this.at())) this.skip();
  }

  skipComment(): void {
    if (this.at() !== '#') return;
    while (!isBreakOrEnd(this.at())) this.skip();
  }

  /** `---` or `...` at the start of a line. */
  isAtDocumentIndicator(): boolean {
    if (this.column !== 0) return false;
    const three = this.text.slice(this.offset, this.offset + 3);
    return (three === '---' || three === '...') && isBlankOrEnd(this.at(3));
  }
}
