import {
  Cluster,
  ClusterArnParts,
  Observed,
  read,
  unreadable,
} from 'backstage-plugin-eks-iam-health-common';
import { AwsReader } from '../clients/AwsReader';
import { ReadError } from '../clients/ReadError';
import { describeCluster } from './aws/cluster';
import { isoSeconds } from './observe';

/** The cluster as a section, and the way to its Kubernetes API or why there is none. */
export interface ClusterRead {
  section: Observed<Cluster>;
  connection: KubernetesConnection | ReadError;
}

/** Where a cluster's API answers and which authority vouches for it; both from `eks:DescribeCluster` only. */
export interface KubernetesConnection {
  endpoint: string;
  /** PEM */
  certificateAuthority: string;
}

/** Describes the cluster first, because all else builds on it; a cluster that does not exist is thrown as such. */
export async function readCluster(
  aws: AwsReader,
  target: ClusterArnParts,
  now: () => Date,
): Promise<ClusterRead> {
  try {
    const described = await describeCluster(aws, target);
    const { cluster, certificateAuthorityData } = described;
    return {
      section: read(cluster, isoSeconds(now())),
      connection:
        cluster.endpoint && certificateAuthorityData
          ? {
              endpoint: cluster.endpoint,
              certificateAuthority: Buffer.from(
                certificateAuthorityData,
                'base64',
              ).toString('utf8'),
            }
          : new ReadError(
              'unreachable',
              `the cluster has no Kubernetes endpoint, its status is ${cluster.status}`,
            ),
    };
  } catch (error) {
    if (!(error instanceof ReadError) || error.notFound) throw error;
    const { reason, message, call, permission } = error;
    return {
      section: unreadable(reason, message, isoSeconds(now()), {
        ...(call && { call }),
        ...(permission && { permission }),
      }),
      connection: new ReadError(
        reason,
        `the Kubernetes endpoint is not known: ${message}`,
        { call, permission },
      ),
    };
  }
}
