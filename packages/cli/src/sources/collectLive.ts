import { ConfigReader } from '@backstage/config';
import {
  ClusterSnapshot,
  parseClusterArn,
} from 'backstage-plugin-eks-iam-health-common';
import {
  AccountIamCache,
  AwsClients,
  collectSnapshot,
} from 'backstage-plugin-eks-iam-health-node';
import { setMaxListeners } from 'node:events';
import { CannotRunError } from '../exit';
import { AppConfig } from './readAppConfig';

const TIME_LIMIT_SECONDS = 600;

/**
 * Reads a cluster by the AWS and Kubernetes APIs. Credentials are those of the environment, by the SDK's usual chain,
 * unless the configuration names others under `aws`. They must belong to the cluster's account: a cluster of the same
 * name in another one is another cluster, so the manager asks STS whose they are.
 */
export async function collectLive(
  clusterArn: string,
  config: AppConfig,
): Promise<ClusterSnapshot> {
  const target = parseClusterArn(clusterArn);
  if (!target) {
    throw new CannotRunError(
      `\`${clusterArn}\` is not the ARN of an EKS cluster, \`arn:aws:eks:<region>:<account>:cluster/<name>\``,
    );
  }
  const clients = AwsClients.fromConfig(
    new ConfigReader({
      // the region matters for STS: a partition has its own
      aws: config.aws ?? { mainAccount: { region: target.region } },
      eksIamHealth: { aws: config.eksIamHealth?.aws ?? {} },
    }),
  );
  const signal = AbortSignal.timeout(TIME_LIMIT_SECONDS * 1000);
  // every call that is under way listens to it
  setMaxListeners(0, signal);
  try {
    return await collectSnapshot({
      clusterArn,
      clients,
      accountIam: new AccountIamCache({ clients }),
      signal,
    });
  } finally {
    clients.close();
  }
}
