import { LoggerService } from '@backstage/backend-plugin-api';

/** A sign of life at intervals, until released. `lost` says that somebody else has taken over. */
export function holdLease(options: {
  everySeconds: number;
  renew: () => Promise<boolean>;
  logger: LoggerService;
}): { lost: AbortSignal; release(): void } {
  const lost = new AbortController();
  const timer = setInterval(() => {
    options.renew().then(
      held => {
        if (!held) {
          lost.abort(new Error('another process has taken the cluster over'));
        }
      },
      // the next sign may get through before the lease ends; if not, storing the result refuses
      error => options.logger.warn('a lease could not be renewed', error),
    );
  }, options.everySeconds * 1000);
  timer.unref();
  return { lost: lost.signal, release: () => clearInterval(timer) };
}
