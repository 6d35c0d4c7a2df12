import { durationToMilliseconds } from '@backstage/types';
import { setTimeout as sleep } from 'node:timers/promises';
import { RequestsModule, RequestsModuleOptions } from '../requestsModule';
import { requestsRouter } from '../router/requestsRouter';
import { ApproverResolver } from './ApproverResolver';
import { DatabaseRequestStore } from './DatabaseRequestStore';
import { LedgerStore } from './LedgerStore';
import { readRequestsOptions } from './options';
import { PrincipalSource } from './PrincipalSource';
import { AccessEntryProvisioner } from './provisioners/accessEntry';
import { EksAccessPort } from './provisioners/EksAccessPort';
import { openEksWith } from './provisioners/openEks';
import { SdkEksAccess } from './provisioners/sdkEksAccess';
import { RequestRules } from './RequestRules';
import { RequestService } from './RequestService';
import { RequestWorker } from './RequestWorker';

const TASK_TIMEOUT = { minutes: 10 };

/** The request flow: its service behind HTTP, and its worker on schedule. `eks` and `now` are replaced in tests. */
export async function createRequestsModule(
  given: RequestsModuleOptions & { eks?: EksAccessPort; now?: () => Date },
): Promise<RequestsModule & { worker: RequestWorker }> {
  const { db, clusters, logger, provisioners } = given;
  const now = given.now ?? (() => new Date());
  const options = readRequestsOptions(given.config);
  const store = new DatabaseRequestStore(db);
  const resolver = new ApproverResolver(given);
  const principals = new PrincipalSource(options.principals);
  const rules = new RequestRules({
    clusters,
    resolver,
    principals,
    limits: options.limits,
  });
  const worker = new RequestWorker({
    store,
    ledgers: new LedgerStore(db),
    rules,
    entries: new AccessEntryProvisioner({
      eks:
        given.eks ??
        new SdkEksAccess(openEksWith(given.clients, options.writeRoles)),
      sleep: ms => sleep(ms),
      now,
      settleSeconds: options.settleSeconds,
      settleTimeoutSeconds: 120,
    }),
    provisioners,
    now,
    logger,
  });

  // What was decided is carried out at once; the schedule is for what is due by time, and for what a crash left.
  const stopped = new AbortController();
  let running: Promise<void> | undefined;
  const kick = () => {
    if (running || stopped.signal.aborted) return;
    running = worker
      .run(stopped.signal)
      .catch(error => logger.error('access requests', error))
      .finally(() => {
        running = undefined;
      });
  };
  given.lifecycle.addShutdownHook(async () => {
    stopped.abort();
    await running;
  });
  await given.scheduler.scheduleTask({
    id: 'access-requests',
    frequency: { milliseconds: options.frequencySeconds * 1000 },
    timeout: { milliseconds: durationToMilliseconds(TASK_TIMEOUT) },
    fn: signal => worker.run(signal),
  });

  const service = new RequestService({
    store,
    rules,
    resolver,
    principals,
    clusters,
    options,
    now,
    kick,
    backendFor: (wish, cluster) =>
      provisioners.find(p =>
        p.provides({ ...wish, requestId: '', clusterArn: cluster.arn }),
      )?.id ?? 'access-entry',
  });
  return { router: requestsRouter({ ...given, service }), worker };
}
