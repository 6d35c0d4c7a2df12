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
import { areRefusedCredentials, isThrottling, toReadError } from './awsErrors';
import { CallCounts } from './CallCounts';
import { CachedCredentials } from './CachedCredentials';
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
  /** AWS did not accept the credentials; another session would get new ones */
  refused: boolean;
}

/** Where credentials come from and how AWS is called. @public */
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
  readonly #credentials = new Map<string, CachedCredentials>();

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
      credentials: credentials.provide,
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
    const session: AwsSession = {
      ...{ target, eks, iam, sts },
      credentials: credentials.provide,
      refused: false,
    };
    const place = `${target.accountId}/${target.region}`;
    const onRefused = () => {
      // They were revoked, or the user behind them is gone; the SDK would use them up to their end.
      credentials.forget();
      session.refused = true;
    };
    this.#watch(eks, { service: 'eks', place, calls, onRefused });
    this.#watch(sts, { service: 'sts', place, calls, onRefused });
    this.#watch(iam, {
      service: 'iam',
      place: target.accountId,
      calls,
      onRefused,
    });
    return session;
  }

  /** Closes idle connections. */
  close() {
    this.#requestHandler.destroy();
  }

  #credentialsOf(accountId: string): CachedCredentials {
    const known = this.#credentials.get(accountId);
    if (known) return known;
    const manager = this.#options.credentialsManager;
    const credentials = new CachedCredentials(async () => {
      try {
        const found = await manager.getCredentialProvider({ accountId });
        return found.sdkCredentialProvider;
      } catch (error) {
        throw /no AWS integration/i.test(String(error))
          ? new ReadError(
              'denied',
              `there are no AWS credentials for account ${accountId}: add it under \`aws.accounts\``,
            )
          : toReadError(error, 'sts:GetCallerIdentity');
      }
    });
    this.#credentials.set(accountId, credentials);
    return credentials;
  }

  /** Counts and paces each attempt: the middleware sits inside the retries. */
  #watch(
    client: EKSClient | IAMClient | STSClient,
    watched: {
      service: string;
      place: string;
      calls: CallCounts;
      onRefused: () => void;
    },
  ) {
    const { service, place, calls, onRefused } = watched;
    const rateLimit = this.#rateLimit;
    // The three clients have the same stack; TypeScript cannot call a method of their union.
    const { middlewareStack } = client as STSClient;
    const watch: FinalizeRequestMiddleware<
      ServiceInputTypes,
      ServiceOutputTypes
    > = (next, context) => async args => {
      const operation = context.commandName?.replace(/Command$/, '');
      const api = `${service}:${operation}`;
      const key = `${place}/${api}`;
      await rateLimit.take(key);
      calls.add(api);
      try {
        return await next(args);
      } catch (error) {
        if (isThrottling(error)) rateLimit.throttled(key);
        if (areRefusedCredentials(error)) onRefused();
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
