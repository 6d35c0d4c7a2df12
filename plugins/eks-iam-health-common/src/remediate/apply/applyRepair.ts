import { ClusterSnapshot, Repair, RepairAction } from '../../model';
import {
  associateAccessPolicy,
  createAccessEntry,
  deleteAccessEntry,
  disassociateAccessPolicy,
} from './accessEntries';
import {
  createAddon,
  enableClusterLogging,
  patchAwsAuth,
  setAuthenticationMode,
} from './cluster';
import {
  addOidcClientId,
  attachRolePolicy,
  createOidcProvider,
  deactivateAccessKey,
  putRolePolicy,
  rotateAccessKey,
  updateTrustPolicy,
} from './iam';
import {
  annotateServiceAccount,
  createRoleBinding,
  deleteBinding,
  kubectlPatch,
} from './kubernetes';
import {
  createPodIdentityAssociation,
  deletePodIdentityAssociation,
} from './podIdentity';
import { restartWorkload, setEnvironment } from './pods';
import { Apply } from './sections';

const appliers: { [K in RepairAction['kind']]: Apply<K> } = {
  'create-access-entry': createAccessEntry,
  'delete-access-entry': deleteAccessEntry,
  'associate-access-policy': associateAccessPolicy,
  'disassociate-access-policy': disassociateAccessPolicy,
  'patch-aws-auth': patchAwsAuth,
  'set-authentication-mode': setAuthenticationMode,
  'enable-cluster-logging': enableClusterLogging,
  'annotate-service-account': annotateServiceAccount,
  'update-trust-policy': updateTrustPolicy,
  'put-role-policy': putRolePolicy,
  // the policy is kept where no snapshot and no command of ours reaches
  'add-statement': snapshot => snapshot,
  'attach-role-policy': attachRolePolicy,
  'create-oidc-provider': createOidcProvider,
  'add-oidc-client-id': addOidcClientId,
  'create-pod-identity-association': createPodIdentityAssociation,
  'delete-pod-identity-association': deletePodIdentityAssociation,
  'create-addon': createAddon,
  'deactivate-access-key': deactivateAccessKey,
  'rotate-access-key': rotateAccessKey,
  'create-role-binding': createRoleBinding,
  'delete-binding': deleteBinding,
  'restart-workload': restartWorkload,
  'set-environment': setEnvironment,
  'kubectl-patch': kubectlPatch,
};

function applyAction<K extends RepairAction['kind']>(
  snapshot: ClusterSnapshot,
  action: Extract<RepairAction, { kind: K }>,
): ClusterSnapshot {
  const apply = appliers[action.kind as K];
  return apply(snapshot, action);
}

/**
 * What a cluster would look like after a repair, as far as its snapshot tells: the same snapshot with the changed
 * sections, at the same time. What was not read stays unread, and advice changes nothing. Nothing is called.
 *
 * @public
 */
export function applyRepair(
  snapshot: ClusterSnapshot,
  repair: Pick<Repair, 'actions'>,
): ClusterSnapshot {
  return repair.actions.reduce(
    (result: ClusterSnapshot, action) => applyAction(result, action),
    snapshot,
  );
}
