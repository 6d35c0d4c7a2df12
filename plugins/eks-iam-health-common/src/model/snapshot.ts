import {
  AccessEntry,
  AccessKey,
  AccountSummary,
  Addon,
  Cluster,
  FargateProfile,
  IamGroup,
  IamPolicy,
  IamRole,
  IamUser,
  Nodegroup,
  OidcProvider,
  PodIdentityAssociation,
} from './aws';
import { Instance, LaunchTemplateVersion, NodeClass } from './compute';
import {
  AwsAuthConfigMap,
  DaemonSet,
  FoundKey,
  LeakingConfigMap,
  LeakingSecret,
  MutatingWebhook,
  Namespace,
  Node,
  Pod,
  RbacBinding,
  RbacRole,
  ServiceAccount,
  ServiceAccountTokenSecret,
} from './kubernetes';
import {
  ClusterCreation,
  DeniedCall,
  ExternalAccessAnalysis,
  IdentityProviderConfig,
  KnownGrant,
  LogObservation,
} from './monitoring';
import { ClusterNetwork, StsRegion } from './network';
import { Observed } from './observed';
import {
  AppliedQuotas,
  KnownIssuers,
  Organization,
  OrganizationPolicies,
} from './organization';

/** The value type of every section of a snapshot. @public */
export interface SectionValues {
  cluster: Cluster;
  /** `null`: the ConfigMap does not exist */
  awsAuth: AwsAuthConfigMap | null;
  /** empty in mode `CONFIG_MAP`, where EKS refuses to list them and none has effect */
  accessEntries: AccessEntry[];
  podIdentityAssociations: PodIdentityAssociation[];
  addons: Addon[];
  nodegroups: Nodegroup[];
  fargateProfiles: FargateProfile[];
  iamRoles: IamRole[];
  iamUsers: IamUser[];
  iamGroups: IamGroup[];
  iamPolicies: IamPolicy[];
  oidcProviders: OidcProvider[];
  accessKeys: AccessKey[];
  accountSummary: AccountSummary;
  namespaces: Namespace[];
  serviceAccounts: ServiceAccount[];
  pods: Pod[];
  leakingConfigMaps: LeakingConfigMap[];
  roles: RbacRole[];
  clusterRoles: RbacRole[];
  /** RoleBindings and ClusterRoleBindings together */
  bindings: RbacBinding[];
  daemonSets: DaemonSet[];
  nodes: Node[];
  webhooks: MutatingWebhook[];
  identityProviderConfigs: IdentityProviderConfig[];
  instances: Instance[];
  launchTemplates: LaunchTemplateVersion[];
  nodeClasses: NodeClass[];
  network: ClusterNetwork;
  stsRegion: StsRegion;
  /** `null`: the account belongs to no organization */
  organization: Organization | null;
  organizationPolicies: OrganizationPolicies;
  issuers: KnownIssuers;
  quotas: AppliedQuotas;
  externalAccess: ExternalAccessAnalysis;
  /** EKS calls that were refused in the last seven days */
  deniedCalls: DeniedCall[];
  /** `null`: CloudTrail has no such event any more */
  clusterCreation: ClusterCreation | null;
  /** only where an administrator opted in */
  logObservations: LogObservation[];
  /** only where an administrator opted in */
  leakingSecrets: LeakingSecret[];
  /** only where an administrator opted in */
  serviceAccountTokens: ServiceAccountTokenSecret[];
  foundKeys: FoundKey[];
  /** what the request flow recorded for this cluster */
  grants: KnownGrant[];
}

/** The name of a section of a snapshot. @public */
export type SectionName = keyof SectionValues;

/** All sections of a snapshot, each read or unreadable. @public */
export type Sections = { [K in SectionName]: Observed<SectionValues[K]> };

/** All section names, in the order in which they are collected. @public */
export const sectionNames = [
  'cluster',
  'awsAuth',
  'accessEntries',
  'podIdentityAssociations',
  'addons',
  'nodegroups',
  'fargateProfiles',
  'iamRoles',
  'iamUsers',
  'iamGroups',
  'iamPolicies',
  'oidcProviders',
  'accessKeys',
  'accountSummary',
  'namespaces',
  'serviceAccounts',
  'pods',
  'leakingConfigMaps',
  'roles',
  'clusterRoles',
  'bindings',
  'daemonSets',
  'nodes',
  'webhooks',
  'identityProviderConfigs',
  'instances',
  'launchTemplates',
  'nodeClasses',
  'network',
  'stsRegion',
  'organization',
  'organizationPolicies',
  'issuers',
  'quotas',
  'externalAccess',
  'deniedCalls',
  'clusterCreation',
  'logObservations',
  'leakingSecrets',
  'serviceAccountTokens',
  'foundKeys',
  'grants',
] as const satisfies readonly SectionName[];

/** The version of the shape below; a newer number means that an older reader must refuse. @public */
export const SNAPSHOT_SCHEMA_VERSION = 1;

/**
 * All that is known about one cluster at one time, as one JSON value. Checks, access map and explainer are pure
 * functions of it.
 *
 * @public
 */
export interface ClusterSnapshot {
  schemaVersion: typeof SNAPSHOT_SCHEMA_VERSION;
  /** ARN of the cluster */
  arn: string;
  /** ISO 8601, UTC */
  collectedAt: string;
  source: 'live' | 'files';
  sections: Sections;
  /** number of calls by API: `eks:DescribeCluster`, `kubernetes:list pods` */
  calls: Record<string, number>;
}
