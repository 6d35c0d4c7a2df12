import { PolicyDocument } from './World';

/** Paths of AWS managed policies that do not stand directly under `policy/`. */
const PATHS: Record<string, string> = {
  AmazonEBSCSIDriverPolicy: '/service-role/',
  AmazonEFSCSIDriverPolicy: '/service-role/',
  AmazonEKSServiceRolePolicy: '/aws-service-role/',
  AWSServiceRoleForAmazonEKSNodegroup: '/aws-service-role/',
  AmazonEKSForFargateServiceRolePolicy: '/aws-service-role/',
};

type Grant = [actions: string[], resources?: string | string[]];

/**
 * What AWS's managed policies allow, as far as an EKS account attaches them. Long ones are shortened to the actions
 * that matter to identity and access; nothing is listed that AWS does not allow.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const GRANTS: Record<string, Grant[]> = {
  AdministratorAccess: [[['*']]],
  AmazonS3FullAccess: [[['s3:*', 's3-object-lambda:*']]],
  AmazonEKSClusterPolicy: [
    [
      [
        'autoscaling:DescribeAutoScalingGroups',
        'autoscaling:UpdateAutoScalingGroup',
        'ec2:AttachVolume',
        'ec2:AuthorizeSecurityGroupIngress',
        'ec2:CreateRoute',
        'ec2:CreateSecurityGroup',
        'ec2:CreateTags',
        'ec2:CreateVolume',
        'ec2:DeleteRoute',
        'ec2:DeleteSecurityGroup',
        'ec2:DeleteVolume',
        'ec2:DescribeInstances',
        'ec2:DescribeRouteTables',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVolumes',
        'ec2:DescribeVolumesModifications',
        'ec2:DescribeVpcs',
        'ec2:DescribeDhcpOptions',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeAvailabilityZones',
        'ec2:DescribeInstanceTopology',
        'ec2:DetachVolume',
        'ec2:ModifyInstanceAttribute',
        'ec2:ModifyVolume',
        'ec2:RevokeSecurityGroupIngress',
        'ec2:DescribeAccountAttributes',
        'ec2:DescribeAddresses',
        'ec2:DescribeInternetGateways',
        'elasticloadbalancing:AddTags',
        'elasticloadbalancing:CreateListener',
        'elasticloadbalancing:CreateLoadBalancer',
        'elasticloadbalancing:CreateTargetGroup',
        'elasticloadbalancing:DeleteListener',
        'elasticloadbalancing:DeleteLoadBalancer',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeTargetHealth',
        'elasticloadbalancing:RegisterTargets',
        'kms:DescribeKey',
      ],
    ],
  ],
  AmazonEKSVPCResourceController: [
    [
      [
        'ec2:AssignPrivateIpAddresses',
        'ec2:AttachNetworkInterface',
        'ec2:CreateNetworkInterface',
        'ec2:CreateNetworkInterfacePermission',
        'ec2:DescribeInstances',
        'ec2:DescribeNetworkInterfaces',
        'ec2:UnassignPrivateIpAddresses',
      ],
    ],
  ],
  AmazonEKSWorkerNodePolicy: [
    [
      [
        'ec2:DescribeInstances',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeRouteTables',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVolumes',
        'ec2:DescribeVolumesModifications',
        'ec2:DescribeVpcs',
        'eks:DescribeCluster',
        'eks-auth:AssumeRoleForPodIdentity',
      ],
    ],
  ],
  AmazonEC2ContainerRegistryPullOnly: [
    [
      [
        'ecr:GetAuthorizationToken',
        'ecr:BatchCheckLayerAvailability',
        'ecr:GetDownloadUrlForLayer',
        'ecr:BatchGetImage',
        'ecr:BatchImportUpstreamImage',
      ],
    ],
  ],
  AmazonSSMManagedInstanceCore: [
    [
      [
        'ssm:DescribeAssociation',
        'ssm:GetDeployablePatchSnapshotForInstance',
        'ssm:GetDocument',
        'ssm:GetManifest',
        'ssm:GetParameter',
        'ssm:GetParameters',
        'ssm:ListAssociations',
        'ssm:PutInventory',
        'ssm:UpdateInstanceInformation',
      ],
    ],
    [['ssmmessages:CreateControlChannel', 'ssmmessages:OpenControlChannel']],
  ],
  AmazonEKS_CNI_Policy: [
    [
      [
        'ec2:AssignPrivateIpAddresses',
        'ec2:AttachNetworkInterface',
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:DescribeInstances',
        'ec2:DescribeTags',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeSubnets',
        'ec2:DetachNetworkInterface',
        'ec2:ModifyNetworkInterfaceAttribute',
        'ec2:UnassignPrivateIpAddresses',
      ],
    ],
    [['ec2:CreateTags'], 'arn:aws:ec2:*:*:network-interface/*'],
  ],
  AmazonEKSFargatePodExecutionRolePolicy: [
    [
      [
        'ecr:GetAuthorizationToken',
        'ecr:BatchCheckLayerAvailability',
        'ecr:GetDownloadUrlForLayer',
        'ecr:BatchGetImage',
      ],
    ],
  ],
  AmazonEBSCSIDriverPolicy: [
    [
      [
        'ec2:CreateSnapshot',
        'ec2:AttachVolume',
        'ec2:DetachVolume',
        'ec2:ModifyVolume',
        'ec2:DescribeAvailabilityZones',
        'ec2:DescribeInstances',
        'ec2:DescribeSnapshots',
        'ec2:DescribeTags',
        'ec2:DescribeVolumes',
        'ec2:DescribeVolumesModifications',
      ],
    ],
  ],
  AmazonEKSServiceRolePolicy: [
    [
      [
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
        'eks:CreateAccessEntry',
        'eks:AssociateAccessPolicy',
        'eks:ListAssociatedAccessPolicies',
      ],
    ],
  ],
  AWSServiceRoleForAmazonEKSNodegroup: [
    [['autoscaling:CreateAutoScalingGroup', 'ec2:CreateLaunchTemplate']],
    [['iam:PassRole']],
  ],
  AmazonEKSForFargateServiceRolePolicy: [
    [['ec2:CreateNetworkInterface', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs']],
  ],
};

/** The ARN of an AWS managed policy in a partition, or `undefined` for a name that is not known here. */
export function managedPolicyArn(
  name: string,
  partition: string,
): string | undefined {
  if (!(name in GRANTS)) return undefined;
  return `arn:${partition}:iam::aws:policy${PATHS[name] ?? '/'}${name}`;
}

/** The document of an AWS managed policy. */
export function managedPolicyDocument(name: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: GRANTS[name].map(([actions, resources = '*']) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
    })),
  };
}
