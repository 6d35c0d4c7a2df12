import { createPermission } from '@backstage/plugin-permission-common';

/** To see the IAM health of a cluster; reading its entity in the catalog is needed as well. @public */
export const clusterHealthReadPermission = createPermission({
  name: 'eks-iam-health.cluster.read',
  attributes: { action: 'read' },
});

/** To have a cluster checked now. @public */
export const clusterCheckPermission = createPermission({
  name: 'eks-iam-health.cluster.check',
  attributes: { action: 'update' },
});

/** To ask for access. @public */
export const accessRequestCreatePermission = createPermission({
  name: 'eks-iam-health.access-request.create',
  attributes: { action: 'create' },
});

/** To vote at all; who may vote on which request is decided by ownership, not by this alone. @public */
export const accessRequestApprovePermission = createPermission({
  name: 'eks-iam-health.access-request.approve',
  attributes: { action: 'update' },
});

/** All permissions of the plugin. @public */
export const eksIamHealthPermissions = [
  clusterHealthReadPermission,
  clusterCheckPermission,
  accessRequestCreatePermission,
  accessRequestApprovePermission,
];
