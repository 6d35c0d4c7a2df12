import { NotFoundError } from '@backstage/errors';
import { ClusterSnapshot } from 'backstage-plugin-eks-iam-health-common';
import {
  CollectOptions,
  SnapshotSource,
} from 'backstage-plugin-eks-iam-health-node';

type Answer = (options: CollectOptions) => Promise<ClusterSnapshot>;

/** Snapshots as a test sets them, by the cluster's ARN. */
export class FakeSource implements SnapshotSource {
  readonly #answers = new Map<string, Answer>();
  /** ARNs in the order in which they were asked for */
  readonly asked: string[] = [];

  set(arn: string, answer: ClusterSnapshot | Error | Answer): this {
    this.#answers.set(arn, async options => {
      if (typeof answer === 'function') return answer(options);
      if (answer instanceof Error) throw answer;
      return answer;
    });
    return this;
  }

  async collect(
    clusterArn: string,
    options: CollectOptions,
  ): Promise<ClusterSnapshot> {
    this.asked.push(clusterArn);
    const answer = this.#answers.get(clusterArn);
    if (!answer) throw new NotFoundError(`no cluster ${clusterArn}`);
    options.onStep({ step: 'reading everything', done: 1, total: 1 });
    return answer(options);
  }
}
