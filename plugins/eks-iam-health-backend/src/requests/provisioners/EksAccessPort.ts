import {
  AccessEntry,
  AccessScope,
} from 'backstage-plugin-eks-iam-health-common';

/** One principal on one cluster, and on whose account it is touched. */
export interface EntryTarget {
  clusterArn: string;
  principalArn: string;
  /** names the session in CloudTrail */
  requestId: string;
}

/** What provisioning has to know of a cluster before it writes. */
export interface ClusterState {
  status: string;
  authenticationMode?: string;
  createdAt: string;
}

/**
 * The seven calls of EKS that provisioning makes. As in EKS, `associate` replaces the scope of a policy that is
 * associated already, and what was written may be read a few seconds later only. Failures are `EksAccessError`s.
 */
export interface EksAccessPort {
  /** undefined: there is no such cluster */
  describeCluster(target: EntryTarget): Promise<ClusterState | undefined>;
  /** The entry with all its policies; undefined: there is none. */
  describeEntry(target: EntryTarget): Promise<AccessEntry | undefined>;
  createEntry(
    target: EntryTarget,
    options: { tags: Record<string, string>; clientRequestToken: string },
  ): Promise<void>;
  associate(
    target: EntryTarget,
    policyArn: string,
    scope: AccessScope,
  ): Promise<void>;
  disassociate(target: EntryTarget, policyArn: string): Promise<void>;
  deleteEntry(target: EntryTarget): Promise<void>;
}

/**
 * `conflict`: the entry exists. `missing`: what the call is about does not. `busy`: throttled, or the cluster is being
 * updated. `unavailable`: no answer. These pass. `denied`, `quota`, `invalid` do not pass by themselves.
 */
export type EksAccessFailure =
  | 'conflict'
  | 'missing'
  | 'busy'
  | 'unavailable'
  | 'not-settled'
  | 'denied'
  | 'quota'
  | 'invalid';

/** Why a call did not do what it should; the message is for people. */
export class EksAccessError extends Error {
  readonly failure: EksAccessFailure;

  constructor(failure: EksAccessFailure, message: string) {
    super(message);
    this.name = 'EksAccessError';
    this.failure = failure;
  }

  /** It may work by itself later. */
  get passes(): boolean {
    return !['denied', 'quota', 'invalid'].includes(this.failure);
  }
}
