import { RequestsModuleOptions } from '../requestsModule';
import { ApproverResolver } from './ApproverResolver';
import { DatabaseRequestStore } from './DatabaseRequestStore';
import { LedgerStore } from './LedgerStore';
import { RequestsOptions } from './options';
import { PrincipalSource } from './PrincipalSource';
import { AccessEntryProvisioner } from './provisioners/accessEntry';
import { EksAccessPort } from './provisioners/EksAccessPort';
import { RequestRules } from './RequestRules';
import { RequestService } from './RequestService';
import { RequestWorker } from './RequestWorker';

/** Time, EKS and the wish to begin at once are given, so that a test decides about them. */
export interface Edges {
  options: RequestsOptions;
  eks: EksAccessPort;
  now: () => Date;
  sleep: (milliseconds: number) => Promise<void>;
  kick: () => void;
}

export type WiredFrom = Pick<
  RequestsModuleOptions,
  'db' | 'clusters' | 'logger' | 'provisioners' | 'catalog' | 'auth'
>;

/** Joins the parts of the flow. */
export function wireRequests(given: WiredFrom, edges: Edges) {
  const { db, clusters, logger, provisioners } = given;
  const { options, eks, now, sleep: wait, kick } = edges;
  const store = new DatabaseRequestStore(db);
  const ledgers = new LedgerStore(db);
  const resolver = new ApproverResolver(given);
  const principals = new PrincipalSource(options.principals);
  const { limits, settleSeconds } = options;
  const rules = new RequestRules({ clusters, resolver, principals, limits });
  const worker = new RequestWorker({
    store,
    ledgers,
    rules,
    entries: new AccessEntryProvisioner({
      eks,
      sleep: wait,
      now,
      settleSeconds,
      settleTimeoutSeconds: 120,
    }),
    provisioners,
    now,
    logger,
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
  return { service, worker, store, ledgers };
}
