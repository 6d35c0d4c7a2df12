import {
  BrokenYaml,
  Cursor,
  isBlank,
  isBlankOrEnd,
  isBreak,
  isEnd,
  Mark,
} from './Cursor';
import { PossibleKeys } from './PossibleKeys';
import { scanAnchor, scanDirective, scanTag } from './scanProperty';
import { scanBlockScalar, scanPlain, scanQuoted } from './scanScalar';
import { BareToken, Token } from './Token';

/** An unquoted scalar does not begin with these, but for a dash, question mark or colon that touches what follows. */
const indicators = '-?:,[]{}#&*!|>\'"%@`';

/** Deeper nesting means nothing in aws-auth and would exhaust the stack. */
const MAX_DEPTH = 500;

/**
 * Makes tokens of a text as libyaml does, of which go's yaml.v2 is a translation: block structure by indentation, keys
 * found when their colon comes. Tokens are made only when they are asked for, as an error behind the first document
 * harms nobody. https://yaml.org/spec/1.1/
 */
export class Scanner {
  readonly cursor: Cursor;
  readonly #queue: Token[] = [];
  #taken = 0;
  #isReady = false;
  #indent = -1;
  readonly #indents: number[] = [];
  readonly #keys: PossibleKeys;
  #flowLevel = 0;
  #mayBeKey = true;

  constructor(text: string) {
    this.cursor = new Cursor(text);
    this.#keys = new PossibleKeys(this.cursor);
  }

  peek(): Token {
    if (!this.#isReady) this.#fetchUntilReady();
    return this.#queue[0];
  }

  next(): Token {
    const token = this.peek();
    this.#queue.shift();
    this.#taken += 1;
    this.#isReady = false;
    return token;
  }

  /** A token that may turn out to be a key has to wait for its colon. */
  #fetchUntilReady() {
    for (;;) {
      if (this.#queue.length > 0) {
        if (!this.#keys.mayStartAt(this.#taken)) break;
      }
      this.#fetch();
    }
    this.#isReady = true;
  }

  get #nextNumber() {
    return this.#taken + this.#queue.length;
  }

  /** Remembers that a key may begin here. */
  #saveKey() {
    if (!this.#mayBeKey) return;
    const isRequired =
      this.#flowLevel === 0 && this.#indent === this.cursor.column;
    this.#keys.save(this.#nextNumber, isRequired);
  }

