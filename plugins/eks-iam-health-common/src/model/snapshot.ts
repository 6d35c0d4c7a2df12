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
import {
  AwsAuthConfigMap,
  DaemonSet,
  LeakingConfigMap,
  MutatingWebhook,
  Namespace,
  Node,
  Pod,
  RbacBinding,
  RbacRole,
  ServiceAccount,
} from './kubernetes';
import { Observed } from './observed';

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
