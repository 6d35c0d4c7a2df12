import {
  AccessEntry,
  impossiblePrincipal,
  parseClusterArn,
} from 'backstage-plugin-eks-iam-health-common';
import { v5 as uuidFrom } from 'uuid';
import { LedgerChange } from '../LedgerStore';
import { Grant, Ledger } from '../model';
import { EksAccessError, EksAccessPort, EntryTarget } from './EksAccessPort';
import {
  EntryStep,
  EXPIRES_TAG,
  LEDGER_TAG,
  MANAGED_TAG,
  planEntry,
  REQUEST_TAG,
} from './planEntry';

/** Holds the lease while the provisioner works, and stops it when it has been overtaken. */
export interface Guard {
  /** Throws when somebody else has taken over or the request no longer wants this. Called before every write. */
  check(): Promise<void>;
  save(change: LedgerChange): Promise<void>;
}

export interface ProvisionerOptions {
  eks: EksAccessPort;
  sleep: (milliseconds: number) => Promise<void>;
  now: () => Date;
  /** between a write and the read that verifies it, and between two equal reads */
  settleSeconds: number;
  /** after which an answer that has not settled is tried again later */
  settleTimeoutSeconds: number;
}

export interface EntryWork {
  requestId: string;
  ledger: Ledger;
  /** other grants that are to stay */
  keep: Grant[];
  guard: Guard;
}

const NAMESPACE_OF_TOKENS = '5c1e4b54-7e0c-4d0e-9a0b-6f3a3c1f9a11';

/** Grants by EKS access entries and access policies, verified by reading back. */
export class AccessEntryProvisioner {
  readonly #options: ProvisionerOptions;

  constructor(options: ProvisionerOptions) {
    this.#options = options;
  }

  /** Makes the grant true; says what was found and done. Throws `EksAccessError`. */
  async grant(
    work: EntryWork & {
      grant: Grant;
      durationSeconds: number;
      /** the cluster that the approvers meant, when it was known */
      clusterCreatedAt?: string;
    },
  ): Promise<string> {
    const { ledger } = work;
    const target = toTarget(work);
    const impossible = impossiblePrincipal(ledger.principalArn);
    if (impossible) throw new EksAccessError('invalid', impossible);

    const cluster = await this.#options.eks.describeCluster(target);
    if (!cluster) throw new EksAccessError('invalid', 'the cluster is gone');
    if (cluster.authenticationMode === 'CONFIG_MAP') {
      throw new EksAccessError(
        'invalid',
        'access entries have no effect in authentication mode `CONFIG_MAP`',
      );
    }
    if (cluster.status !== 'ACTIVE') {
      throw new EksAccessError('busy', `the cluster is ${cluster.status}`);
    }
    if (isAnother(work.clusterCreatedAt, cluster.createdAt)) {
      throw new EksAccessError(
        'invalid',
        'the cluster was made anew under the same name since the request; ask again',
      );
    }
    let current = ledger;
    if (isAnother(ledger.clusterCreatedAt, cluster.createdAt)) {
      // A new cluster under an old name holds nothing of ours.
      current = { ...ledger, baseline: {}, ours: {}, entryIntended: false };
    }
    await work.guard.save({
      clusterCreatedAt: cluster.createdAt,
      baseline: current.baseline,
      ours: current.ours,
      entryIntended: current.entryIntended,
    });
    return this.#bringAbout({ ...work, ledger: current }, target);
  }

  /** Takes away whatever no grant that stays needs; says what was found and done. Throws `EksAccessError`. */
  async takeAway(work: EntryWork): Promise<string> {
    const target = toTarget(work);
    const cluster = await this.#options.eks.describeCluster(target);
    if (!cluster) return 'the cluster is gone, and the access with it';
    if (isAnother(work.ledger.clusterCreatedAt, cluster.createdAt)) {
      return 'the cluster is gone, and the access with it; another has its name now';
    }
    return this.#bringAbout(work, target);
  }

