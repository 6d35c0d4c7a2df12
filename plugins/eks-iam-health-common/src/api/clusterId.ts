/** The parts of an EKS cluster's ARN. @public */
export interface ClusterArnParts {
  partition: string;
  accountId: string;
  region: string;
  name: string;
}

const CLUSTER_ARN =
  /^arn:(aws[a-z-]*):eks:([a-z0-9-]+):(\d{12}):cluster\/([0-9A-Za-z][A-Za-z0-9_-]{0,99})$/;
const CLUSTER_ID =
  /^(aws[a-z-]*)\.(\d{12})\.([a-z0-9-]+)\.([0-9A-Za-z][A-Za-z0-9_-]{0,99})$/;

/**
 * Takes an EKS cluster's ARN apart; undefined when it is none. Names are 1 to 100 characters, see
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
 *
 * @public
 */
export function parseClusterArn(arn: string): ClusterArnParts | undefined {
  const match = CLUSTER_ARN.exec(arn);
  if (!match) return undefined;
  const [, partition, region, accountId, name] = match;
  return { partition, region, accountId, name };
}

/** The name of a cluster in URLs: `aws.111122223333.eu-west-1.payments-prod`. Throws on anything but a cluster's ARN. @public */
export function clusterIdOf(arn: string): string {
  const parts = parseClusterArn(arn);
  if (!parts) throw new Error(`not the ARN of an EKS cluster: ${arn}`);
  return `${parts.partition}.${parts.accountId}.${parts.region}.${parts.name}`;
}

/** The inverse of `clusterIdOf`; undefined when the text is no cluster id. @public */
export function clusterArnOf(id: string): string | undefined {
  const match = CLUSTER_ID.exec(id);
  if (!match) return undefined;
  const [, partition, accountId, region, name] = match;
  return `arn:${partition}:eks:${region}:${accountId}:cluster/${name}`;
}
