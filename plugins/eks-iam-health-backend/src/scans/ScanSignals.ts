import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import { QueuedScan } from '../store';

const CHANNEL = 'eks-iam-health';
const WATCH_MILLISECONDS = 15 * 60_000;
const MOST_WATCHERS = 10_000;

/**
 * Tells open pages that a scan moved on. Only people who lately read the cluster hear of it, since a broadcast would
 * tell everybody which clusters exist. Pages ask at intervals as well, so a signal that is not sent only costs time.
 */
export class ScanSignals {
  readonly #signals?: SignalsService;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  /** by cluster: users and when they last looked */
  readonly #watchers = new Map<string, Map<string, number>>();
  #count = 0;

  constructor(options: {
    signals?: SignalsService;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  watch(clusterId: string, userEntityRef: string): void {
    if (!this.#signals) return;
    if (this.#count >= MOST_WATCHERS) this.#forgetAll();
    const watchers = this.#watchers.get(clusterId) ?? new Map();
    if (!watchers.has(userEntityRef)) this.#count += 1;
    watchers.set(userEntityRef, this.#now());
    this.#watchers.set(clusterId, watchers);
  }

  publish(scan: QueuedScan, state: 'queued' | 'running' | 'ended' | 'lost') {
    const since = this.#now() - WATCH_MILLISECONDS;
    const users = [...(this.#watchers.get(scan.clusterId) ?? [])].flatMap(
      ([user, seen]) => (seen >= since ? [user] : []),
    );
    if (!this.#signals || users.length === 0) return;
    this.#signals
      .publish({
        recipients: { type: 'user', entityRef: users },
        channel: CHANNEL,
        message: { clusterId: scan.clusterId, scanId: scan.scanId, state },
      })
      .catch(error => this.#logger.debug('a signal was not sent', error));
  }

  #forgetAll(): void {
    this.#watchers.clear();
    this.#count = 0;
  }
}