  /** A place that was passed already is the end. */
  #push(token: Token, at = -1) {
    this.#queue.splice(at < 0 ? this.#queue.length : at, 0, token);
  }

  #pushBare(type: BareToken, length: number) {
    const start = this.cursor.mark();
    for (let i = 0; i < length; i++) this.cursor.skip();
    this.#push({ type, start, end: this.cursor.offset });
  }

  /** A deeper column begins a block collection. */
  #rollIndent(
    column: number,
    type: 'block-sequence-start' | 'block-mapping-start',
    start: Mark,
    tokenNumber?: number,
  ) {
    if (this.#flowLevel > 0 || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    if (this.#indents.length > MAX_DEPTH) {
      throw new BrokenYaml('nested too deep', start.offset);
    }
    this.#push(
      { type, start, end: start.offset },
      tokenNumber === undefined ? -1 : tokenNumber - this.#taken,
    );
  }

  #unrollIndent(column: number) {
    if (this.#flowLevel > 0) return;
    while (this.#indent > column) {
      this.#pushBare('block-end', 0);
      this.#indent = this.#indents.pop() ?? -1;
    }
  }

  #fetch() {
    const { cursor } = this;
    this.#skipToToken();
    this.#unrollIndent(cursor.column);
    const char = cursor.at();
    if (isEnd(char)) return this.#fetchEnd();
    if (cursor.column === 0 && char === '%') return this.#fetchDirective();
    if (cursor.isAtDocumentIndicator()) return this.#fetchIndicator(char);
    if (char === '[' || char === '{') return this.#fetchFlowStart(char);
    if (char === ']' || char === '}') return this.#fetchFlowEnd(char);
    if (char === ',') return this.#fetchFlowEntry();
    const isFlow = this.#flowLevel > 0;
    const standsAlone = isBlankOrEnd(cursor.at(1));
    if (char === '-' && standsAlone) return this.#fetchBlockEntry();
    if (char === '?' && (isFlow || standsAlone)) return this.#fetchKey();
    if (char === ':' && (isFlow || standsAlone)) return this.#fetchValue();
    if (char === '*' || char === '&') return this.#fetchAnchor(char);
    if (char === '!') return this.#fetchTag();
    if ((char === '|' || char === '>') && !isFlow) return this.#fetchBlock();
    if (char === "'" || char === '"') return this.#fetchQuoted();
    if (
      !(isBlankOrEnd(char) || indicators.includes(char)) ||
      (char === '-' && !isBlank(cursor.at(1))) ||
      (!isFlow && (char === '?' || char === ':') && !standsAlone)
    ) {
      return this.#fetchPlain();
    }
    throw new BrokenYaml(
      'found character that cannot start any token',
      cursor.offset,
    );
  }

  #skipToToken() {
    const { cursor } = this;
    for (;;) {
      while (
        cursor.at() === ' ' ||
        (cursor.at() === '\t' && (this.#flowLevel > 0 || !this.#mayBeKey))
      ) {
        cursor.skip();
      }
      cursor.skipComment();
      if (!isBreak(cursor.at())) return;
      cursor.readBreak();
      if (this.#flowLevel === 0) this.#mayBeKey = true;
    }
  }

  #fetchEnd() {
    const { cursor } = this;
    if (cursor.column !== 0) {
      cursor.column = 0;
      cursor.line += 1;
    }
    this.#unrollIndent(-1);
    this.#keys.remove();
    this.#mayBeKey = false;
    this.#pushBare('stream-end', 0);
  }

  #fetchDirective() {
    this.#unrollIndent(-1);
    this.#keys.remove();
    this.#mayBeKey = false;
    const start = this.cursor.mark();
    const directive = scanDirective(this.cursor);
    this.#push({
      type: 'directive',
      directive,
      start,
      end: this.cursor.offset,
    });
    if (isBreak(this.cursor.at())) this.cursor.readBreak();
  }

  #fetchIndicator(char: string) {
    this.#unrollIndent(-1);
    this.#keys.remove();
    this.#mayBeKey = false;
    this.#pushBare(char === '-' ? 'document-start' : 'document-end', 3);
  }

  #fetchFlowStart(char: string) {
    this.#saveKey();
    this.#keys.enter(this.#nextNumber);
    this.#flowLevel += 1;
    if (this.#flowLevel > MAX_DEPTH) {
      throw new BrokenYaml('nested too deep', this.cursor.offset);
    }
    this.#mayBeKey = true;
    this.#pushBare(
      char === '[' ? 'flow-sequence-start' : 'flow-mapping-start',
      1,
    );
  }

  #fetchFlowEnd(char: string) {
    this.#keys.remove();
    if (this.#flowLevel > 0) {
      this.#flowLevel -= 1;
      this.#keys.leave();
    }
    this.#mayBeKey = false;
    this.#pushBare(char === ']' ? 'flow-sequence-end' : 'flow-mapping-end', 1);
  }

  #fetchFlowEntry() {
    this.#keys.remove();
    this.#mayBeKey = true;
    this.#pushBare('flow-entry', 1);
  }

  #mustBeAllowed(message: string) {
    if (!this.#mayBeKey) throw new BrokenYaml(message, this.cursor.offset);
  }

  #fetchBlockEntry() {
    if (this.#flowLevel === 0) {
      this.#mustBeAllowed(
        'block sequence entries are not allowed in this context',
      );
      const mark = this.cursor.mark();
      this.#rollIndent(mark.column, 'block-sequence-start', mark);
    }
    this.#keys.remove();
    this.#mayBeKey = true;
    this.#pushBare('block-entry', 1);
  }

  #fetchKey() {
    if (this.#flowLevel === 0) {
      this.#mustBeAllowed('mapping keys are not allowed in this context');
      const mark = this.cursor.mark();
      this.#rollIndent(mark.column, 'block-mapping-start', mark);
    }
    this.#keys.remove();
    this.#mayBeKey = this.#flowLevel === 0;
    this.#pushBare('key', 1);
  }

  #fetchValue() {
    const key = this.#keys.take();
    if (key) {
      const { mark, tokenNumber } = key;
      this.#push(
        { type: 'key', start: mark, end: mark.offset },
        tokenNumber - this.#taken,
      );
      this.#rollIndent(mark.column, 'block-mapping-start', mark, tokenNumber);
      this.#mayBeKey = false;
    } else {
      if (this.#flowLevel === 0) {
        this.#mustBeAllowed('mapping values are not allowed in this context');
        const mark = this.cursor.mark();
        this.#rollIndent(mark.column, 'block-mapping-start', mark);
      }
      this.#mayBeKey = this.#flowLevel === 0;
    }
    this.#pushBare('value', 1);
  }

  #fetchAnchor(char: string) {
    this.#saveKey();
    this.#mayBeKey = false;
    const start = this.cursor.mark();
    const name = scanAnchor(this.cursor);
    const type = char === '*' ? 'alias' : 'anchor';
    this.#push({ type, name, start, end: this.cursor.offset });
  }

  #fetchTag() {
    this.#saveKey();
    this.#mayBeKey = false;
    const start = this.cursor.mark();
    const tag = scanTag(this.cursor);
    this.#push({ type: 'tag', ...tag, start, end: this.cursor.offset });
  }

  #fetchBlock() {
    this.#keys.remove();
    this.#mayBeKey = true;
    const start = this.cursor.mark();
    const scanned = scanBlockScalar(this.cursor, this.#indent);
    this.#push({ type: 'scalar', style: 'block', start, ...scanned });
  }

  #fetchQuoted() {
    this.#saveKey();
    this.#mayBeKey = false;
    const start = this.cursor.mark();
    const scanned = scanQuoted(this.cursor);
    this.#push({ type: 'scalar', style: 'quoted', start, ...scanned });
  }

  #fetchPlain() {
    this.#saveKey();
    this.#mayBeKey = false;
    const start = this.cursor.mark();
    const { value, end, isBroken } = scanPlain(
      this.cursor,
      this.#flowLevel > 0,
      this.#indent,
    );
    this.#push({ type: 'scalar', style: 'plain', start, value, end });
    if (isBroken) this.#mayBeKey = true;
  }
}
