export * from './authorize';
export type { MissingAllow } from './missingAllow';
export type {
  AuthorizationRequest,
  PolicyLayer,
  PolicyLayers,
} from './policyLayers';
export * from './requestPrincipal';
export * from './authorizeInAccount';
