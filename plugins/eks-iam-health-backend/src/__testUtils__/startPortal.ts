import {
  BackendFeature,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { JsonObject } from '@backstage/types';
import {
  eksIamHealthChecksExtensionPoint,
  eksIamHealthSnapshotSourceExtensionPoint,
} from 'backstage-plugin-eks-iam-health-node';
import { eksIamHealthPlugin } from '../plugin';
import { badNamespaceCheck } from './aCheck';
import { FakeSource } from './FakeSource';

/** The whole plugin over HTTP, with snapshots from a fake source and one check of the test's own. */
export async function startPortal(options: {
  entities: Entity[];
  source: FakeSource;
  config?: JsonObject;
  features?: BackendFeature[];
}) {
  const publish = jest.fn(async () => {});
  const { server } = await startTestBackend({
    features: [
      eksIamHealthPlugin,
      createBackendModule({
        pluginId: 'eks-iam-health',
        moduleId: 'test',
        register(env) {
          env.registerInit({
            deps: {
              source: eksIamHealthSnapshotSourceExtensionPoint,
              checks: eksIamHealthChecksExtensionPoint,
            },
            async init({ source, checks }) {
              source.setSource(options.source);
              checks.addChecks(badNamespaceCheck());
            },
          });
        },
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({ publish }),
      }),
      catalogServiceMock.factory({ entities: options.entities }),
      mockServices.rootConfig.factory({
        data: {
          eksIamHealth: {
            schedule: { initialDelay: { seconds: 0 } },
            ...options.config,
          },
        },
      }),
      mockServices.scheduler.factory({
        includeInitialDelayedTasksOnStartup: true,
      }),
      ...(options.features ?? []),
    ],
  });
  return { server, publish };
}
