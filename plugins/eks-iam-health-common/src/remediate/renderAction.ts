import { RepairAction, RepairTarget } from '../model';
import {
  associateAccessPolicy,
  createAccessEntry,
  deleteAccessEntry,
  disassociateAccessPolicy,
} from './actions/accessEntries';
import { patchAwsAuth } from './actions/awsAuth';
import {
  createAddon,
  enableClusterLogging,
  setAuthenticationMode,
} from './actions/cluster';
import {
  addOidcClientId,
  addStatement,
  attachRolePolicy,
  createOidcProvider,
  deactivateAccessKey,
  putRolePolicy,
  rotateAccessKey,
  updateTrustPolicy,
} from './actions/iam';
import {
  annotateServiceAccount,
  createRoleBinding,
  deleteBinding,
  kubectlPatch,
  restartWorkload,
  setEnvironment,
} from './actions/kubernetes';
import {
  createPodIdentityAssociation,
  deletePodIdentityAssociation,
} from './actions/podIdentity';
import { ActionTexts, ActionWriter } from './actionText';

const writers: { [K in RepairAction['kind']]: ActionWriter<K> } = {
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
  'add-statement': addStatement,
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

/** What each tool does about one action. */
export function renderAction<K extends RepairAction['kind']>(
  action: Extract<RepairAction, { kind: K }>,
  target: RepairTarget,
): ActionTexts {
  const write = writers[action.kind as K];
  return write(action as Parameters<typeof write>[0], target);
}
