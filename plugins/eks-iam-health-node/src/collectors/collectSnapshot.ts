import { NotFoundError } from '@backstage/errors';
import {
  ClusterArnParts,
  ClusterSnapshot,
  parseClusterArn,
  SNAPSHOT_SCHEMA_VERSION,
} from 'backstage-plugin-eks-iam-health-common';
import { AwsClients, AwsSession } from '../clients/AwsClients';
import { CallCounts } from '../clients/CallCounts';
import { clusterTokenSource } from '../clients/ClusterTokens';
import { KubernetesClient } from '../clients/KubernetesClient';
import { KubernetesReader } from '../clients/KubernetesReader';
import { LiveAwsReader } from '../clients/LiveAwsReader';
import { isNotFound, ReadError } from '../clients/ReadError';
import { UnavailableKubernetes } from '../clients/UnavailableKubernetes';
import { AccountIamCache } from './AccountIamCache';
import { builtInCollectors } from './builtInCollectors';
import { collectSections, CollectStep } from './collectSections';
import { Collector } from './defineCollector';
import { isoSeconds } from './observe';
import { ClusterRead, readCluster } from './readCluster';

/** What a cluster is read with. @public */
export interface CollectSnapshotOptions {
  clusterArn: string;
  clients: AwsClients;
  /** shared by all scans of the process */
  accountIam: AccountIamCache;
  /** read the account's IAM anew, as after "check now" */
  freshAccountIam?: boolean;
  /** ends the whole scan; the promise is then rejected with the signal's reason */
  signal: AbortSignal;
  now?: () => Date;
  onStep?: (step: CollectStep) => void;
  /** the built-in ones unless an extension replaced some */
  collectors?: readonly Collector[];
}

/**
 * Reads everything about one cluster from AWS and Kubernetes. A section that cannot be read is part of the result; only
 * an aborted scan, a text that is no ARN, and a cluster that does not exist (`NotFoundError`) are thrown.
 *
 * @public
 */
export async function collectSnapshot(
  options: CollectSnapshotOptions,
): Promise<ClusterSnapshot> {
  const { clusterArn, clients, signal, onStep } = options;
  const now = options.now ?? (() => new Date());
  const collectors = options.collectors ?? builtInCollectors;
  const target = parseClusterArn(clusterArn);
  if (!target) throw new Error(`not the ARN of an EKS cluster: ${clusterArn}`);
  signal.throwIfAborted();

  const calls = new CallCounts();
  const collectedAt = isoSeconds(now());
  const begin = async () => {
    const session = clients.open(target, calls);
    const aws = new LiveAwsReader(session, signal);
    const cluster = await existing(readCluster(aws, target, now), target);
    return { session, aws, cluster };
  };
  let begun = await begin();
  // Credentials are kept from scan to scan; if they were revoked meanwhile, new ones may do.
  if (begun.session.refused) begun = await begin();
  const { session, aws, cluster } = begun;
  const kubernetes = openKubernetes(cluster, {
    session,
    target,
    calls,
    signal,
  });
  try {
    const sections = await collectSections({
      target,
      cluster,
      aws,
      kubernetes,
      account: async () => {
        const account = await options.accountIam.read(target, {
          fresh: options.freshAccountIam,
          signal,
        });
        calls.addAll(account.calls);
        return account.sections;
      },
      collectors,
      signal,
      now,
      onStep,
    });
    return {
      schemaVersion: SNAPSHOT_SCHEMA_VERSION,
      arn: clusterArn,
      collectedAt,
      source: 'live',
      sections,
      calls: calls.toRecord(),
    };
  } finally {
    if (kubernetes instanceof KubernetesClient) kubernetes.close();
  }
}

async function existing(
  cluster: Promise<ClusterRead>,
  target: ClusterArnParts,
): Promise<ClusterRead> {
  try {
    return await cluster;
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new NotFoundError(
      `there is no cluster \`${target.name}\` in account ${target.accountId}, region ${target.region}`,
    );
  }
}

function openKubernetes(
  { connection }: ClusterRead,
  options: {
    session: AwsSession;
    target: ClusterArnParts;
    calls: CallCounts;
    signal: AbortSignal;
  },
): KubernetesReader {
  if (connection instanceof ReadError) {
    return new UnavailableKubernetes(connection);
  }
  const { session, target, calls, signal } = options;
  const token = clusterTokenSource({
    clusterName: target.name,
    region: target.region,
    partition: target.partition,
    credentials: session.credentials,
  });
  try {
    return new KubernetesClient({ ...connection, token, calls, signal });
  } catch (error) {
    return new UnavailableKubernetes(
      error instanceof ReadError
        ? error
        : new ReadError(
            'malformed',
            'the endpoint or certificate authority of the cluster is not usable',
          ),
    );
  }
}
