import { AddressInfo } from 'node:net';
import { createAwsServer } from './aws/awsServer';
import { CallCounts, Counts } from './control/Counts';
import { applyEdit, clusterNamed, Edit } from './control/edits';
import { FaultInput, Faults } from './control/Faults';
import { createControl, Reachability } from './control/router';
import { buildWorld } from './estate/buildWorld';
import { loadEstate } from './estate/loadEstate';
import { EstateDefinition } from './estate/schema';
import { AccessEntry, World } from './estate/World';
import { ClusterApi } from './kubernetes/ClusterApi';

/** How to start a simulator. @public */
export interface SimulatorOptions {
  /** folder with `accounts/` and `clusters/`, or an estate from `parseEstate` */
  estate: string | EstateDefinition;
  /** port of the AWS endpoint; without it any free one */
  awsPort?: number;
  now?: () => Date;
}

/** A running estate. @public */
export interface Simulator {
  /** for `AWS_ENDPOINT_URL` or a client's `endpoint` */
  awsEndpoint: string;
  controlUrl: string;
  clusters: Array<{ name: string; arn: string; endpoint: string }>;
  counts(): CallCounts;
  resetCounts(): void;
  edit(edit: Edit): void;
  fault(fault: FaultInput): void;
  clearFaults(): void;
  setKubernetesApi(cluster: string, value: Reachability): Promise<void>;
  /** the entries of a cluster as they are stored */
  accessEntries(cluster: string): AccessEntry[];
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the AWS endpoint and one Kubernetes API per cluster on loopback. @public */
export async function startSimulator(
  options: SimulatorOptions,
): Promise<Simulator> {
  const { awsPort = 0, now = () => new Date() } = options;
  const estate =
    typeof options.estate === 'string'
      ? loadEstate(options.estate)
      : options.estate;
  const counts = new Counts();
  const faults = new Faults();
  const apis = new Map<string, ClusterApi>();
  let world: World = buildWorld(estate, now);

  const setReachability = async (name: string, value: Reachability) => {
    clusterNamed(world, name);
    await apis.get(name)?.set(value);
  };
  const reset = async () => {
    const { sessions, stsEndpoint } = world;
    // credentials that were given out stay good: a portal that runs beside a test does not lose them
    world = { ...buildWorld(estate, now), sessions, stsEndpoint };
    counts.reset();
    faults.reset();
    for (const cluster of world.clusters) {
      const definition = estate.clusters.find(c => c.cluster === cluster.name);
      const api = apis.get(cluster.name);
      await api?.set(definition?.kubernetesApi ?? 'reachable');
      cluster.endpoint = api?.endpoint ?? '';
      cluster.certificateAuthority = api?.certificateAuthority ?? '';
    }
  };

  const startApi = (name: string, reachability: Reachability) =>
    ClusterApi.start(
      name,
      {
        world: () => world,
        cluster: () => clusterNamed(world, name),
        counts,
        faults,
      },
      reachability,
    );
  for (const { cluster: name, kubernetesApi } of estate.clusters) {
    apis.set(name, await startApi(name, kubernetesApi));
  }
  await reset();

  const server = createAwsServer({
    world: () => world,
    counts,
    faults,
    control: createControl({
      world: () => world,
      counts,
      faults,
      reset,
      setReachability,
    }),
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(awsPort, '127.0.0.1', resolve);
    });
  } catch (error) {
    await Promise.all([...apis.values()].map(api => api.close()));
    throw error;
  }
  const awsEndpoint = `http://127.0.0.1:${
    (server.address() as AddressInfo).port
  }`;
  world.stsEndpoint = awsEndpoint;

  return {
    awsEndpoint,
    controlUrl: `${awsEndpoint}/_simulator`,
    clusters: world.clusters.map(({ name, arn, endpoint }) => ({
      name,
      arn,
      endpoint,
    })),
    counts: () => counts.toJSON(),
    resetCounts: () => counts.reset(),
    edit: edit => applyEdit(world, edit),
    fault: fault => faults.add(fault),
    clearFaults: () => faults.reset(),
    setKubernetesApi: setReachability,
    accessEntries: name =>
      structuredClone(clusterNamed(world, name).accessEntries),
    reset,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>(resolve => {
        server.close(() => resolve());
      });
      await Promise.all([...apis.values()].map(api => api.close()));
    },
  };
}
