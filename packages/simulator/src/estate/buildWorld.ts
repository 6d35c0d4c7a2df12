import { buildAccount } from './buildAccount';
import { buildCluster, oidcIssuerOf } from './buildCluster';
import { EstateError } from './loadEstate';
import { EstateDefinition } from './schema';
import { World } from './World';

/** Gives an estate its dates, ids and full objects. */
export function buildWorld(estate: EstateDefinition, clock: () => Date): World {
  const now = clock();
  const partitions = new Map(
    estate.accounts.map(account => [account.account, account.partition]),
  );
  const clusterNamed = (name: string) => {
    const found = estate.clusters.find(cluster => cluster.cluster === name);
    if (!found) throw new EstateError(`no cluster is called "${name}"`);
    const partition = partitions.get(found.account) ?? 'aws';
    return {
      arn: `arn:${partition}:eks:${found.region}:${found.account}:cluster/${name}`,
      accountId: found.account,
      oidcIssuer: oidcIssuerOf(found, partition),
    };
  };
  const accounts = new Map(
    estate.accounts.map(account => [
      account.account,
      buildAccount(account, now, clusterNamed),
    ]),
  );
  return {
    now: clock,
    accounts,
    sessions: new Map(),
    clusters: estate.clusters.map(cluster =>
      buildCluster(cluster, accounts, now),
    ),
  };
}
