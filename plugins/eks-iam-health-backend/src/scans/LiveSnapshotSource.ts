import { ClusterSnapshot } from 'backstage-plugin-eks-iam-health-common';
import {
  AccountIamCache,
  AwsClients,
  Collector,
  CollectOptions,
  collectSnapshot,
  SnapshotSource,
  withCollectors,
} from 'backstage-plugin-eks-iam-health-node';

/** Reads AWS and Kubernetes. What belongs to an account is read once for all its clusters. */
export class LiveSnapshotSource implements SnapshotSource {
  readonly #clients: AwsClients;
  readonly #collectors: readonly Collector[];
  readonly #accountIam: AccountIamCache;

  constructor(options: {
    clients: AwsClients;
    /** in place of built-in ones */
    collectors: readonly Collector[];
    /** what was read of an account is good for this long */
    accountMaxAgeSeconds: number;
  }) {
    this.#clients = options.clients;
    this.#collectors = withCollectors(options.collectors);
    this.#accountIam = new AccountIamCache({
      clients: options.clients,
      collectors: this.#collectors,
      maxAgeSeconds: options.accountMaxAgeSeconds,
    });
  }

  async collect(
    clusterArn: string,
    { signal, fresh, onStep }: CollectOptions,
  ): Promise<ClusterSnapshot> {
    return collectSnapshot({
      clusterArn,
      clients: this.#clients,
      collectors: this.#collectors,
      accountIam: this.#accountIam,
      freshAccountIam: fresh,
      signal,
      onStep: ({ doing, stepsDone, stepsTotal }) =>
        onStep({ step: doing, done: stepsDone, total: stepsTotal }),
    });
  }
}
