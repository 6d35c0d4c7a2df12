import { EKSClient } from '@aws-sdk/client-eks';
import { IAMClient } from '@aws-sdk/client-iam';
import {
  ServiceInputTypes,
  ServiceOutputTypes,
  STSClient,
} from '@aws-sdk/client-sts';
import {
  AwsCredentialIdentityProvider,
  FinalizeRequestMiddleware,
} from '@aws-sdk/types';
import { Config } from '@backstage/config';
import {
  AwsCredentialsManager,
  DefaultAwsCredentialsManager,
} from '@backstage/integration-aws-node';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isThrottling, toReadError } from './awsErrors';
import { CallCounts } from './CallCounts';
import { cachedCredentials } from './CredentialsCache';
import { iamRegion } from './partitions';
import { RateLimit } from './RateLimit';
import { ReadError } from './ReadError';

/** An account and region of a partition. @public */
export interface AwsTarget {
  partition: string;
  accountId: string;
  region: string;
}

/** The clients of one account and region, for one scan or one request. @public */
export interface AwsSession {
  target: AwsTarget;
  eks: EKSClient;
  iam: IAMClient;
  sts: STSClient;
  credentials: AwsCredentialIdentityProvider;
}

/** @public */
export interface AwsClientsOptions {
  credentialsManager: AwsCredentialsManager;
  /** where all services answer, instead of AWS's own addresses; for a simulated estate */
  endpoint?: string;
  rateLimit?: RateLimit;
  maxAttempts?: number;
  requestTimeoutSeconds?: number;
}

/**
 * Opens AWS clients for accounts and regions. Connections, credentials and the rate limit are shared by all of them;
 * counting is per session.
 *
 * @public
 */
export class AwsClients {
  /** Credentials from `aws:` of the configuration, limits and endpoint from `eksIamHealth.aws`. */
  static fromConfig(config: Config): AwsClients {
    const own = config.getOptionalConfig('eksIamHealth.aws');
    return new AwsClients({
      credentialsManager: DefaultAwsCredentialsManager.fromConfig(config),
      endpoint: own?.getOptionalString('endpoint'),
      maxAttempts: own?.getOptionalNumber('maxAttempts'),
      requestTimeoutSeconds: own?.getOptionalNumber('requestTimeoutSeconds'),
      rateLimit: new RateLimit({
        requestsPerSecond: own?.getOptionalNumber('requestsPerSecond') ?? 10,
        burst: own?.getOptionalNumber('burst') ?? 20,
      }),
    });
  }

  readonly #options: AwsClientsOptions;
  readonly #rateLimit: RateLimit;
  readonly #requestHandler: NodeHttpHandler;
  readonly #credentials = new Map<string, AwsCredentialIdentityProvider>();

  constructor(options: AwsClientsOptions) {
    this.#options = options;
    this.#rateLimit = options.rateLimit ?? new RateLimit();
    const agent = { keepAlive: true, maxSockets: 50 };
    this.#requestHandler = new NodeHttpHandler({
      connectionTimeout: 5_000,
      requestTimeout: (options.requestTimeoutSeconds ?? 30) * 1000,
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent(agent),
      httpsAgent: new HttpsAgent(agent),
    });
  }

  /** Clients for an account and region; what they call is added to `calls`. */
  open(target: AwsTarget, calls: CallCounts = new CallCounts()): AwsSession {
    const { endpoint, maxAttempts = 5 } = this.#options;
    const credentials = this.#credentialsOf(target.accountId);
    const shared = {
      credentials,
      maxAttempts,
      retryMode: 'standard',
      requestHandler: this.#requestHandler,
      customUserAgent: 'backstage-eks-iam-health',
      ...(endpoint && { endpoint }),
    };
    const eks = new EKSClient({ ...shared, region: target.region });
    const iam = new IAMClient({
      ...shared,
      region: iamRegion(target.partition),
    });
    const sts = new STSClient({ ...shared, region: target.region });
    this.#watch(eks, 'eks', target, calls);
    this.#watch(iam, 'iam', { ...target, region: 'global' }, calls);
    this.#watch(sts, 'sts', target, calls);
    return { target, eks, iam, sts, credentials };
  }

  /** Closes idle connections. */
  close() {
    this.#requestHandler.destroy();
  }

  #credentialsOf(accountId: string): AwsCredentialIdentityProvider {
    const known = this.#credentials.get(accountId);
    if (known) return known;
    const manager = this.#options.credentialsManager;
    const credentials = cachedCredentials(async () => {
      try {
        const found = await manager.getCredentialProvider({ accountId });
        return found.sdkCredentialProvider;
      } catch (error) {
        // The manager throws plain errors for an account that nobody configured.
        const known_ = toReadError(error, 'sts:GetCallerIdentity');
        throw known_.reason === 'denied'
          ? known_
          : new ReadError(
              'denied',
              `there are no AWS credentials for account ${accountId}: add it under \`aws.accounts\``,
            );
      }
    });
    this.#credentials.set(accountId, credentials);
    return credentials;
  }

  /** Counts and paces each attempt: the middleware sits inside the retries. */
  #watch(
    client: EKSClient | IAMClient | STSClient,
    service: string,
    target: AwsTarget,
    calls: CallCounts,
  ) {
    const rateLimit = this.#rateLimit;
    // The three clients have the same stack; TypeScript cannot call a method of their union.
    const { middlewareStack } = client as STSClient;
    const watch: FinalizeRequestMiddleware<
      ServiceInputTypes,
      ServiceOutputTypes
    > = (next, context) => async args => {
      const operation = context.commandName?.replace(/Command$/, '');
      const api = `${service}:${operation}`;
      const key = `${target.accountId}/${target.region}/${api}`;
      await rateLimit.take(key);
      calls.add(api);
      try {
        return await next(args);
      } catch (error) {
        if (isThrottling(error)) rateLimit.throttled(key);
        throw error;
      }
    };
    middlewareStack.addRelativeTo(watch, {
      name: 'eksIamHealthWatch',
      relation: 'after',
      toMiddleware: 'retryMiddleware',
    });
  }
}
