import { createBackend } from '@backstage/backend-defaults';
import { demoPolicyModule } from './demo/demoPolicy';
import { demoSignInModule } from './demo/demoSignIn';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-events-backend'));

backend.add(import('backstage-plugin-eks-iam-health-backend'));

// A portal of your own brings its sign-in and its permission policy instead of these two.
backend.add(demoSignInModule);
backend.add(demoPolicyModule);

backend.start();
