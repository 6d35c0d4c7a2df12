// Made by scripts/indexChecks.mjs from the files beside it. Do not edit.
import { Check } from './defineCheck';
import { accessKeyTooOld } from './access-keys/accessKeyTooOld';
import { accessKeyUnused } from './access-keys/accessKeyUnused';
import { awsKeyInConfigMap } from './access-keys/awsKeyInConfigMap';
import { awsKeyInPod } from './access-keys/awsKeyInPod';
import { awsKeyInSecret } from './access-keys/awsKeyInSecret';
import { clusterUserWithAccessKey } from './access-keys/clusterUserWithAccessKey';
import { foundKeyActive } from './access-keys/foundKeyActive';
import { rootAccessKey } from './access-keys/rootAccessKey';
import { twoActiveAccessKeys } from './access-keys/twoActiveAccessKeys';
import { accessEntryGrantsNothing } from './access/accessEntryGrantsNothing';
import { accessOutsideRequests } from './access/accessOutsideRequests';
import { accessPolicyEscalates } from './access/accessPolicyEscalates';
import { accessPolicyReadsSecrets } from './access/accessPolicyReadsSecrets';
import { accessPolicyUnpublished } from './access/accessPolicyUnpublished';
import { accessScopeMisses } from './access/accessScopeMisses';
import { awsAuthSystemMasters } from './access/awsAuthSystemMasters';
import { mappedGroupUnbound } from './access/mappedGroupUnbound';
import { temporaryAccessOverdue } from './access/temporaryAccessOverdue';
import { tooManyAdmins } from './access/tooManyAdmins';
import { accessEntryStale } from './authentication/accessEntryStale';
import { apiEndpointOpen } from './authentication/apiEndpointOpen';
import { auditLogOff } from './authentication/auditLogOff';
import { authenticatorLogOff } from './authentication/authenticatorLogOff';
import { awsAuthDuplicate } from './authentication/awsAuthDuplicate';
import { awsAuthIgnored } from './authentication/awsAuthIgnored';
import { awsAuthMissing } from './authentication/awsAuthMissing';
import { awsAuthRolePath } from './authentication/awsAuthRolePath';
import { awsAuthStrayCharacters } from './authentication/awsAuthStrayCharacters';
import { awsAuthUnmatchableArn } from './authentication/awsAuthUnmatchableArn';
import { awsAuthUnparseable } from './authentication/awsAuthUnparseable';
import { awsAuthUserPath } from './authentication/awsAuthUserPath';
import { awsAuthWithoutEffect } from './authentication/awsAuthWithoutEffect';
import { awsAuthWrongPartition } from './authentication/awsAuthWrongPartition';
import { awsAuthWrongType } from './authentication/awsAuthWrongType';
import { clusterReliesOnAwsAuth } from './authentication/clusterReliesOnAwsAuth';
import { creatorKeepsAdministrator } from './authentication/creatorKeepsAdministrator';
import { identityCenterRoleStale } from './authentication/identityCenterRoleStale';
import { mapAccountsInUse } from './authentication/mapAccountsInUse';
import { mappedIamUser } from './authentication/mappedIamUser';
import { mappedPrincipalMissing } from './authentication/mappedPrincipalMissing';
import { mappingTemplateMisused } from './authentication/mappingTemplateMisused';
import { migrationBlocked } from './authentication/migrationBlocked';
import { nodeMappingWrongShape } from './authentication/nodeMappingWrongShape';
import { nodeRoleAssumableByOthers } from './authentication/nodeRoleAssumableByOthers';
import { nodeRoleUnmapped } from './authentication/nodeRoleUnmapped';
import { noWayBackIn } from './authentication/noWayBackIn';
import { oidcIdentitiesCollide } from './authentication/oidcIdentitiesCollide';
import { quotasNear } from './authentication/quotasNear';
import { refusedInLogs } from './authentication/refusedInLogs';
import { secretsWithoutCustomerKey } from './authentication/secretsWithoutCustomerKey';
import { sharedUsername } from './authentication/sharedUsername';
import { crossAccountIrsaIncomplete } from './cross-account/crossAccountIrsaIncomplete';
import { deletedPrincipalInTrust } from './cross-account/deletedPrincipalInTrust';
import { externalAccessUnwatched } from './cross-account/externalAccessUnwatched';
import { foreignAccountMapped } from './cross-account/foreignAccountMapped';
import { foreignAdministrator } from './cross-account/foreignAdministrator';
import { roleTrustedByEveryone } from './cross-account/roleTrustedByEveryone';
import { thirdPartyWithoutExternalId } from './cross-account/thirdPartyWithoutExternalId';
import { trustInWholeForeignAccount } from './cross-account/trustInWholeForeignAccount';
import { boundaryWithholdsEksAction } from './iam/boundaryWithholdsEksAction';
import { broadEksPermissions } from './iam/broadEksPermissions';
import { checkerSeesTooLittle } from './iam/checkerSeesTooLittle';
import { clusterAdminByIam } from './iam/clusterAdminByIam';
import { clusterRoleLacksPermissions } from './iam/clusterRoleLacksPermissions';
import { clusterRoleUnusable } from './iam/clusterRoleUnusable';
import { consoleAccessIncomplete } from './iam/consoleAccessIncomplete';
import { eksOperatorLacksPassRole } from './iam/eksOperatorLacksPassRole';
import { fargateRoleUnusable } from './iam/fargateRoleUnusable';
import { iamHealthIssue } from './iam/iamHealthIssue';
import { mappedPrincipalCannotDescribe } from './iam/mappedPrincipalCannotDescribe';
import { mappedPrincipalEscalates } from './iam/mappedPrincipalEscalates';
import { nodeRoleUnusable } from './iam/nodeRoleUnusable';
import { passRoleDenied } from './iam/passRoleDenied';
import { passRoleMisdirected } from './iam/passRoleMisdirected';
import { passRoleOnAnyRole } from './iam/passRoleOnAnyRole';
import { podRolesWithinReach } from './iam/podRolesWithinReach';
import { policyDoesNotMeanWhatItSays } from './iam/policyDoesNotMeanWhatItSays';
import { serviceLinkedRoleMissing } from './iam/serviceLinkedRoleMissing';
import { admissionWritable } from './rbac/admissionWritable';
import { anonymousAccess } from './rbac/anonymousAccess';
import { apiExtensible } from './rbac/apiExtensible';
import { awsAuthWritable } from './rbac/awsAuthWritable';
import { awsThroughResources } from './rbac/awsThroughResources';
import { bindingToClusterAdmin } from './rbac/bindingToClusterAdmin';
import { bindingToMissingRole } from './rbac/bindingToMissingRole';
import { bindingToMissingServiceAccount } from './rbac/bindingToMissingServiceAccount';
import { certificateApproval } from './rbac/certificateApproval';
import { defaultServiceAccountHasRights } from './rbac/defaultServiceAccountHasRights';
import { escalateBindImpersonate } from './rbac/escalateBindImpersonate';
import { neverExpiringTokens } from './rbac/neverExpiringTokens';
import { nodesProxy } from './rbac/nodesProxy';
import { nodesSteerable } from './rbac/nodesSteerable';
import { nodesWithKubernetesPower } from './rbac/nodesWithKubernetesPower';
import { operatorsAsDetour } from './rbac/operatorsAsDetour';
import { persistentVolumesCreatable } from './rbac/persistentVolumesCreatable';
import { platformObjectsChanged } from './rbac/platformObjectsChanged';
import { podsAccessible } from './rbac/podsAccessible';
import { podsCreatable } from './rbac/podsCreatable';
import { podSecurityLowerable } from './rbac/podSecurityLowerable';
import { rbacObjectsWritable } from './rbac/rbacObjectsWritable';
import { rightsForEverybody } from './rbac/rightsForEverybody';
import { secretsReadableClusterWide } from './rbac/secretsReadableClusterWide';
import { serviceAccountsWritable } from './rbac/serviceAccountsWritable';
import { storageSteerable } from './rbac/storageSteerable';
import { subjectNeverMatches } from './rbac/subjectNeverMatches';
import { tokensCreatable } from './rbac/tokensCreatable';
import { tokensMountedWithoutNeed } from './rbac/tokensMountedWithoutNeed';
import { tracesErasable } from './rbac/tracesErasable';
import { trafficRedirectable } from './rbac/trafficRedirectable';
import { wildcardRules } from './rbac/wildcardRules';
import { annotatedRoleMissing } from './workload-identity/annotatedRoleMissing';
import { annotationAndAssociation } from './workload-identity/annotationAndAssociation';
import { associatedPodUnsupported } from './workload-identity/associatedPodUnsupported';
import { associationRoleMissing } from './workload-identity/associationRoleMissing';
import { associationWithoutServiceAccount } from './workload-identity/associationWithoutServiceAccount';
import { cniPermissionsOnNodeRole } from './workload-identity/cniPermissionsOnNodeRole';
import { controllerWithoutRole } from './workload-identity/controllerWithoutRole';
import { defaultServiceAccountHasRole } from './workload-identity/defaultServiceAccountHasRole';
import { identityWebhookAltered } from './workload-identity/identityWebhookAltered';
import { instanceMetadataReachable } from './workload-identity/instanceMetadataReachable';
import { irsaTrustDoesNotAdmit } from './workload-identity/irsaTrustDoesNotAdmit';
import { irsaTrustOpenSubject } from './workload-identity/irsaTrustOpenSubject';
import { irsaTrustUnsafeOperator } from './workload-identity/irsaTrustUnsafeOperator';
import { nodeRoleLacksPodIdentity } from './workload-identity/nodeRoleLacksPodIdentity';
import { nodeRoleOverPrivileged } from './workload-identity/nodeRoleOverPrivileged';
import { oidcProviderLacksAudience } from './workload-identity/oidcProviderLacksAudience';
import { oidcProviderMissing } from './workload-identity/oidcProviderMissing';
import { orphanOidcProvider } from './workload-identity/orphanOidcProvider';
import { podIdentityAgentMissing } from './workload-identity/podIdentityAgentMissing';
import { podIdentityTrustIncomplete } from './workload-identity/podIdentityTrustIncomplete';
import { podWithoutCredentials } from './workload-identity/podWithoutCredentials';
import { privateNodesWithoutEndpoint } from './workload-identity/privateNodesWithoutEndpoint';
import { roleAnnotationMalformed } from './workload-identity/roleAnnotationMalformed';
import { roleShared } from './workload-identity/roleShared';
import { skipContainersUnmatched } from './workload-identity/skipContainersUnmatched';
import { staticKeysShadowRole } from './workload-identity/staticKeysShadowRole';
import { stsGlobalEndpoint } from './workload-identity/stsGlobalEndpoint';
import { stsRegionalEndpointsOff } from './workload-identity/stsRegionalEndpointsOff';
import { stsRegionUnavailable } from './workload-identity/stsRegionUnavailable';
import { tagConditionsWithoutTags } from './workload-identity/tagConditionsWithoutTags';
import { targetRoleChainBroken } from './workload-identity/targetRoleChainBroken';
import { trustOfMissingServiceAccount } from './workload-identity/trustOfMissingServiceAccount';
import { workloadRoleOverPrivileged } from './workload-identity/workloadRoleOverPrivileged';

