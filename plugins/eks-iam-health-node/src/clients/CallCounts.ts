/** Counts calls by API, every attempt, so that a report can show what a scan cost. @public */
export class CallCounts {
  readonly #counts = new Map<string, number>();

  /** One more call of `eks:DescribeCluster` or `kubernetes:list pods`. */
  add(api: string, times = 1) {
    this.#counts.set(api, (this.#counts.get(api) ?? 0) + times);
  }

  /** Adds what was counted elsewhere. */
  addAll(counts: Record<string, number>) {
    for (const [api, times] of Object.entries(counts)) this.add(api, times);
  }

  /** The counts by API in alphabetical order. */
  toRecord(): Record<string, number> {
    return Object.fromEntries(
      [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
}
