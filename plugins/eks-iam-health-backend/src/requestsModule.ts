import {
  AuditorService,
  AuthService,
  BackstageCredentials,
  HttpAuthService,
  LifecycleService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ClusterSnapshot } from 'backstage-plugin-eks-iam-health-common';
import {
  AccessProvisioner,
  AwsClients,
} from 'backstage-plugin-eks-iam-health-node';
import { Router } from 'express';
import { Knex } from 'knex';

/** What the request flow may know of a cluster that the caller may read. */
export interface KnownCluster {
  /** `aws.111122223333.eu-west-1.payments-prod` */
  id: string;
  arn: string;
  name: string;
  accountId: string;
  region: string;
  partition: string;
  entityRef?: string;
  ownerRef?: string;
}

/** The clusters, as the request flow sees them. Access is decided here, so that both parts answer alike. */
export interface ClusterDirectory {
  /** The cluster, when the caller may read it. Throws `NotFoundError` alike for missing and hidden ones. */
  get(
    clusterId: string,
    credentials: BackstageCredentials,
  ): Promise<KnownCluster>;
  /** All clusters that the caller may read, in as few permission calls as can be. */
  list(credentials: BackstageCredentials): Promise<KnownCluster[]>;
  /** For work without a caller, such as provisioning: no permission is asked. */
  find(clusterId: string): Promise<KnownCluster | undefined>;
  /** The snapshot of the last scan; undefined before the first one. No permission is asked. */
  latestSnapshot(clusterId: string): Promise<ClusterSnapshot | undefined>;
}

/** What the request flow is given. */
export interface RequestsModuleOptions {
  /** the plugin's database, migrated */
  db: Knex;
  /** the root; the flow reads `eksIamHealth.accessRequests` */
  config: RootConfigService;
  clusters: ClusterDirectory;
  logger: LoggerService;
  auth: AuthService;
  httpAuth: HttpAuthService;
  userInfo: UserInfoService;
  permissions: PermissionsService;
  catalog: CatalogService;
  auditor: AuditorService;
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  /** connections, credentials and pace, shared with the scans */
  clients: AwsClients;
  /** ways of granting that modules added, asked before the built-in one */
  provisioners: readonly AccessProvisioner[];
}

/** What the request flow gives back. Made by `createRequestsModule(options)` in `requests/`. */
export interface RequestsModule {
  /** mounted at the root of the plugin: `/requests...` and `/clusters/:id/request-options` */
  router: Router;
}
