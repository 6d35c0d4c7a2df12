import { setTimeout as sleep } from 'node:timers/promises';
import {
  openEksWith,
  readRequestsOptions,
  RoundsOnDemand,
  SdkEksAccess,
  wireRequests,
} from './requests';
import { RequestsModule, RequestsModuleOptions } from './requestsModule';
import { requestsRouter } from './router/requestsRouter';

/** The request flow: its service behind HTTP, and its worker on schedule. */
export async function createRequestsModule(
  given: RequestsModuleOptions,
): Promise<RequestsModule> {
  const options = readRequestsOptions(given.config);
  const rounds = new RoundsOnDemand(given.logger);
  const { service, worker } = wireRequests(given, {
    options,
    eks: new SdkEksAccess(openEksWith(given.clients, options.writeRoles)),
    now: () => new Date(),
    sleep: ms => sleep(ms),
    kick: () => rounds.start(),
  });
  rounds.use(worker);
  given.lifecycle.addShutdownHook(() => rounds.stop());
  await given.scheduler.scheduleTask({
    id: 'access-requests',
    frequency: { milliseconds: options.frequencySeconds * 1000 },
    timeout: { minutes: 10 },
    fn: signal => worker.run(signal),
  });
  return { router: requestsRouter({ ...given, service }) };
}
