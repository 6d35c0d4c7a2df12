import { BrokenYaml, Cursor, Mark } from './Cursor';

/** A place where a key may have begun without a question mark. */
interface SimpleKey {
  isPossible: boolean;
  isRequired: boolean;
  tokenNumber: number;
  mark: Mark;
}

/** So far behind its beginning the colon of a key may stand. */
const MAX_KEY_LENGTH = 1024;

/**
 * The places where a key may have begun, one for each level of brackets. Whether it was a key is known when its colon
 * comes, on the same line; where a key is required and none comes, the text is broken.
 */
export class PossibleKeys {
  readonly #cursor: Cursor;
  readonly #levels: SimpleKey[];
  readonly #byToken = new Map<number, SimpleKey>();

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
    this.#levels = [this.#none(0)];
  }

  /** Whether the token of this number may still turn out to be a key. */
  mayStartAt(tokenNumber: number): boolean {
    const key = this.#byToken.get(tokenNumber);
    return key !== undefined && this.#isStillPossible(key);
  }

  save(tokenNumber: number, isRequired: boolean) {
    const mark = this.#cursor.mark();
    const key = { isPossible: true, isRequired, tokenNumber, mark };
    this.remove();
    this.#levels[this.#levels.length - 1] = key;
    this.#byToken.set(tokenNumber, key);
  }

  /** The key whose colon is here, if one was possible. */
  take(): SimpleKey | undefined {
    const key = this.#current;
    if (!this.#isStillPossible(key)) return undefined;
    key.isPossible = false;
    this.#byToken.delete(key.tokenNumber);
    return key;
  }

  remove() {
    const key = this.#current;
    if (!key.isPossible) return;
    this.#drop(key);
    this.#byToken.delete(key.tokenNumber);
  }

  /** An opening bracket. */
  enter(tokenNumber: number) {
    this.#levels.push(this.#none(tokenNumber));
  }

  /** A closing one. */
  leave() {
    const key = this.#levels.pop();
    if (key) this.#byToken.delete(key.tokenNumber);
  }

  get #current() {
    return this.#levels[this.#levels.length - 1];
  }

  #none(tokenNumber: number): SimpleKey {
    const mark = this.#cursor.mark();
    return { isPossible: false, isRequired: false, tokenNumber, mark };
  }

  #isStillPossible(key: SimpleKey): boolean {
    if (!key.isPossible) return false;
    const { line, index } = this.#cursor;
    if (key.mark.line === line && key.mark.index + MAX_KEY_LENGTH >= index) {
      return true;
    }
    this.#drop(key);
    return false;
  }

  #drop(key: SimpleKey) {
    if (key.isRequired) {
      throw new BrokenYaml("could not find expected ':'", key.mark.offset);
    }
    key.isPossible = false;
  }
}
