import {
  AwsCredentialIdentity,
  AwsCredentialIdentityProvider,
} from '@aws-sdk/types';

const RENEW_BEFORE_MS = 5 * 60_000;

/**
 * Keeps one account's credentials until shortly before they expire. Providers that assume a role do so on each call,
 * and each client would ask for itself.
 */
export function cachedCredentials(
  open: () => Promise<AwsCredentialIdentityProvider>,
  clock: () => number = Date.now,
): AwsCredentialIdentityProvider {
  let provider: Promise<AwsCredentialIdentityProvider> | undefined;
  let current: Promise<AwsCredentialIdentity> | undefined;
  let renewAt = 0;
  return async () => {
    if (current && clock() < renewAt) return current;
    renewAt = Number.POSITIVE_INFINITY; // all who ask meanwhile share the one that is under way
    current = (async () => {
      try {
        provider ??= open();
        const credentials = await (await provider)();
        renewAt = credentials.expiration
          ? credentials.expiration.getTime() - RENEW_BEFORE_MS
          : clock() + 60 * 60_000;
        return credentials;
      } catch (error) {
        provider = undefined;
        renewAt = 0;
        throw error;
      }
    })();
    return current;
  };
}
