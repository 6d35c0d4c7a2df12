import {
  Cluster,
  ClusterArnParts,
  Observed,
  SectionName,
  SectionValues,
} from 'backstage-plugin-eks-iam-health-common';
import { AwsReader } from '../clients/AwsReader';
import { KubernetesReader } from '../clients/KubernetesReader';

/** What a collector may use. @public */
export interface CollectContext {
  /** the parts of the cluster's ARN */
  target: ClusterArnParts;
  /** the answer of `eks:DescribeCluster`; not there while it is being read, nor for what belongs to the account */
  cluster?: Observed<Cluster>;
  aws: AwsReader;
  kubernetes: KubernetesReader;
  signal: AbortSignal;
}

/** Values of the sections that a collector reads. @public */
export type CollectedValues<N extends SectionName> = {
  [K in N]: SectionValues[K];
};

/**
 * Reads one section, or several that come from the same call. What fails is thrown; `observe` makes a value of it.
 *
 * @public
 */
export interface CollectorDefinition<N extends SectionName> {
  /** `account` is read once per account and shared by its clusters */
  source: 'cluster' | 'account' | 'kubernetes';
  sections: readonly N[];
  /** what it does, for people: `reading access entries` */
  doing: string;
  /** AWS actions, or Kubernetes verbs and resources; the documented policies are made of these lines */
  permissions: readonly string[];
  collect(context: CollectContext): Promise<CollectedValues<N>>;
}

/** A collector whose types are its own business. @public */
export interface Collector {
  source: 'cluster' | 'account' | 'kubernetes';
  sections: readonly SectionName[];
  doing: string;
  permissions: readonly string[];
  collect(context: CollectContext): Promise<Partial<SectionValues>>;
}

/** Makes a collector of its definition. @public */
export function defineCollector<N extends SectionName>(
  definition: CollectorDefinition<N>,
): Collector {
  return {
    ...definition,
    collect: async context =>
      // The values of exactly the sections it names, which is a part of all section values.
      (await definition.collect(context)) as Partial<SectionValues>,
  };
}
