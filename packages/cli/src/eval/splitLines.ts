/** A line that was not kept because it is longer than allowed. */
export const tooLong = Symbol('line is too long');

const LINE_FEED = 0x0a;

/**
 * Cuts a stream of bytes into lines. Works on bytes, so that a character that is split over two chunks stays whole, and
 * keeps no more than one line of at most `maxBytes` in memory.
 */
export class LineSplitter {
  readonly #maxBytes: number;
  #parts: Buffer[] = [];
  #length = 0;
  #isTooLong = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The lines that end in this chunk. */
  *push(chunk: Buffer): Generator<string | typeof tooLong> {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, start);
      if (end === -1) break;
      this.#keep(chunk.subarray(start, end));
      yield this.#take();
      start = end + 1;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
  }

  /** The last line, if the input does not end with a line feed. */
  *end(): Generator<string | typeof tooLong> {
    if (this.#length > 0 || this.#isTooLong) yield this.#take();
  }

  #keep(part: Buffer) {
    this.#length += part.length;
    if (this.#length > this.#maxBytes) {
      this.#isTooLong = true;
      this.#parts = [];
    }
    if (!this.#isTooLong) this.#parts.push(part);
  }

  #take(): string | typeof tooLong {
    const line = this.#isTooLong
      ? tooLong
      : Buffer.concat(this.#parts).toString('utf8');
    this.#parts = [];
    this.#length = 0;
    this.#isTooLong = false;
    return line;
  }
}
