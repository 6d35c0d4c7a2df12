// Made by scripts/indexChecks.mjs from the files beside it. Do not edit.
import { Check } from './defineCheck';
import { accessKeyTooOld } from './access-keys/accessKeyTooOld';
import { accessKeyUnused } from './access-keys/accessKeyUnused';
import { awsKeyInConfigMap } from './access-keys/awsKeyInConfigMap';
import { awsKeyInPod } from './access-keys/awsKeyInPod';
import { clusterUserWithAccessKey } from './access-keys/clusterUserWithAccessKey';
import { rootAccessKey } from './access-keys/rootAccessKey';
import { twoActiveAccessKeys } from './access-keys/twoActiveAccessKeys';
import { accessEntryGrantsNothing } from './access/accessEntryGrantsNothing';
import { awsAuthSystemMasters } from './access/awsAuthSystemMasters';
import { mappedGroupUnbound } from './access/mappedGroupUnbound';
import { auditLogOff } from './authentication/auditLogOff';
import { authenticatorLogOff } from './authentication/authenticatorLogOff';
import { awsAuthDuplicate } from './authentication/awsAuthDuplicate';
import { awsAuthIgnored } from './authentication/awsAuthIgnored';
import { awsAuthMissing } from './authentication/awsAuthMissing';
import { awsAuthRolePath } from './authentication/awsAuthRolePath';
import { awsAuthStrayCharacters } from './authentication/awsAuthStrayCharacters';
import { awsAuthUnmatchableArn } from './authentication/awsAuthUnmatchableArn';
import { awsAuthUnparseable } from './authentication/awsAuthUnparseable';
import { awsAuthWrongPartition } from './authentication/awsAuthWrongPartition';
import { awsAuthWrongType } from './authentication/awsAuthWrongType';
import { clusterReliesOnAwsAuth } from './authentication/clusterReliesOnAwsAuth';
import { nodeMappingWrongShape } from './authentication/nodeMappingWrongShape';
import { nodeRoleUnmapped } from './authentication/nodeRoleUnmapped';
import { foreignAccountMapped } from './cross-account/foreignAccountMapped';
import { foreignAdministrator } from './cross-account/foreignAdministrator';
import { eksOperatorLacksPassRole } from './iam/eksOperatorLacksPassRole';
import { passRoleMisdirected } from './iam/passRoleMisdirected';
import { passRoleOnAnyRole } from './iam/passRoleOnAnyRole';
import { annotatedRoleMissing } from './workload-identity/annotatedRoleMissing';
import { irsaTrustDoesNotAdmit } from './workload-identity/irsaTrustDoesNotAdmit';
import { oidcProviderLacksAudience } from './workload-identity/oidcProviderLacksAudience';
import { oidcProviderMissing } from './workload-identity/oidcProviderMissing';
import { podIdentityAgentMissing } from './workload-identity/podIdentityAgentMissing';
import { podIdentityTrustIncomplete } from './workload-identity/podIdentityTrustIncomplete';
import { roleAnnotationMalformed } from './workload-identity/roleAnnotationMalformed';
import { stsGlobalEndpoint } from './workload-identity/stsGlobalEndpoint';
import { stsRegionalEndpointsOff } from './workload-identity/stsRegionalEndpointsOff';

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
  nodeRoleUnmapped,
  nodeMappingWrongShape,
  accessEntryGrantsNothing,
  mappedGroupUnbound,
  awsAuthSystemMasters,
  rootAccessKey,
  accessKeyTooOld,
  accessKeyUnused,
  twoActiveAccessKeys,
  clusterUserWithAccessKey,
  awsKeyInConfigMap,
  awsKeyInPod,
  authenticatorLogOff,
  auditLogOff,
  passRoleOnAnyRole,
  eksOperatorLacksPassRole,
  passRoleMisdirected,
  stsGlobalEndpoint,
  stsRegionalEndpointsOff,
  oidcProviderMissing,
  oidcProviderLacksAudience,
  roleAnnotationMalformed,
  annotatedRoleMissing,
  irsaTrustDoesNotAdmit,
  podIdentityAgentMissing,
  podIdentityTrustIncomplete,
  foreignAccountMapped,
  foreignAdministrator,
];
