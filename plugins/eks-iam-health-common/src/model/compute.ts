/** What EC2 and the node classes tell about the machines of a cluster. Times are ISO 8601 in UTC. */

/** Who can reach the instance metadata service. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsResponse.html @public */
export interface MetadataOptions {
  endpoint: 'enabled' | 'disabled';
  /** `required`: IMDSv2 only */
  tokens: 'required' | 'optional';
  /** at 2 and above a pod with its own network reaches the service */
  hopLimit: number;
}

/** A running instance of the cluster, from `ec2:DescribeInstances`. @public */
export interface Instance {
  id: string;
  instanceProfileArn?: string;
  subnetId?: string;
  /** absent for instances that belong to no managed node group */
  nodegroupName?: string;
  launchTemplate?: { id: string; version: string };
  metadata: MetadataOptions;
}

/** A version of a launch template that node groups use, from `ec2:DescribeLaunchTemplateVersions`. @public */
export interface LaunchTemplateVersion {
  id: string;
  version: string;
  /** what the template says; where it is silent the default of the account or the AMI holds */
  metadata: Partial<MetadataOptions>;
  nodegroupNames: string[];
}

/** A NodeClass of EKS Auto Mode or an EC2NodeClass of Karpenter. @public */
export interface NodeClass {
  kind: 'NodeClass' | 'EC2NodeClass';
  name: string;
  /** name or ARN, as written */
  role?: string;
  instanceProfile?: string;
  metadata?: Partial<MetadataOptions>;
}
