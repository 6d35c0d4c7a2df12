import { EscalationPath } from '../EscalationPath';

const pods = ['pods.eks.amazonaws.com'];
const eks = ['eks.amazonaws.com'];

/** Paths by the EKS API into a cluster, or through one to a role. https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html */
export const eksPaths: readonly EscalationPath[] = [
  {
    id: 'eks-create-access-entry',
    title: 'Make oneself administrator of a cluster by a new access entry',
    kind: 'eks',
    actions: ['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'],
    steps: [
      'Create an access entry for the own role or user on a cluster whose mode knows access entries.',
      'Associate `AmazonEKSClusterAdminPolicy` with it for the whole cluster; no right in Kubernetes is needed for it.',
    ],
  },
  {
    id: 'eks-associate-access-policy',
    title:
      'Make oneself administrator of a cluster by the access entry one has',
    kind: 'eks',
    actions: ['eks:AssociateAccessPolicy'],
    steps: [
      'Associate `AmazonEKSClusterAdminPolicy` with an access entry of type STANDARD that exists: the own one, or that of a role one can assume.',
    ],
  },
  {
    id: 'eks-create-access-entry-group',
    title: 'Join a Kubernetes group of administrators by a new access entry',
    kind: 'eks',
    actions: ['eks:CreateAccessEntry'],
    steps: [
      'Find a group or user name that RBAC binds to administrators and that does not start with `system:`.',
      'Create an access entry for the own role or user with that group or user name.',
    ],
  },
  {
    id: 'eks-update-access-entry',
    title:
      'Join a Kubernetes group of administrators by the access entry one has',
    kind: 'eks',
    actions: ['eks:UpdateAccessEntry'],
    steps: [
      'Find a group or user name that RBAC binds to administrators and that does not start with `system:`.',
      'Give it to an access entry that exists: the own one, or that of a role one can assume.',
    ],
  },
  {
    id: 'eks-update-cluster-config',
    title: 'Switch access entries on and make oneself administrator',
    kind: 'eks',
    actions: [
      'eks:UpdateClusterConfig',
      'eks:CreateAccessEntry',
      'eks:AssociateAccessPolicy',
    ],
    steps: [
      'Change the authentication mode of a cluster from CONFIG_MAP to API_AND_CONFIG_MAP; it cannot be changed back.',
      'Create an access entry for the own role or user.',
      'Associate `AmazonEKSClusterAdminPolicy` with it for the whole cluster.',
    ],
  },
  {
    id: 'eks-associate-identity-provider',
    title: 'Bring in an issuer of one’s own',
    kind: 'eks',
    actions: ['eks:AssociateIdentityProviderConfig'],
    steps: [
      'Find a group or user name that RBAC binds to administrators and that does not start with `system:`.',
      'Associate an OIDC issuer that one runs with the cluster.',
      'Issue a token that claims that group or user name.',
    ],
  },
  {
    id: 'eks-create-pod-identity-association',
    title: 'Give a role to a service account',
    kind: 'eks',
    passedTo: pods,
    actions: ['iam:PassRole', 'eks:CreatePodIdentityAssociation'],
    steps: [
      'Choose a role that may do more and that trusts `pods.eks.amazonaws.com`.',
      'Associate it with a service account whose pods one controls.',
      'Act with the role from a pod that is started then.',
    ],
  },
  {
    id: 'eks-update-pod-identity-association',
    title: 'Exchange the role of a service account',
    kind: 'eks',
    passedTo: pods,
    actions: ['iam:PassRole', 'eks:UpdatePodIdentityAssociation'],
    steps: [
      'Choose a role that may do more and that trusts `pods.eks.amazonaws.com`.',
      'Put it into the association of a service account whose pods one controls.',
      'Act with the role from a pod once the agent has fetched it.',
    ],
  },
  {
    id: 'eks-create-nodegroup',
    title: 'Start nodes with another role',
    kind: 'eks',
    passedTo: [...eks, 'ec2.amazonaws.com', 'ec2.amazonaws.com.cn'],
    actions: ['iam:PassRole', 'eks:CreateNodegroup'],
    steps: [
      'Choose a role that may do more and that trusts EC2.',
      'Create a node group with it as node role, on a cluster where one can run pods or with a launch template of one’s own.',
      'Read its credentials from the metadata service of a node.',
    ],
  },
  {
    id: 'eks-create-fargate-profile',
    title: 'Start Fargate pods with another pod execution role',
    kind: 'eks',
    passedTo: [...eks, 'eks-fargate-pods.amazonaws.com'],
    actions: ['iam:PassRole', 'eks:CreateFargateProfile'],
    steps: [
      'Choose a role that trusts `eks-fargate-pods.amazonaws.com`.',
      'Create a Fargate profile with it for a namespace where one can create pods.',
      'The kubelet of those pods is mapped into the cluster as a node with that role; images it may pull run there.',
    ],
  },
  {
    id: 'eks-create-addon',
    title: 'Install an add-on with another role',
    kind: 'eks',
    passedTo: [...pods, ...eks],
    actions: ['iam:PassRole', 'eks:CreateAddon'],
    steps: [
      'Choose a role that may do more and that trusts Pod Identity or the issuer of the cluster.',
      'Install an add-on with it as the role of its service account.',
      'Get into one of its pods, or have its controller act on objects of one’s own.',
    ],
  },
  {
    id: 'eks-update-addon',
    title: 'Exchange the role of an add-on',
    kind: 'eks',
    passedTo: [...pods, ...eks],
    actions: ['iam:PassRole', 'eks:UpdateAddon'],
    steps: [
      'Choose a role that may do more and that trusts Pod Identity or the issuer of the cluster.',
      'Update an add-on that exists with it as the role of its service account.',
      'Get into one of its pods, or have its controller act on objects of one’s own.',
    ],
  },
];
