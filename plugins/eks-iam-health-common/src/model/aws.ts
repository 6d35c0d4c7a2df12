/**
 * What the AWS APIs tell about a cluster and its account, in the words of the API but without what nobody asks for.
 * All times are ISO 8601 strings in UTC; all policy documents are decoded JSON values.
 */

/** How identities are mapped on a cluster. https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html @public */
export type AuthenticationMode = 'CONFIG_MAP' | 'API_AND_CONFIG_MAP' | 'API';

/** A health issue as EKS reports it for clusters, node groups, add-ons and profiles. @public */
export interface HealthIssue {
  code: string;
  message: string;
  resourceIds: string[];
}

/** `eks:DescribeCluster`. @public */
export interface Cluster {
  arn: string;
  name: string;
  region: string;
  accountId: string;
  partition: string;
  /** Kubernetes minor, `1.33` */
  version: string;
  platformVersion?: string;
  status: string;
  createdAt: string;
  endpoint?: string;
  roleArn: string;
  /** absent when the answer had no `accessConfig` */
  authenticationMode?: AuthenticationMode;
  bootstrapClusterCreatorAdminPermissions?: boolean;
  /** `https://oidc.eks.<region>.amazonaws.com/id/...` */
  oidcIssuer?: string;
  endpointPublicAccess?: boolean;
  endpointPrivateAccess?: boolean;
  publicAccessCidrs: string[];
  /** log types that are enabled: `api`, `audit`, `authenticator`, `controllerManager`, `scheduler` */
  enabledLogTypes: string[];
  secretsEncryptionKeyArn?: string;
  computeConfig?: { enabled: boolean; nodeRoleArn?: string };
  vpcId?: string;
  subnetIds?: string[];
  healthIssues: HealthIssue[];
  tags: Record<string, string>;
}

/** A policy that is associated with an access entry. @public */
export interface AssociatedAccessPolicy {
  policyArn: string;
  scope: { type: 'cluster' } | { type: 'namespace'; namespaces: string[] };
  associatedAt?: string;
}

/** `eks:DescribeAccessEntry` with `eks:ListAssociatedAccessPolicies`. @public */
export interface AccessEntry {
  principalArn: string;
  accessEntryArn: string;
  /** `STANDARD`, `EC2_LINUX`, `EC2_WINDOWS`, `FARGATE_LINUX`, `EC2`, `HYBRID_LINUX`, ...: an open list */
  type: string;
  username: string;
  kubernetesGroups: string[];
  policies: AssociatedAccessPolicy[];
  createdAt: string;
  modifiedAt?: string;
  tags: Record<string, string>;
}

/** `eks:DescribePodIdentityAssociation`. @public */
export interface PodIdentityAssociation {
  associationId: string;
  associationArn: string;
  namespace: string;
  serviceAccount: string;
  roleArn: string;
  targetRoleArn?: string;
  externalId?: string;
  disableSessionTags: boolean;
  /** set when an add-on owns the association */
  ownerArn?: string;
  createdAt?: string;
}

/** `eks:DescribeNodegroup`. @public */
export interface Nodegroup {
  name: string;
  nodeRoleArn: string;
  amiType?: string;
  status: string;
  healthIssues: HealthIssue[];
  subnetIds?: string[];
  launchTemplate?: { id: string; version: string };
}

/** `eks:DescribeFargateProfile`. @public */
export interface FargateProfile {
  name: string;
  podExecutionRoleArn: string;
  status: string;
  healthIssues?: HealthIssue[];
}

/** `eks:DescribeAddon`. @public */
export interface Addon {
  name: string;
  version?: string;
  status: string;
  serviceAccountRoleArn?: string;
  podIdentityAssociationArns: string[];
  healthIssues: HealthIssue[];
}

/** An identity policy of a user, role or group: attached (has an ARN) or inline. @public */
export interface NamedPolicyDocument {
  name: string;
  document: unknown;
}

/** A role of the account, from `iam:GetAccountAuthorizationDetails`. @public */
export interface IamRole {
  arn: string;
  name: string;
  path: string;
  /** `AROA...` */
  id: string;
  createdAt: string;
  trustPolicy: unknown;
  attachedPolicyArns: string[];
  inlinePolicies: NamedPolicyDocument[];
  permissionsBoundaryArn?: string;
  instanceProfileArns: string[];
  tags: Record<string, string>;
}

/** A user of the account. @public */
export interface IamUser {
  arn: string;
  name: string;
  path: string;
  /** `AIDA...` */
  id: string;
  createdAt: string;
  groupNames: string[];
  attachedPolicyArns: string[];
  inlinePolicies: NamedPolicyDocument[];
  permissionsBoundaryArn?: string;
}

/** A group of the account. @public */
export interface IamGroup {
  arn: string;
  name: string;
  attachedPolicyArns: string[];
  inlinePolicies: NamedPolicyDocument[];
}

/** A managed policy with its default version; AWS's own policies are listed when they are attached. @public */
export interface IamPolicy {
  arn: string;
  name: string;
  defaultVersionId: string;
  document: unknown;
}

/** `iam:GetOpenIDConnectProvider`. @public */
export interface OidcProvider {
  arn: string;
  /** without scheme, as IAM returns it */
  url: string;
  clientIds: string[];
  thumbprints: string[];
}

/** What is known of an access key: never the secret. @public */
export interface AccessKey {
  userName: string;
  userArn: string;
  /** `AKIA...`; the id is not a secret, but screens show it masked */
  id: string;
  status: 'Active' | 'Inactive' | 'Expired';
  createdAt: string;
  /** absent: never used since tracking began, or no data */
  lastUsedAt?: string;
  lastUsedService?: string;
}

/** `iam:GetAccountSummary`, the part that matters. @public */
export interface AccountSummary {
  accountId: string;
  accountAccessKeysPresent: number;
  accountMfaEnabled: number;
}
