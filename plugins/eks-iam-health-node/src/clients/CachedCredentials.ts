import {
  AwsCredentialIdentity,
  AwsCredentialIdentityProvider,
} from '@aws-sdk/types';

const RENEW_BEFORE_MS = 5 * 60_000;
/** Credentials that do not say when they end: a file or a variable may have changed. */
const LOOK_AGAIN_MS = 60 * 60_000;

/**
 * Keeps one account's credentials until shortly before they expire, or until AWS refuses them. Providers that assume a
 * role do so on each call, and each client would ask for itself.
 */
export class CachedCredentials {
  readonly #open: () => Promise<AwsCredentialIdentityProvider>;
  readonly #clock: () => number;
  #current: Promise<AwsCredentialIdentity> | undefined;
  #renewAt = 0;

  constructor(
    open: () => Promise<AwsCredentialIdentityProvider>,
    clock: () => number = Date.now,
  ) {
    this.#open = open;
    this.#clock = clock;
  }

  readonly provide: AwsCredentialIdentityProvider = async () => {
    if (this.#current && this.#clock() < this.#renewAt) return this.#current;
    // All who ask meanwhile share the request that is under way.
    this.#renewAt = Number.POSITIVE_INFINITY;
    const current = this.#load();
    this.#current = current;
    return current;
  };

  /** The next who asks gets new ones. */
  forget() {
    this.#current = undefined;
  }

  async #load(): Promise<AwsCredentialIdentity> {
    try {
      const credentials = await (await this.#open())();
      this.#renewAt = credentials.expiration
        ? credentials.expiration.getTime() - RENEW_BEFORE_MS
        : this.#clock() + LOOK_AGAIN_MS;
      return credentials;
    } catch (error) {
      this.forget();
      throw error;
    }
  }
}
