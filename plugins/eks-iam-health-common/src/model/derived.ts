import { ClusterSnapshot } from './snapshot';

/**
 * Indexes over one snapshot that several checks share. Each is built on first use and kept, so that a check that does
 * not ask does not pay, and none is built twice.
 *
 * @public
 */
export class Derived {
  readonly snapshot: ClusterSnapshot;
  readonly #kept = new Map<string, unknown>();

  constructor(snapshot: ClusterSnapshot) {
    this.snapshot = snapshot;
  }

  /** The value of `build`, computed once per snapshot and key. Keys are the name of the index. */
  once<T>(key: string, build: (snapshot: ClusterSnapshot) => T): T {
    if (!this.#kept.has(key)) this.#kept.set(key, build(this.snapshot));
    return this.#kept.get(key) as T;
  }
}
