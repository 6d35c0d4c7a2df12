/** How often each API was called: `eks:DescribeCluster`, `kubernetes:list pods`. */
export class Counts {
  private total = new Map<string, number>();
  private scopes = new Map<string, Map<string, number>>();

  /** @param scope - account of an AWS call, or the name of a cluster */
  add(scope: string, api: string): void {
    increment(this.total, api);
    const within = this.scopes.get(scope) ?? new Map<string, number>();
    this.scopes.set(scope, within);
    increment(within, api);
  }

  reset(): void {
    this.total = new Map();
    this.scopes = new Map();
  }

  toJSON(): CallCounts {
    return {
      calls: Object.fromEntries(this.total),
      byScope: Object.fromEntries(
        [...this.scopes].map(([scope, counts]) => [
          scope,
          Object.fromEntries(counts),
        ]),
      ),
    };
  }
}

/** Calls since the start or the last reset. @public */
export interface CallCounts {
  calls: Record<string, number>;
  /** by account for AWS, by name of the cluster for Kubernetes */
  byScope: Record<string, Record<string, number>>;
}

function increment(counts: Map<string, number>, key: string) {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
