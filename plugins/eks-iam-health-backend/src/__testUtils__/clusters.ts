import { Entity } from '@backstage/catalog-model';
import {
  ClusterSnapshot,
  parseClusterArn,
} from 'backstage-plugin-eks-iam-health-common';
import {
  aCluster,
  aSnapshot,
} from 'backstage-plugin-eks-iam-health-common/testing';

export const arnOf = (name: string, account = '111122223333') =>
  `arn:aws:eks:eu-west-1:${account}:cluster/${name}`;

export const idOf = (name: string, account = '111122223333') =>
  `aws.${account}.eu-west-1.${name}`;

/** The catalog's word on a cluster. */
export function anEntity(
  name: string,
  more: { arn?: string; annotation?: string; owner?: string } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        [more.annotation ?? 'amazonaws.com/arn']: more.arn ?? arnOf(name),
      },
      labels: { environment: 'production' },
    },
    spec: { type: 'kubernetes-cluster', owner: 'team-a' },
    relations: [
      { type: 'ownedBy', targetRef: more.owner ?? 'group:default/team-a' },
    ],
  };
}

/** A snapshot of the cluster with this ARN, at this time. */
export function snapshotOf(
  arn: string,
  at: string,
  change: (
    builder: ReturnType<typeof aSnapshot>,
  ) => ReturnType<typeof aSnapshot> = builder => builder,
): ClusterSnapshot {
  const parts = parseClusterArn(arn);
  if (!parts) throw new Error(`not the ARN of a cluster: ${arn}`);
  const builder = aSnapshot().with('cluster', aCluster({ arn, ...parts }));
  return { ...change(builder).build(), arn, collectedAt: at };
}