export const generatedChecks: readonly Check[] = [
  clusterReliesOnAwsAuth,
  awsAuthUnparseable,
  awsAuthMissing,
  awsAuthRolePath,
  awsAuthUnmatchableArn,
  awsAuthWrongPartition,
  awsAuthStrayCharacters,
  awsAuthDuplicate,
  awsAuthWrongType,
  awsAuthIgnored,
  mappedPrincipalMissing,
  awsAuthUserPath,
  identityCenterRoleStale,
  nodeRoleUnmapped,
  nodeMappingWrongShape,
  nodeRoleAssumableByOthers,
  mappingTemplateMisused,
  mapAccountsInUse,
  awsAuthWithoutEffect,
  accessEntryStale,
  creatorKeepsAdministrator,
  noWayBackIn,
  migrationBlocked,
  oidcIdentitiesCollide,
  mappedIamUser,
  apiEndpointOpen,
  sharedUsername,
  accessEntryGrantsNothing,
  mappedGroupUnbound,
  awsAuthSystemMasters,
  tooManyAdmins,
  accessPolicyReadsSecrets,
  accessPolicyEscalates,
  accessScopeMisses,
  accessPolicyUnpublished,
  bindingToClusterAdmin,
  wildcardRules,
  escalateBindImpersonate,
  secretsReadableClusterWide,
  podsCreatable,
  podsAccessible,
  tokensCreatable,
  nodesProxy,
  admissionWritable,
  persistentVolumesCreatable,
  certificateApproval,
  awsAuthWritable,
  anonymousAccess,
  rightsForEverybody,
  defaultServiceAccountHasRights,
  bindingToMissingRole,
  bindingToMissingServiceAccount,
  subjectNeverMatches,
  platformObjectsChanged,
  clusterAdminByIam,
  nodesWithKubernetesPower,
  rbacObjectsWritable,
  nodesSteerable,
  podSecurityLowerable,
  apiExtensible,
  trafficRedirectable,
  tracesErasable,
  awsThroughResources,
  operatorsAsDetour,
  serviceAccountsWritable,
  storageSteerable,
  clusterRoleUnusable,
  clusterRoleLacksPermissions,
  nodeRoleUnusable,
  fargateRoleUnusable,
  serviceLinkedRoleMissing,
  mappedPrincipalCannotDescribe,
  consoleAccessIncomplete,
  mappedPrincipalEscalates,
  broadEksPermissions,
  policyDoesNotMeanWhatItSays,
  boundaryWithholdsEksAction,
  rootAccessKey,
  accessKeyTooOld,
  accessKeyUnused,
  twoActiveAccessKeys,
  clusterUserWithAccessKey,
  awsKeyInConfigMap,
  awsKeyInSecret,
  awsKeyInPod,
  foundKeyActive,
  authenticatorLogOff,
  auditLogOff,
  secretsWithoutCustomerKey,
  iamHealthIssue,
  neverExpiringTokens,
  tokensMountedWithoutNeed,
  temporaryAccessOverdue,
  quotasNear,
  checkerSeesTooLittle,
  refusedInLogs,
  accessOutsideRequests,
  passRoleOnAnyRole,
  eksOperatorLacksPassRole,
  passRoleMisdirected,
  podRolesWithinReach,
  passRoleDenied,
  stsGlobalEndpoint,
  stsRegionalEndpointsOff,
  stsRegionUnavailable,
  privateNodesWithoutEndpoint,
  oidcProviderMissing,
  oidcProviderLacksAudience,
  orphanOidcProvider,
  roleAnnotationMalformed,
  annotatedRoleMissing,
  irsaTrustDoesNotAdmit,
  irsaTrustOpenSubject,
  irsaTrustUnsafeOperator,
  podWithoutCredentials,
  identityWebhookAltered,
  skipContainersUnmatched,
  staticKeysShadowRole,
  defaultServiceAccountHasRole,
  roleShared,
  trustOfMissingServiceAccount,
  podIdentityAgentMissing,
  podIdentityTrustIncomplete,
  associationWithoutServiceAccount,
  associationRoleMissing,
  associatedPodUnsupported,
  nodeRoleLacksPodIdentity,
  annotationAndAssociation,
  tagConditionsWithoutTags,
  targetRoleChainBroken,
  cniPermissionsOnNodeRole,
  nodeRoleOverPrivileged,
  instanceMetadataReachable,
  workloadRoleOverPrivileged,
  controllerWithoutRole,
  roleTrustedByEveryone,
  thirdPartyWithoutExternalId,
  foreignAccountMapped,
  foreignAdministrator,
  trustInWholeForeignAccount,
  deletedPrincipalInTrust,
  crossAccountIrsaIncomplete,
  externalAccessUnwatched,
];
