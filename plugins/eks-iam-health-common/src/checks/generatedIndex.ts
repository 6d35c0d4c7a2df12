// Made by scripts/indexChecks.mjs from the files beside it. Do not edit.
import { Check } from './defineCheck';
import { annotatedRoleMissing } from './workload-identity/annotatedRoleMissing';
import { irsaTrustDoesNotAdmit } from './workload-identity/irsaTrustDoesNotAdmit';
import { oidcProviderLacksAudience } from './workload-identity/oidcProviderLacksAudience';
import { oidcProviderMissing } from './workload-identity/oidcProviderMissing';
import { roleAnnotationMalformed } from './workload-identity/roleAnnotationMalformed';

export const generatedChecks: readonly Check[] = [
  oidcProviderMissing,
  oidcProviderLacksAudience,
  roleAnnotationMalformed,
  annotatedRoleMissing,
  irsaTrustDoesNotAdmit,
];
