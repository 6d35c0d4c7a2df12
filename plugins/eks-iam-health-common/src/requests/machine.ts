import { RequestState } from '../model';

/**
 * What can happen to a request. `void`: an approval no longer holds and is asked for again. `release`: the one who has
 * the access gives it back. `revoke`: somebody else takes it away. `expire`: time is over, of the access or of waiting.
 *
 * @public
 */
export type RequestEventType =
  | 'approve'
  | 'reject'
  | 'cancel'
  | 'void'
  | 'start'
  | 'succeed'
  | 'fail'
  | 'release'
  | 'revoke'
  | 'expire';

/** All events, in the order in which a request usually meets them. @public */
export const requestEventTypes = [
  'approve',
  'reject',
  'cancel',
  'void',
  'start',
  'succeed',
  'fail',
  'release',
  'revoke',
  'expire',
] as const satisfies readonly RequestEventType[];

/** All states, from the first to the last. @public */
export const requestStates = [
  'pending',
  'approved',
  'provisioning',
  'active',
  'failed',
  'revoking',
  'rejected',
  'ended',
] as const satisfies readonly RequestState[];

/**
 * The whole machine. Once `provisioning` was entered access may exist, so from there `ended` is reached through
 * `revoking` and its verified `succeed` alone. A rejection may overtake an approval that nobody acted on yet, never the
 * other way round.
 */
const moves: Record<
  RequestState,
  Partial<Record<RequestEventType, RequestState>>
> = {
  pending: {
    approve: 'approved',
    reject: 'rejected',
    cancel: 'ended',
    expire: 'ended',
  },
  approved: {
    start: 'provisioning',
    void: 'pending',
    reject: 'rejected',
    cancel: 'ended',
    release: 'ended',
    revoke: 'ended',
    expire: 'ended',
  },
  provisioning: {
    succeed: 'active',
    fail: 'failed',
    release: 'revoking',
    revoke: 'revoking',
    expire: 'revoking',
  },
  active: { release: 'revoking', revoke: 'revoking', expire: 'revoking' },
  failed: {
    start: 'provisioning',
    release: 'revoking',
    revoke: 'revoking',
    expire: 'revoking',
  },
  // access may still exist: keep trying, keep it visible
  revoking: { succeed: 'ended', fail: 'revoking' },
  rejected: {},
  ended: {},
};

/** What the world is to be made to look like after a move; may be repeated without harm. @public */
export type RequestEffect = 'grant' | 'take-away';

/** Where an event leads from a state, or that it leads nowhere. @public */
export type Move =
  | { moved: true; to: RequestState; effect?: RequestEffect }
  | { moved: false; refusal: string };

const eventWords: Record<RequestEventType, string> = {
  approve: 'be approved',
  reject: 'be rejected',
  cancel: 'be cancelled',
  void: 'go back to its approvers',
  start: 'be carried out',
  succeed: 'be completed',
  fail: 'fail',
  release: 'be given back',
  revoke: 'be revoked',
  expire: 'expire',
};

/** The next state and what has to be done, or why the event does not fit; pure. @public */
export function transition(state: RequestState, event: RequestEventType): Move {
  const to = moves[state][event];
  if (!to) {
    return {
      moved: false,
      refusal: `a request that is \`${state}\` cannot ${eventWords[event]}`,
    };
  }
  if (to === 'provisioning') return { moved: true, to, effect: 'grant' };
  if (to === 'revoking') return { moved: true, to, effect: 'take-away' };
  return { moved: true, to };
}

/** Nothing can happen any more. @public */
export function isTerminal(state: RequestState): boolean {
  return Object.keys(moves[state]).length === 0;
}

/** EKS may hold something because of this request. @public */
export function mayHoldAccess(state: RequestState): boolean {
  return (
    state === 'provisioning' ||
    state === 'active' ||
    state === 'failed' ||
    state === 'revoking'
  );
}
