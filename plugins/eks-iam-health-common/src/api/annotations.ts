/** Catalog annotations that name a cluster by its ARN, in the order in which they are believed. @public */
export const clusterArnAnnotations = [
  'amazonaws.com/arn',
  'amazon.com/eks-cluster-arn',
  'aws.amazon.com/arn',
] as const;