  /** Plans, writes and reads until two reads in a row need nothing. */
  async #bringAbout(
    work: EntryWork & { grant?: Grant; durationSeconds?: number },
    target: EntryTarget,
  ): Promise<string> {
    const { eks, now, sleep, settleSeconds, settleTimeoutSeconds } =
      this.#options;
    const deadline = now().getTime() + settleTimeoutSeconds * 1000;
    const done: string[] = [];
    let { ledger } = work;
    let { externallyModified } = ledger;
    let quietReads = 0;

    for (;;) {
      const observed = await eks.describeEntry(target);
      if (observed && observed.type !== 'STANDARD') {
        return this.#leaveAlone(observed, work);
      }
      const plan = planEntry({
        ledger,
        observed,
        add: work.grant,
        keep: work.keep,
      });
      externallyModified ||= plan.externallyModified;
      if (plan.steps.length === 0) {
        quietReads += 1;
        if (quietReads === 2) {
          await work.guard.save({ ...plan.settled, externallyModified });
          return report(done, observed, externallyModified);
        }
      } else {
        quietReads = 0;
        await work.guard.check();
        await work.guard.save(plan.intent);
        ledger = { ...ledger, ...plan.intent };
        for (const step of plan.steps) {
          await work.guard.check();
          const wrote = await this.#write(step, target, work);
          if (!wrote) break; // what we saw was not how it is: look again
          done.push(stepWords(step));
        }
      }
      if (now().getTime() >= deadline) {
        throw new EksAccessError(
          'not-settled',
          'EKS does not show yet what was written',
        );
      }
      await sleep(settleSeconds * 1000);
    }
  }

  /** Entries of nodes are never touched. A type cannot be changed, so what we wrote to is gone if it was ever there. */
  async #leaveAlone(entry: AccessEntry, work: EntryWork & { grant?: Grant }) {
    const words = `the access entry of this principal is of type \`${entry.type}\` and left alone`;
    if (work.grant) throw new EksAccessError('invalid', words);
    await work.guard.save({ ours: {}, baseline: {}, entryIntended: false });
    return words;
  }

  /** False when EKS says that things are not as we saw them. */
  async #write(
    step: EntryStep,
    target: EntryTarget,
    work: EntryWork & { grant?: Grant; durationSeconds?: number },
  ): Promise<boolean> {
    const { eks, now } = this.#options;
    try {
      switch (step.kind) {
        case 'create': {
          const ends = now().getTime() + (work.durationSeconds ?? 0) * 1000;
          await eks.createEntry(target, {
            tags: {
              [MANAGED_TAG]: 'true',
              [LEDGER_TAG]: work.ledger.id,
              [REQUEST_TAG]: work.requestId,
              [EXPIRES_TAG]: new Date(ends).toISOString(),
            },
            // A new one each time: EKS answers a known token with the old result, deleted or not.
            clientRequestToken: uuidFrom(
              `${work.requestId}/${now().getTime()}`,
              NAMESPACE_OF_TOKENS,
            ),
          });
          break;
        }
        case 'associate':
          await eks.associate(target, step.policyArn, step.scope);
          break;
        case 'disassociate':
          await eks.disassociate(target, step.policyArn);
          break;
        default:
          await eks.deleteEntry(target);
      }
      return true;
    } catch (error) {
      if (
        error instanceof EksAccessError &&
        (error.failure === 'conflict' || error.failure === 'missing')
      ) {
        return false;
      }
      throw error;
    }
  }
}

function toTarget({ ledger, requestId }: EntryWork): EntryTarget {
  if (!parseClusterArn(ledger.clusterArn)) {
    throw new EksAccessError('invalid', 'not the ARN of an EKS cluster');
  }
  return {
    clusterArn: ledger.clusterArn,
    principalArn: ledger.principalArn,
    requestId,
  };
}

/** Times are compared as times: not everybody writes milliseconds. */
function isAnother(expected: string | undefined, actual: string): boolean {
  return expected !== undefined && Date.parse(expected) !== Date.parse(actual);
}

function stepWords(step: EntryStep): string {
  const name = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
  switch (step.kind) {
    case 'create':
      return 'eks:CreateAccessEntry';
    case 'associate':
      return `eks:AssociateAccessPolicy ${name(step.policyArn)} (${
        step.scope.type === 'cluster'
          ? 'cluster'
          : step.scope.namespaces.join(', ')
      })`;
    case 'disassociate':
      return `eks:DisassociateAccessPolicy ${name(step.policyArn)}`;
    default:
      return 'eks:DeleteAccessEntry';
  }
}

function report(
  done: string[],
  observed: AccessEntry | undefined,
  externallyModified: boolean,
): string {
  const calls = [...new Set(done)];
  return [
    calls.length > 0 ? calls.join('; ') : 'nothing had to be changed',
    observed ? 'read back' : 'read back: no access entry',
    ...(externallyModified
      ? ['somebody else has changed this access entry; their part is kept']
      : []),
  ].join('; ');
}
