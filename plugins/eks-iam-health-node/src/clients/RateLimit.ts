import { setTimeout as sleep } from 'node:timers/promises';

/** How many calls are let through. @public */
export interface RateLimitOptions {
  /** steady rate per account, region and API */
  requestsPerSecond: number;
  /** how many may go at once after a pause */
  burst: number;
}

interface Bucket {
  tokens: number;
  /** requests per second at this time; falls when AWS throttles and recovers slowly */
  rate: number;
  refilledAt: number;
}

const RECOVERY_PER_SECOND = 0.2;

/**
 * Token buckets, one per account, region and API, shared by everything in the process, because AWS counts all callers
 * of an account together. A throttled answer empties the bucket and halves its rate.
 *
 * @public
 */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #options: RateLimitOptions;
  readonly #clock: () => number;

  constructor(
    options: RateLimitOptions = { requestsPerSecond: 10, burst: 20 },
    clock: () => number = () => performance.now(),
  ) {
    this.#options = options;
    this.#clock = clock;
  }

  /** Waits until a call may go out. */
  async take(key: string, signal?: AbortSignal): Promise<void> {
    const waitMs = this.reserve(key);
    if (waitMs > 0) await sleep(waitMs, undefined, { signal });
  }

  /** Takes a token, going into debt if there is none, and says how long to wait for it. */
  reserve(key: string): number {
    const bucket = this.#refilled(key);
    bucket.tokens -= 1;
    return bucket.tokens >= 0 ? 0 : (-bucket.tokens / bucket.rate) * 1000;
  }

  /** AWS said that it was too much. */
  throttled(key: string) {
    const bucket = this.#refilled(key);
    bucket.tokens = Math.min(bucket.tokens, 0);
    bucket.rate = Math.max(bucket.rate / 2, 0.5);
  }

  #refilled(key: string): Bucket {
    const now = this.#clock();
    const { requestsPerSecond, burst } = this.#options;
    const bucket = this.#buckets.get(key) ?? {
      tokens: burst,
      rate: requestsPerSecond,
      refilledAt: now,
    };
    const seconds = (now - bucket.refilledAt) / 1000;
    bucket.tokens = Math.min(burst, bucket.tokens + seconds * bucket.rate);
    bucket.rate = Math.min(
      requestsPerSecond,
      bucket.rate + seconds * RECOVERY_PER_SECOND,
    );
    bucket.refilledAt = now;
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
