import { ConfigReader } from '@backstage/config';
import {
  AccountIamCache,
  AwsClients,
  collectSnapshot,
  CollectSnapshotOptions,
} from 'backstage-plugin-eks-iam-health-node';
import { Simulator, startSimulator } from 'eks-iam-health-simulator';
import { resolve } from 'node:path';

/** Folder of the estate that the portal is shown with. */
export const demoEstate = resolve(__dirname, '../../../../estates/demo');

/** The configuration that reads the estate's first account: the portal's user becomes the reader role. */
export const readerConfig = new ConfigReader({
  aws: {
    accounts: [
      {
        accountId: '111122223333',
        roleName: 'EksIamHealthReader',
        externalId: 'eks-iam-health-111122223333-7f3a',
        accessKeyId: 'AKIASIMULATEDBASEKEY',
        secretAccessKey: 'simulated/secret/of/the/base/user/000001',
      },
    ],
  },
});

/** A running estate and the means to read it; `AWS_ENDPOINT_URL` leads there until it is stopped. */
export class SimulatedAccount {
  clients = AwsClients.fromConfig(readerConfig);
  #accountIam = new AccountIamCache({ clients: this.clients });

  static async start(): Promise<SimulatedAccount> {
    const simulator = await startSimulator({ estate: demoEstate });
    process.env.AWS_ENDPOINT_URL = simulator.awsEndpoint;
    return new SimulatedAccount(simulator);
  }

  private constructor(readonly simulator: Simulator) {}

  arnOf(name: string): string {
    const cluster = this.simulator.clusters.find(one => one.name === name);
    if (!cluster) throw new Error(`the estate has no cluster ${name}`);
    return cluster.arn;
  }

  collect(name: string, options: Partial<CollectSnapshotOptions> = {}) {
    return collectSnapshot({
      clusterArn: this.arnOf(name),
      clients: this.clients,
      accountIam: this.#accountIam,
      signal: AbortSignal.timeout(60_000),
      ...options,
    });
  }

  /** The estate as it was, and nothing remembered of it. */
  async reset() {
    await this.simulator.reset();
    this.clients.close();
    this.clients = AwsClients.fromConfig(readerConfig);
    this.#accountIam = new AccountIamCache({ clients: this.clients });
  }

  async stop() {
    delete process.env.AWS_ENDPOINT_URL;
    this.clients.close();
    await this.simulator.stop();
  }
}
