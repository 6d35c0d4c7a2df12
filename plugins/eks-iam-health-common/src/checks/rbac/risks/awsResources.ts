import { CHANGE, on, Risk } from './risk';

const nodeRoles =
  'https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html';

/** Custom resources behind which a controller acts in AWS, with its own role. */
export const awsResourceRisks: readonly Risk[] = [
  {
    id: 'write-karpenter-node-classes',
    may: 'choose the role, network and user data of Karpenter’s nodes',
    severity: 'high',
    why: 'User data runs as root on the node, with its role; security groups and subnets say what it reaches.',
    source: 'https://karpenter.sh/docs/concepts/nodeclasses/',
    reach: 'cluster',
    targets: on('karpenter.k8s.aws', 'ec2nodeclasses', CHANGE),
  },
  {
    id: 'write-eks-node-classes',
    may: 'choose the role and network of Auto Mode’s nodes',
    severity: 'high',
    why: 'A NodeClass names the role and the security groups of the nodes that EKS starts.',
    source: nodeRoles,
    reach: 'cluster',
    targets: on('eks.amazonaws.com', 'nodeclasses', CHANGE),
  },
  {
    id: 'write-node-pools',
    may: 'decide which nodes are started',
    severity: 'medium',
    why: 'A NodePool starts instances of any size, with taints and labels that draw pods to them.',
    source: 'https://karpenter.sh/docs/concepts/nodepools/',
    reach: 'cluster',
    targets: on('karpenter.sh', 'nodepools nodeclaims', CHANGE),
  },
  {
    id: 'write-target-group-bindings',
    may: 'lead target groups of AWS to pods',
    severity: 'medium',
    why: 'A TargetGroupBinding names a target group by its ARN: traffic of any load balancer that the controller may change can be led to a pod.',
    source:
      'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/targetgroupbinding/targetgroupbinding/',
    reach: 'namespace',
    targets: on('elbv2.k8s.aws', 'targetgroupbindings', CHANGE),
  },
  {
    id: 'write-ack-iam',
    may: 'create IAM roles and policies through a controller',
    severity: 'critical',
    why: 'The controller of ACK makes the role, with the policies and the trust that the resource says.',
    source: 'https://aws-controllers-k8s.github.io/community/reference/',
    reach: 'namespace',
    targets: on(
      'iam.services.k8s.aws',
      'roles policies users groups instanceprofiles openidconnectproviders',
      CHANGE,
    ),
  },
  {
    id: 'write-ack-eks',
    may: 'create access entries, node groups and associations through a controller',
    severity: 'critical',
    why: 'An access entry that the controller makes is as good as one made by AWS’s own API, with any access policy.',
    source: 'https://aws-controllers-k8s.github.io/community/reference/',
    reach: 'namespace',
    targets: on(
      'eks.services.k8s.aws',
      'accessentries podidentityassociations nodegroups fargateprofiles addons clusters identityproviderconfigs',
      CHANGE,
    ),
  },
  {
    id: 'write-crossplane-iam',
    may: 'create IAM roles and access entries through Crossplane',
    severity: 'critical',
    why: 'The provider makes them with its own role, which is wide as a rule.',
    source: 'https://docs.crossplane.io/latest/',
    reach: 'namespace',
    targets: [
      ...on(
        'iam.aws.upbound.io',
        'roles policies rolepolicies rolepolicyattachments users accesskeys',
        CHANGE,
      ),
      ...on(
        'iam.aws.m.upbound.io',
        'roles policies rolepolicies rolepolicyattachments users accesskeys',
        CHANGE,
      ),
      ...on(
        'eks.aws.upbound.io',
        'accessentries accesspolicyassociations podidentityassociations',
        CHANGE,
      ),
    ],
  },
  {
    id: 'write-resource-graphs',
    may: 'define what kro makes of resources',
    severity: 'high',
    why: 'kro creates whatever a ResourceGraphDefinition says, with the rights of kro.',
    source: 'https://kro.run/docs/overview',
    reach: 'cluster',
    targets: on('kro.run', 'resourcegraphdefinitions', CHANGE),
  },
  {
    id: 'write-pod-security-groups',
    may: 'choose the security groups of pods',
    severity: 'medium',
    why: 'Security groups say which databases and endpoints of the VPC a pod reaches.',
    source:
      'https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html',
    reach: 'namespace',
    targets: on('vpcresources.k8s.aws', 'securitygrouppolicies', CHANGE),
  },
  {
    id: 'write-node-network',
    may: 'choose the subnets and security groups of nodes’ interfaces',
    severity: 'medium',
    why: 'Interfaces of nodes can be put into networks that pods are not meant to reach.',
    source:
      'https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network.html',
    reach: 'cluster',
    targets: [
      ...on('vpcresources.k8s.aws', 'cninodes', CHANGE),
      ...on('crd.k8s.amazonaws.com', 'eniconfigs', CHANGE),
    ],
  },
];
