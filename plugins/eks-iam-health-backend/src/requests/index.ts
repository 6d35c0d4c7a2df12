export { knownGrants } from './knownGrants';
export { readRequestsOptions } from './options';
export { openEksWith } from './provisioners/openEks';
export { SdkEksAccess } from './provisioners/sdkEksAccess';
export { RoundsOnDemand } from './RoundsOnDemand';
export { wireRequests } from './wireRequests';
