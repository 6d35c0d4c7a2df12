import {
  BackendFeature,
  BackstageCredentials,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { JsonObject } from '@backstage/types';
import {
  eksIamHealthChecksExtensionPoint,
  eksIamHealthSnapshotSourceExtensionPoint,
} from 'backstage-plugin-eks-iam-health-node';
import { eksIamHealthPlugin } from '../plugin';
import { badNamespaceCheck } from './aCheck';
import { FakeSource } from './FakeSource';

const isUser = (credentials?: object) =>
  credentials !== undefined &&
  (credentials as BackstageCredentials<{ type?: string }>).principal.type ===
    'user';

/** The whole plugin over HTTP, with snapshots from a fake source and one check of the test's own. */
export async function startPortal(options: {
  entities: Entity[];
  source: FakeSource;
  config?: JsonObject;
  /** entities that the catalog does not show to users */
  hidden?: string[];
  /** names of permissions that users do not have */
  denied?: string[];
  features?: BackendFeature[];
}) {
  const { hidden = [], denied = [] } = options;
  const catalog = catalogServiceMock({ entities: options.entities });
  const all = catalog.getEntitiesByRefs.bind(catalog);
  const getEntitiesByRefs = jest.fn(
    async (...[query, asked]: Parameters<typeof all>) => {
      const { items } = await all(query, asked);
      const credentials =
        asked && 'credentials' in asked ? asked.credentials : undefined;
      return {
        items: items.map((item, i) =>
          isUser(credentials) && hidden.includes(query.entityRefs[i])
            ? undefined
            : item,
        ),
      };
    },
  );
  const publish = jest.fn(async () => {});
  const { server, stop } = await startTestBackend({
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
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => Object.assign(catalog, { getEntitiesByRefs }),
      }),
      mockServices.permissions.mock({
        authorize: async (queries, asked) =>
          queries.map(({ permission }) => ({
            result:
              isUser(asked.credentials) && denied.includes(permission.name)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
      }).factory,
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
  return { server, stop, publish, getEntitiesByRefs };
}
