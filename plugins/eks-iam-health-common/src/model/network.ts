/** How the nodes of a cluster reach STS and the EKS Auth API. */

/** A subnet in which nodes run. @public */
export interface NodeSubnet {
  id: string;
  /** where the default route of its route table leads; `other`: a transit gateway, a peering, an appliance */
  defaultRoute: 'internet-gateway' | 'nat-gateway' | 'other' | 'none';
}

/** An endpoint in the VPC of the cluster, from `ec2:DescribeVpcEndpoints`. @public */
export interface VpcEndpoint {
  id: string;
  /** `com.amazonaws.eu-west-1.sts` */
  serviceName: string;
  type: string;
  state: string;
  privateDnsEnabled: boolean;
  /** decoded JSON */
  policy: unknown;
}

/** The VPC of the cluster as far as its nodes need it. @public */
export interface ClusterNetwork {
  vpcId: string;
  subnets: NodeSubnet[];
  endpoints: VpcEndpoint[];
}

/**
 * What became of the checker's own `sts:AssumeRole` at the endpoint of the cluster's Region. GetCallerIdentity would
 * prove nothing: it answers in deactivated Regions too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
 *
 * @public
 */
export interface StsRegion {
  region: string;
  /** whether credentials were issued */
  issued: boolean;
  /** `RegionDisabledException` */
  errorCode?: string;
  message?: string;
}
