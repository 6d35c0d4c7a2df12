import {
  AccessRequest,
  canonicalRef,
  mayApprove,
  RequestEventRecord,
  transition,
} from 'backstage-plugin-eks-iam-health-common';
import { StoredEvent, StoredRequest } from './model';

/** What everybody who may see a request sees; the service's own fields stay here. */
export function toView(request: StoredRequest): AccessRequest {
  const {
    stage: _stage,
    clusterCreatedAt: _clusterCreatedAt,
    principalUid: _principalUid,
    backend: _backend,
    pendingUntil: _pendingUntil,
    nextAttemptAt: _nextAttemptAt,
    idempotencyKey: _idempotencyKey,
    lastSequence: _lastSequence,
    lastHash: _lastHash,
    ...view
  } = request;
  return view;
}

export function toEventView(event: StoredEvent): RequestEventRecord {
  const { sequence, at, actor, event: name, from, to, comment, detail } = event;
  return { sequence, at, actor, event: name, from, to, comment, detail };
}

/** Who the one who looks is to the request; `undefined` people: the catalog did not answer. */
export interface Standing {
  callerRef: string;
  throughAutomation: boolean;
  people?: { ownerRefs: string[]; beneficiaryRefs: string[] };
}

export function isRequester(request: StoredRequest, callerRef: string) {
  return canonicalRef(request.requesterRef) === canonicalRef(callerRef);
}

export function isDecider(request: StoredRequest, callerRef: string) {
  return (
    request.decidedBy !== undefined &&
    canonicalRef(request.decidedBy) === canonicalRef(callerRef)
  );
}

/** What the one who looks may do now; the service decides anew when they do it. */
export function mayNow(request: StoredRequest, standing: Standing) {
  const { callerRef, people } = standing;
  const fits = (event: Parameters<typeof transition>[1]) =>
    transition(request.state, event).moved;
  const requester = isRequester(request, callerRef);
  const caller = canonicalRef(callerRef);
  const owner = people?.ownerRefs.includes(caller) ?? false;
  const beneficiary = people?.beneficiaryRefs.includes(caller) ?? false;
  const canRelease = (requester || beneficiary) && fits('release');

  const answer = people
    ? mayApprove({
        state: request.state,
        requesterRef: request.requesterRef,
        voterRef: callerRef,
        throughAutomation: standing.throughAutomation,
        ...people,
      })
    : ({
        allowed: false,
        message: 'the catalog does not answer, so who may decide is not known',
      } as const);
  return {
    approve: answer.allowed,
    ...(!answer.allowed && { approveRefusal: answer.message }),
    cancel: requester && fits('cancel'),
    release: canRelease,
    revoke:
      (owner || requester || isDecider(request, callerRef)) && fits('revoke'),
  };
}
