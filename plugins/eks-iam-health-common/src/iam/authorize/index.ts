export * from './authorize';
export type { MissingAllow } from './missingAllow';
export type { AccessRequest, PolicyLayer, PolicyLayers } from './policyLayers';
export * from './requestPrincipal';
