/** Numbers that look random and are the same for the same seed, so that a difference can be looked at again. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    // eslint-disable-next-line no-bitwise
    this.#state = seed >>> 0;
  }

  /** At least 0, less than 1: the generator known as mulberry32. */
  next(): number {
    /* eslint-disable no-bitwise */
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    /* eslint-enable no-bitwise */
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)];
  }

  /** Between `least` and `most` of them, without repetition. */
  some<T>(of: readonly T[], least: number, most: number): T[] {
    const left = [...of];
    const count = Math.min(left.length, least + this.below(most - least + 1));
    return Array.from(
      { length: count },
      () => left.splice(this.below(left.length), 1)[0],
    );
  }
}
