export * from './decideTrust';
export type { FailingLink, TrustLink } from './failingLink';
export type { ClaimValue, TrustAsker } from './TrustQuestion';
