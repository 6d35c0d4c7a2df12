import { ConfigReader } from '@backstage/config';
import {
  AccountIamCache,
  AwsClients,
  collectSnapshot,
  CollectSnapshotOptions,
} from 'backstage-plugin-eks-iam-health-node';
import { Simulator, startSimulator } from 'eks-iam-health-simulator';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

/** Folder of the estate that the portal is shown with. */
export const demoEstate = resolve(__dirname, '../../../../estates/demo');

/** Credentials as `npm start` has them: the portal's user becomes the reader role of each account. */
export const readerConfig = new ConfigReader({
  aws: parse(
    readFileSync(resolve(__dirname, '../../../../app-config.yaml'), 'utf8'),
  ).aws,
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
