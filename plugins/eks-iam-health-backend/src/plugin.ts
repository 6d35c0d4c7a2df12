import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  eksIamHealthPermissions,
  explainError,
} from 'backstage-plugin-eks-iam-health-common';
import { AwsClients } from 'backstage-plugin-eks-iam-health-node';
import { readOptions } from './config';
import { registerExtensions } from './extensions';
import { createRequestsModule } from './createRequestsModule';
import { knownGrants } from './requests';
import { ClusterAccess } from './router/ClusterAccess';
import { ClusterViews } from './router/ClusterViews';
import { createRouter } from './router/createRouter';
import { LiveSnapshotSource } from './scans/LiveSnapshotSource';
import { ScanSignals } from './scans/ScanSignals';
import { startScans } from './scans/startScans';
import {
  DatabaseClusterStore,
  DatabaseReportStore,
  DatabaseScanStore,
  openDatabase,
} from './store';

/**
 * Scans EKS clusters, keeps their IAM health, serves it, and carries out access requests.
 *
 * @public
 */
export const eksIamHealthPlugin = createBackendPlugin({
  pluginId: 'eks-iam-health',
  register(env) {
    const extensions = registerExtensions(env);
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(services) {
        const { config, catalog, logger, permissions } = services;
        const options = readOptions(config);
        services.permissionsRegistry.addPermissions(eksIamHealthPermissions);

        const db = await openDatabase(services.database);
        const clusters = new DatabaseClusterStore(db);
        const scans = new DatabaseScanStore(db);
        const reports = new DatabaseReportStore(db);
        const clients = AwsClients.fromConfig(config);
        services.lifecycle.addShutdownHook(() => clients.close());

        const signals = new ScanSignals({ signals: services.signals, logger });
        const source =
          extensions.source ??
          new LiveSnapshotSource({
            clients,
            collectors: extensions.collectors,
            accountMaxAgeSeconds: options.frequencySeconds / 2,
          });
        const coordinator = await startScans({
          ...services,
          options,
          source,
          addedChecks: extensions.checks,
          clusters,
          scans,
          reports,
          signals,
          grants: arn => knownGrants(db, arn),
        });

        const access = new ClusterAccess({
          clusters,
          reports,
          permissions,
          catalog,
        });
        const requests = await createRequestsModule({
          ...services,
          db,
          clusters: access,
          clients,
          provisioners: extensions.provisioners,
        });
        services.httpRouter.use(
          createRouter(
            {
              ...services,
              access,
              views: new ClusterViews({ scans, reports, options }),
              scans,
              reports,
              coordinator,
              signals,
              explain: (text, snapshot) =>
                explainError(text, snapshot, {
                  settings: options.checks.parameters,
                }),
            },
            [requests.router],
          ),
        );
        services.httpRouter.addAuthPolicy({
          path: '/health',
          allow: 'unauthenticated',
        });
      },
    });
  },
});
