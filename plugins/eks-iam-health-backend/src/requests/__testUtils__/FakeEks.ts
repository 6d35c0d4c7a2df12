import {
  AccessEntry,
  AccessScope,
} from 'backstage-plugin-eks-iam-health-common';
import {
  ClusterState,
  EksAccessError,
  EksAccessPort,
  EntryTarget,
} from '../provisioners/EksAccessPort';

/**
 * Behaves like the access-entry part of EKS: one association per policy, a second one replaces the scope; 409 on an
 * entry that exists; deleting an entry deletes its associations; reads may lag behind writes.
 */
export class FakeEks implements EksAccessPort {
  cluster: ClusterState | undefined = {
    status: 'ACTIVE',
    authenticationMode: 'API_AND_CONFIG_MAP',
    createdAt: '2025-03-01T08:00:00.000Z',
  };
  /** principal ARN to entry: what is true */
  readonly entries = new Map<string, AccessEntry>();
  /** names of all calls, in order */
  readonly calls: string[] = [];
  /** asked before each call; throws what it returns */
  failOn: (call: string, number: number) => Error | undefined = () => undefined;
  /** asked after each call took effect: the caller never gets the answer */
  failAfter: (call: string, number: number) => Error | undefined = () =>
    undefined;
  /** this many reads after a write still show what was before */
  lagReads = 0;
  /** this many associations right after a creation are refused, as EKS does */
  lagAssociate = 0;

  #stale: Map<string, AccessEntry> | undefined;
  #staleReads = 0;
  #associateRefusals = 0;

  writes(): string[] {
    return this.calls.filter(call => !call.startsWith('describe'));
  }

  async describeCluster(): Promise<ClusterState | undefined> {
    return this.#call('describeCluster', () => this.cluster);
  }

  async describeEntry({ principalArn }: EntryTarget) {
    return this.#call('describeEntry', () => {
      if (this.#staleReads > 0 && this.#stale) {
        this.#staleReads -= 1;
        return structuredClone(this.#stale.get(principalArn));
      }
      return structuredClone(this.entries.get(principalArn));
    });
  }

  async createEntry(
    { principalArn }: EntryTarget,
    { tags }: { tags: Record<string, string> },
  ) {
    return this.#call('createEntry', () => {
      if (this.entries.has(principalArn)) {
        throw new EksAccessError('conflict', 'the entry exists');
      }
      this.#beforeWrite();
      this.#associateRefusals = this.lagAssociate;
      this.entries.set(principalArn, anEntry(principalArn, { tags }));
    });
  }

  async associate(
    { principalArn }: EntryTarget,
    policyArn: string,
    scope: AccessScope,
  ) {
    return this.#call('associate', () => {
      const entry = this.entries.get(principalArn);
      if (!entry || this.#associateRefusals > 0) {
        this.#associateRefusals -= 1;
        throw new EksAccessError('missing', 'principalArn could not be found');
      }
      this.#beforeWrite();
      entry.policies = [
        ...entry.policies.filter(p => p.policyArn !== policyArn),
        { policyArn, scope: structuredClone(scope) },
      ];
    });
  }

  async disassociate({ principalArn }: EntryTarget, policyArn: string) {
    return this.#call('disassociate', () => {
      const entry = this.entries.get(principalArn);
      if (!entry?.policies.some(p => p.policyArn === policyArn)) {
        throw new EksAccessError('missing', 'not associated');
      }
      this.#beforeWrite();
      entry.policies = entry.policies.filter(p => p.policyArn !== policyArn);
    });
  }

  async deleteEntry({ principalArn }: EntryTarget) {
    return this.#call('deleteEntry', () => {
      if (!this.entries.has(principalArn)) {
        throw new EksAccessError('missing', 'no such entry');
      }
      this.#beforeWrite();
      this.entries.delete(principalArn);
    });
  }

  /** What a principal has now, as `policy name: scope`. */
  rights(principalArn: string): Record<string, string> | undefined {
    const entry = this.entries.get(principalArn);
    return (
      entry &&
      Object.fromEntries(
        entry.policies.map(({ policyArn, scope }) => [
          policyArn.slice(policyArn.lastIndexOf('/') + 1),
          scope.type === 'cluster' ? 'cluster' : scope.namespaces.join(','),
        ]),
      )
    );
  }

  #beforeWrite() {
    if (this.lagReads === 0) return;
    this.#stale = structuredClone(this.entries);
    this.#staleReads = this.lagReads;
  }

  async #call<T>(name: string, effect: () => T): Promise<T> {
    this.calls.push(name);
    const number = this.calls.length;
    const before = this.failOn(name, number);
    if (before) throw before;
    const result = effect();
    const after = this.failAfter(name, number);
    if (after) throw after;
    return result;
  }
}

/** A STANDARD entry that somebody made. */
export function anEntry(
  principalArn: string,
  change: Partial<AccessEntry> = {},
): AccessEntry {
  return {
    principalArn,
    accessEntryArn: `arn:aws:eks:eu-west-1:111122223333:access-entry/payments-prod/role/111122223333/x/1`,
    type: 'STANDARD',
    username: `${principalArn}/{{SessionName}}`,
    kubernetesGroups: [],
    policies: [],
    createdAt: '2026-01-01T00:00:00.000Z',
    tags: {},
    ...change,
  };
}
