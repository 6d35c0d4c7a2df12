import { LoggerService } from '@backstage/backend-plugin-api';
import { parseClusterArn } from 'backstage-plugin-eks-iam-health-common';
import { QueuedScan } from '../store';
import { ScanQueue, ScanWorker } from './ScanQueue';

/**
 * The queue of one process. Accounts take turns, so that one with many or slow clusters does not keep the others
 * waiting; what people ask for goes before what is due.
 */
export class InProcessScanQueue implements ScanQueue {
  readonly #concurrency: number;
  readonly #logger: LoggerService;
  readonly #stopping = new AbortController();
  readonly #running = new Map<string, Promise<void>>();
  /** waiting scans by account; the account that waited longest for its turn comes first */
  readonly #waiting = new Map<string, QueuedScan[]>();
  #worker?: ScanWorker;

  constructor(options: { concurrency: number; logger: LoggerService }) {
    this.#concurrency = options.concurrency;
    this.#logger = options.logger;
  }

  start(worker: ScanWorker): void {
    this.#worker = worker;
    this.#work();
  }

  add(scan: QueuedScan): void {
    if (this.#stopping.signal.aborted || this.#running.has(scan.scanId)) return;
    const account = parseClusterArn(scan.arn)?.accountId ?? 'unknown';
    const waiting = this.#waiting.get(account) ?? [];
    const known = waiting.findIndex(({ scanId }) => scanId === scan.scanId);
    if (known >= 0) {
      if (waiting[known].trigger === scan.trigger) return;
      // somebody asked for it meanwhile
      waiting.splice(known, 1);
    }
    if (scan.trigger === 'on-demand') waiting.unshift(scan);
    else waiting.push(scan);
    this.#waiting.set(account, waiting);
    this.#work();
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the backend is stopping'));
    this.#waiting.clear();
    await Promise.allSettled(this.#running.values());
  }

  #work(): void {
    const worker = this.#worker;
    if (!worker) return;
    while (this.#running.size < this.#concurrency) {
      const scan = this.#next();
      if (!scan) return;
      // started in a later turn, so that even a worker that throws at once is only a rejected promise
      const work = Promise.resolve()
        .then(() => worker(scan, this.#stopping.signal))
        .catch(error => {
          this.#logger.error(`scan of ${scan.arn} broke off`, error);
        })
        .finally(() => {
          this.#running.delete(scan.scanId);
          this.#work();
        });
      this.#running.set(scan.scanId, work);
    }
  }

  #next(): QueuedScan | undefined {
    if (this.#stopping.signal.aborted) return undefined;
    const turns = [...this.#waiting];
    const turn =
      turns.find(([, [first]]) => first.trigger === 'on-demand') ?? turns[0];
    if (!turn) return undefined;
    const [account, [scan, ...rest]] = turn;
    this.#waiting.delete(account);
    // set anew: the account goes to the end of the line
    if (rest.length > 0) this.#waiting.set(account, rest);
    return scan;
  }
}
