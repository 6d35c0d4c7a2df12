import { LoggerService } from '@backstage/backend-plugin-api';
import { RequestWorker } from './RequestWorker';

/**
 * What was decided is carried out at once; the schedule is for what is due by time, and for what a crash left. A wish
 * for a round during a round is one more round.
 */
export class RoundsOnDemand {
  readonly #logger: LoggerService;
  readonly #stopped = new AbortController();
  #worker: RequestWorker | undefined;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  use(worker: RequestWorker) {
    this.#worker = worker;
  }

  start() {
    this.#again = true;
    this.#running ??= this.#rounds().finally(() => {
      this.#running = undefined;
    });
  }

  async stop() {
    this.#stopped.abort();
    await this.#running;
  }

  async #rounds() {
    while (this.#again && !this.#stopped.signal.aborted) {
      this.#again = false;
      try {
        await this.#worker?.run(this.#stopped.signal);
      } catch (error) {
        this.#logger.error(
          'a round over the access requests failed; the schedule tries again',
          error instanceof Error ? error : new Error(String(error)),
        );
      }
    }
  }
}
