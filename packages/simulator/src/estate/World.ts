import { ObjectStore } from '../kubernetes/ObjectStore';

/** The estate while it runs: what calls read and change. */
export interface World {
  now: () => Date;
  accounts: Map<string, Account>;
  clusters: Cluster[];
  /** credentials handed out by AssumeRole, by access key id */
  sessions: Map<string, Session>;
  /** where this estate's STS listens, set once it does: `http://127.0.0.1:4599` */
  stsEndpoint?: string;
}

/** An IAM policy document, as data. */
export interface PolicyDocument {
  Version?: string;
  Statement: unknown;
}

export interface CallRules {
  allow: string[];
  deny: string[];
}

export interface InlinePolicy {
  name: string;
  document: PolicyDocument;
}

interface Identity {
  name: string;
  path: string;
  id: string;
  arn: string;
  createdAt: Date;
  attachedPolicyArns: string[];
  inlinePolicies: InlinePolicy[];
  boundaryArn?: string;
  tags: Record<string, string>;
  calls: CallRules;
}

export interface AccessKey {
  id: string;
  secret?: string;
  createdAt: Date;
  active: boolean;
  lastUsedAt?: Date;
  lastUsedService: string;
  lastUsedRegion: string;
}

export interface User extends Identity {
  groups: string[];
  keys: AccessKey[];
  consolePassword: boolean;
}

export interface Role extends Identity {
  trust: PolicyDocument;
  instanceProfile: boolean;
}

export interface Group {
  name: string;
  id: string;
  arn: string;
  createdAt: Date;
  attachedPolicyArns: string[];
  inlinePolicies: InlinePolicy[];
}

export interface ManagedPolicy {
  name: string;
  id: string;
  arn: string;
  path: string;
  createdAt: Date;
  document: PolicyDocument;
}

export interface OidcProvider {
  arn: string;
  url: string;
  clientIds: string[];
  createdAt: Date;
}

export interface Account {
  id: string;
  partition: string;
  users: User[];
  groups: Group[];
  roles: Role[];
  /** the account's own and those of AWS that are attached somewhere */
  policies: ManagedPolicy[];
  oidcProviders: OidcProvider[];
  rootAccessKeys: number;
  rootMfa: boolean;
  credentialReportAt?: Date;
}

export interface Session {
  accessKeyId: string;
  secret: string;
  token: string;
  expiresAt: Date;
  accountId: string;
  roleArn: string;
  roleId: string;
  sessionName: string;
}

export interface AccessScope {
  type: 'cluster' | 'namespace';
  namespaces: string[];
}

export interface PolicyAssociation {
  policyArn: string;
  scope: AccessScope;
  associatedAt: Date;
  modifiedAt: Date;
}

export interface AccessEntry {
  principalArn: string;
  /** unique id of the principal when the entry was made; not shown by any call, but the one that counts */
  principalId?: string;
  accessEntryArn: string;
  type: string;
  username: string;
  kubernetesGroups: string[];
  policies: PolicyAssociation[];
  createdAt: Date;
  modifiedAt: Date;
  tags: Record<string, string>;
}

export interface HealthIssue {
  code: string;
  message: string;
  resourceIds: string[];
}

export interface Nodegroup {
  name: string;
  nodeRoleArn: string;
  amiType: string;
  status: string;
  nodes: number;
  health: HealthIssue[];
}

export interface IdentityProvider {
  name: string;
  issuer: string;
  clientId: string;
  usernameClaim?: string;
  usernamePrefix?: string;
  groupsClaim?: string;
  groupsPrefix?: string;
  status: string;
}

export interface FargateProfile {
  name: string;
  podExecutionRoleArn: string;
  namespaces: string[];
}

export interface Addon {
  name: string;
  version?: string;
  status: string;
  serviceAccountRoleArn?: string;
  podIdentityAssociationArns: string[];
  health: HealthIssue[];
}

export interface PodIdentityAssociation {
  id: string;
  arn: string;
  namespace: string;
  serviceAccount: string;
  roleArn: string;
  targetRoleArn?: string;
  disableSessionTags: boolean;
  ownerArn?: string;
  createdAt: Date;
}

export type AuthenticationMode = 'CONFIG_MAP' | 'API_AND_CONFIG_MAP' | 'API';

export interface Cluster {
  name: string;
  arn: string;
  accountId: string;
  partition: string;
  region: string;
  version: string;
  mode: AuthenticationMode;
  createdAt: Date;
  creatorArn?: string;
  roleArn: string;
  oidcIssuer: string;
  logs: string[];
  endpointPublic: boolean;
  endpointPrivate: boolean;
  publicCidrs: string[];
  secretsKeyArn?: string;
  health: HealthIssue[];
  tags: Record<string, string>;
  accessEntries: AccessEntry[];
  nodegroups: Nodegroup[];
  fargateProfiles: FargateProfile[];
  identityProviders: IdentityProvider[];
  addons: Addon[];
  podIdentityAssociations: PodIdentityAssociation[];
  objects: ObjectStore;
  /** set when the cluster's API listens */
  endpoint: string;
  certificateAuthority: string;
}
