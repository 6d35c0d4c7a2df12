import { LoggerService } from '@backstage/backend-plugin-api';
import {
  AccessProvisioner,
  GrantSpec,
} from 'backstage-plugin-eks-iam-health-node';
import {
  parseClusterArn,
  policyArnOf,
  possibleApprovers,
} from 'backstage-plugin-eks-iam-health-common';
import { LeaseLostError, LedgerStore } from './LedgerStore';
import { Grant, Ledger, StoredRequest } from './model';
import { AccessEntryProvisioner, Guard } from './provisioners/accessEntry';
import { EksAccessError } from './provisioners/EksAccessPort';
import { RequestRules } from './RequestRules';
import { RequestStore } from './RequestStore';

/** The actor of what happens by itself. */
export const SYSTEM = 'system';

const MAX_GRANT_ATTEMPTS = 8;
const FAILED_KEPT_SECONDS = 24 * 3600;
const BACK_OFF_SECONDS = { grant: 10, 'take-away': 5 };
const MAX_BACK_OFF_SECONDS = 300;
/** Longer than one call may take, so that a slow worker has stopped before another goes on. */
const LEASE_SECONDS = 60;
const LATE_SECONDS = 60;
/** Requests that are carried out at the same time. */
const LANES = 4;

/** The request no longer wants what this worker is doing. */
class OvertakenError extends Error {}

export interface RequestWorkerDeps {
  store: RequestStore;
  ledgers: LedgerStore;
  rules: RequestRules;
  entries: AccessEntryProvisioner;
  /** other ways of granting, by id */
  provisioners: readonly AccessProvisioner[];
  now: () => Date;
  logger: LoggerService;
}

/**
 * Carries out what was decided and ends what is over. Each step claims what it works on and stores each move before the
 * next call, so two of these side by side, or one that died anywhere, do no harm. Taking away is tried for ever.
 */
export class RequestWorker {
  readonly #deps: RequestWorkerDeps;

  constructor(deps: RequestWorkerDeps) {
    this.#deps = deps;
  }

  /** One round over everything that is due. One request's trouble never stops another. */
  async run(signal?: AbortSignal): Promise<void> {
    const due = await this.#deps.store.due(this.#at());
    const lanes = Array.from({ length: LANES }, async () => {
      for (;;) {
        const request = due.shift();
        if (!request || signal?.aborted) return;
        await this.#tryToAdvance(request);
      }
    });
    await Promise.all(lanes);
  }

