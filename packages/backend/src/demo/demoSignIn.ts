import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';

/** The header in which the sign-in page of the demo says who one wants to be. */
const DEMO_USER_HEADER = 'x-demo-user';

/**
 * Lets the demo portal sign in as any user that `auth.providers.demo.users` lists, without a password, so that a
 * request can be made by one person and approved by another. It refuses to start in production unless told otherwise.
 */
export const demoSignInModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-provider',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              defaultProfileTransform: async () => ({ profile: {} }),
              initialize({ config }) {
                if (
                  process.env.NODE_ENV === 'production' &&
                  !config.getOptionalBoolean(
                    'dangerouslyAllowOutsideDevelopment',
                  )
                ) {
                  throw new NotAllowedError(
                    'the demo sign-in knows no passwords and is for demonstrations only; set dangerouslyAllowOutsideDevelopment to use it in a production build',
                  );
                }
                return {
                  users: new Set(
                    config.getConfigArray('users').map(u => u.getString('ref')),
                  ),
                };
              },
              async authenticate({ req }, { users }) {
                const ref = req.header(DEMO_USER_HEADER);
                if (!ref || !users.has(ref)) {
                  throw new AuthenticationError('choose one of the demo users');
                }
                return { result: { ref } };
              },
            }),
            signInResolver: async ({ result }, context) =>
              context.signInWithCatalogUser({ entityRef: result.ref }),
          }),
        });
      },
    });
  },
});
