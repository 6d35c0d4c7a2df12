import { Sections } from 'backstage-plugin-eks-iam-health-common';
import { AwsClients, AwsTarget } from '../clients/AwsClients';
import { CallCounts } from '../clients/CallCounts';
import { LiveAwsReader } from '../clients/LiveAwsReader';
import { ReadError } from '../clients/ReadError';
import { UnavailableKubernetes } from '../clients/UnavailableKubernetes';
import { untilAborted } from '../clients/untilAborted';
import { builtInCollectors } from './builtInCollectors';
import { Collector } from './defineCollector';
import { inParallel } from './inParallel';
import { observe } from './observe';

/** The account's part of a snapshot. @public */
export interface AccountIam {
  sections: Partial<Sections>;
  /** what reading it cost; empty for those who got what was read already */
  calls: Record<string, number>;
}

/** How accounts are read, and for how long what was read is used again. @public */
export interface AccountIamCacheOptions {
  clients: AwsClients;
  /** how long what was read is good for */
  maxAgeSeconds?: number;
  timeLimitSeconds?: number;
  collectors?: readonly Collector[];
  now?: () => Date;
}

interface Entry {
  startedAt: number;
  iam: Promise<AccountIam>;
  complete: boolean;
  settled: boolean;
}

/** What could not be read is tried again soon: somebody may have just granted the permission. */
const INCOMPLETE_MAX_AGE_SECONDS = 30;

/**
 * IAM of an account, read once and shared by the account's clusters. Whoever comes while it is being read waits for the
 * same answer.
 *
 * @public
 */
export class AccountIamCache {
  readonly #entries = new Map<string, Entry>();
  readonly #options: Required<AccountIamCacheOptions>;

  constructor(options: AccountIamCacheOptions) {
    this.#options = {
      maxAgeSeconds: 15 * 60,
      timeLimitSeconds: 10 * 60,
      collectors: builtInCollectors,
      now: () => new Date(),
      ...options,
    };
  }

  /** The IAM sections of an account. With `fresh`, reading that began before this call is not good enough. */
  async read(
    target: AwsTarget,
    options: { fresh?: boolean; signal: AbortSignal },
  ): Promise<AccountIam> {
    const key = `${target.partition}/${target.accountId}`;
    const known = this.#entries.get(key);
    if (known && this.#isGood(known, options.fresh ?? false)) {
      const { sections } = await untilAborted(known.iam, options.signal);
      return { sections, calls: {} };
    }
    const entry: Entry = {
      startedAt: this.#options.now().getTime(),
      iam: this.#load(target),
      complete: false,
      settled: false,
    };
    this.#entries.set(key, entry);
    entry.iam.then(
      ({ sections }) => {
        entry.settled = true;
        entry.complete = Object.values(sections).every(
          section => section.status === 'read',
        );
      },
      () => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      },
    );
    return untilAborted(entry.iam, options.signal);
  }

  #isGood(entry: Entry, fresh: boolean): boolean {
    if (!entry.settled) return !fresh;
    if (fresh) return false;
    const limit = entry.complete
      ? this.#options.maxAgeSeconds
      : Math.min(INCOMPLETE_MAX_AGE_SECONDS, this.#options.maxAgeSeconds);
    const age = this.#options.now().getTime() - entry.startedAt;
    return age < limit * 1000;
  }

  /** Has a time limit of its own: a scan that is aborted must not take the answer from the others who wait for it. */
  async #load(target: AwsTarget): Promise<AccountIam> {
    const { clients, collectors, now, timeLimitSeconds } = this.#options;
    const calls = new CallCounts();
    const signal = AbortSignal.timeout(timeLimitSeconds * 1000);
    const context = {
      target: { ...target, name: '' },
      aws: new LiveAwsReader(clients.open(target, calls), signal),
      kubernetes: new UnavailableKubernetes(
        new ReadError('not-collected', 'an account has no Kubernetes API'),
      ),
      signal,
    };
    const observed = await inParallel(
      collectors.filter(one => one.source === 'account'),
      4,
      collector => observe(collector, context, now),
    );
    return {
      sections: Object.assign({}, ...observed),
      calls: calls.toRecord(),
    };
  }
}