  async #tryToAdvance(request: StoredRequest): Promise<void> {
    try {
      await this.#advance(request);
    } catch (error) {
      if (isOvertaken(error)) return;
      this.#deps.logger.error(
        `access request ${request.id} could not be advanced`,
        error instanceof Error ? error : new Error(String(error)),
      );
    }
  }

  async #advance(request: StoredRequest): Promise<void> {
    switch (request.state) {
      case 'pending':
        await this.#expire(request, 'approval-expired');
        return;
      case 'active': {
        const revoking = await this.#expire(request, 'expired');
        await this.#carryOut(revoking);
        return;
      }
      case 'failed': {
        const revoking = await this.#expire(request, 'abandoned');
        await this.#carryOut(revoking);
        return;
      }
      case 'approved': {
        if (request.pendingUntil <= this.#at()) {
          await this.#expire(request, 'approval-expired');
          return;
        }
        const started = await this.#start(request);
        if (started) await this.#carryOut(started);
        return;
      }
      case 'provisioning':
      case 'revoking':
        await this.#carryOut(request);
        return;
      default: // nothing is due in the last states
    }
  }

  async #expire(
    request: StoredRequest,
    endReason: 'expired' | 'approval-expired' | 'abandoned',
  ): Promise<StoredRequest> {
    const at = this.#at();
    const lateSeconds = request.endsAt
      ? (Date.parse(at) - Date.parse(request.endsAt)) / 1000
      : 0;
    return this.#deps.store.move(request, {
      event: 'expire',
      actor: SYSTEM,
      at,
      ...(lateSeconds > LATE_SECONDS && {
        detail: `${Math.round(
          lateSeconds,
        )} seconds late: nothing was running when the time was over`,
      }),
      change: {
        endReason,
        failure: null,
        attempts: 0,
        nextAttemptAt: null,
        ...(endReason === 'approval-expired' && { endedAt: at }),
      },
    });
  }

  /** Judges once more, then stores that access may exist from now on. Undefined: not now, or not at all. */
  async #start(request: StoredRequest): Promise<StoredRequest | undefined> {
    const { store, ledgers, rules } = this.#deps;
    let reasons: string[];
    try {
      reasons = await this.#stillHolds(request, rules);
    } catch (error) {
      await store.note(request, {
        failure: `waits: ${messageOf(error)}`,
        nextAttemptAt: this.#later(BACK_OFF_SECONDS.grant),
      });
      return undefined;
    }
    const at = this.#at();
    if (reasons.length > 0) {
      const why = reasons.join('; ');
      await store.move(request, {
        event: 'void',
        actor: SYSTEM,
        at,
        detail: `the approval no longer holds: ${why}`,
        voidVotes: why,
        change: {
          decidedAt: null,
          decidedBy: null,
          decisionComment: null,
          failure: `the approval no longer holds: ${why}`,
        },
      });
      return undefined;
    }
    const ledger = await ledgers.open(request.clusterArn, request.principalArn);
    return store.move(request, {
      event: 'start',
      actor: SYSTEM,
      at,
      change: { failure: null, attempts: 0, nextAttemptAt: null },
      grant: {
        ledgerId: ledger.id,
        policyArn: policyOf(request),
        scope: request.scope,
      },
    });
  }

  /** Why the approval does not hold any more; none: it does. */
  async #stillHolds(
    request: StoredRequest,
    rules: RequestRules,
  ): Promise<string[]> {
    const judgement = await rules.judgeAgain(request);
    if (!judgement) return ['the cluster is not known any more'];
    const approvers = possibleApprovers({
      requesterRef: request.requesterRef,
      ...judgement,
    });
    return approvers.includes(request.decidedBy ?? '')
      ? judgement.reasons
      : [
          ...judgement.reasons,
          `\`${request.decidedBy}\`, who approved, may not approve any more`,
        ];
  }

  /** Grants or takes away, when nobody else is at the same principal. */
  async #carryOut(request: StoredRequest): Promise<void> {
    const { ledgers, now } = this.#deps;
    const { id } = await ledgers.open(request.clusterArn, request.principalArn);
    const claimed = await ledgers.claim(id, now(), LEASE_SECONDS);
    if (!claimed) return;
    const { lease, ledger } = claimed;
    try {
      // What was read before the claim may be old: whoever held it may have done the work.
      const current = await this.#deps.store.byId(request.id);
      if (!current || current.state !== request.state) return;
      const guard: Guard = {
        check: async () => {
          await ledgers.renew(lease, now(), LEASE_SECONDS);
          const fresh = await this.#deps.store.byId(request.id);
          if (fresh?.state !== request.state) throw new OvertakenError();
        },
        save: change => ledgers.save(lease, change),
      };
      await this.#work(current, ledger, guard);
    } finally {
      await ledgers.release(lease);
    }
  }

  async #work(request: StoredRequest, ledger: Ledger, guard: Guard) {
    let detail: string;
    try {
      detail =
        request.state === 'provisioning'
          ? await this.#grant(request, ledger, guard)
          : await this.#takeAway(request, ledger, guard);
    } catch (error) {
      if (isOvertaken(error)) throw error;
      await this.#failed(request, error);
      return;
    }
    const at = this.#at();
    await this.#deps.store.move(request, {
      event: 'succeed',
      actor: SYSTEM,
      at,
      detail,
      change: {
        failure: null,
        nextAttemptAt: null,
        ...(request.state === 'provisioning'
          ? { activeFrom: at, endsAt: this.#later(request.durationSeconds, at) }
          : { endedAt: at }),
      },
    });
  }

  async #grant(request: StoredRequest, ledger: Ledger, guard: Guard) {
    const other = this.#otherWay(request);
    if (other) {
      const words = await other.grant(specOf(request), timeLimit());
      if (!(await other.isGranted(specOf(request), timeLimit()))) {
        throw new EksAccessError('not-settled', 'it does not show yet');
      }
      return words;
    }
    const grants = await this.#deps.ledgers.grants(ledger.id);
    const grant = grants.find(g => g.requestId === request.id);
    if (!grant) throw new Error('the grant was not stored');
    return this.#deps.entries.grant({
      requestId: request.id,
      ledger,
      keep: staying(grants, request.id),
      guard,
      grant,
      durationSeconds: request.durationSeconds,
      clusterCreatedAt: request.clusterCreatedAt,
    });
  }

  async #takeAway(request: StoredRequest, ledger: Ledger, guard: Guard) {
    const other = this.#otherWay(request);
    if (other) {
      const words = await other.revoke(specOf(request), timeLimit());
      if (await other.isGranted(specOf(request), timeLimit())) {
        throw new EksAccessError('not-settled', 'it still shows');
      }
      return words;
    }
    const grants = await this.#deps.ledgers.grants(ledger.id);
    return this.#deps.entries.takeAway({
      requestId: request.id,
      ledger,
      keep: staying(grants, request.id),
      guard,
    });
  }

  #otherWay(request: StoredRequest): AccessProvisioner | undefined {
    if (request.backend === 'access-entry') return undefined;
    const found = this.#deps.provisioners.find(p => p.id === request.backend);
    if (!found) {
      throw new EksAccessError(
        'unavailable',
        `the way of granting \`${request.backend}\` is not installed any more`,
      );
    }
    return found;
  }

  async #failed(request: StoredRequest, error: unknown) {
    const { store, logger } = this.#deps;
    const granting = request.state === 'provisioning';
    const attempts = request.attempts + 1;
    const failure = messageOf(error);
    const passes = !(error instanceof EksAccessError) || error.passes;
    const backOff =
      BACK_OFF_SECONDS[granting ? 'grant' : 'take-away'] *
      2 ** Math.min(attempts - 1, 10);
    const wait = Math.min(backOff, MAX_BACK_OFF_SECONDS);
    logger[granting ? 'warn' : 'error'](
      `access request ${request.id}, ${
        granting ? 'granting' : 'taking away'
      }, attempt ${attempts}: ${failure}`,
    );

    if (granting && (!passes || attempts >= MAX_GRANT_ATTEMPTS)) {
      await store.move(request, {
        event: 'fail',
        actor: SYSTEM,
        at: this.#at(),
        detail: failure,
        change: {
          failure,
          attempts,
          // something may be there, so it is cleared away no later than the access would have ended
          nextAttemptAt: this.#later(
            Math.min(request.durationSeconds, FAILED_KEPT_SECONDS),
          ),
        },
      });
      return;
    }
    const change = {
      failure,
      attempts,
      nextAttemptAt: this.#later(wait),
    };
    // The record tells each new trouble once, however often it comes back.
    if (granting || request.failure === failure) {
      await store.note(request, change);
      return;
    }
    await store.move(request, {
      event: 'fail',
      actor: SYSTEM,
      at: this.#at(),
      detail: failure,
      change,
    });
  }

  #at(): string {
    return this.#deps.now().toISOString();
  }

  #later(seconds: number, from: string = this.#at()): string {
    return new Date(Date.parse(from) + seconds * 1000).toISOString();
  }
}

/** Other grants of the same principal that are wanted now. */
function staying(grants: Grant[], requestId: string): Grant[] {
  return grants.filter(
    g =>
      g.requestId !== requestId &&
      (g.status === 'granting' || g.status === 'active'),
  );
}

function specOf(request: StoredRequest): GrantSpec {
  const { id: requestId, clusterArn, principalArn, level, scope } = request;
  return { requestId, clusterArn, principalArn, level, scope };
}

function policyOf(request: StoredRequest): string {
  const parts = parseClusterArn(request.clusterArn);
  if (!parts) throw new Error('not the ARN of an EKS cluster');
  return policyArnOf(request.level, parts.partition);
}

function timeLimit(): AbortSignal {
  return AbortSignal.timeout((LEASE_SECONDS * 1000) / 2);
}

/** Somebody else moved on: not a failure, and nothing to be stored. */
function isOvertaken(error: unknown): boolean {
  return (
    error instanceof OvertakenError ||
    error instanceof LeaseLostError ||
    (error instanceof Error && error.name === 'ConflictError')
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
