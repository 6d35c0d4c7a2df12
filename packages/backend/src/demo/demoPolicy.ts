import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { eksIamHealthPermissions } from 'backstage-plugin-eks-iam-health-common';

/** Members of this group may use the portal but see nobody's IAM health, which shows how a refusal looks. */
const VISITORS = 'group:default/visitors';

/** A policy for the demo: everything is allowed, except IAM health for visitors. */
export class DemoPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const isOurs = eksIamHealthPermissions.some(p =>
      isPermission(permission, p),
    );
    const isVisitor = user?.info.ownershipEntityRefs.includes(VISITORS);
    return {
      result:
        isOurs && isVisitor ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
    };
  }
}

/** Installs the demo's policy. A real portal brings its own. */
export const demoPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'demo-policy',
  register(reg) {
    reg.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new DemoPolicy());
      },
    });
  },
});
