import { RequestState } from '../model';
import { canonicalRef } from './entityRefs';

/** What decides whether somebody may vote; all of it read live. @public */
export interface ApprovalQuestion {
  state: RequestState;
  requesterRef: string;
  /** everybody who gets the access: the members of the group that asks, or the user */
  beneficiaryRefs: readonly string[];
  /** the users who own the cluster's entity now */
  ownerRefs: readonly string[];
  voterRef: string;
  /** the vote comes through another service that acts for the user */
  throughAutomation?: boolean;
}

/** The rules that a vote can break. @public */
export type ApprovalRule =
  | 'state'
  | 'no-automation'
  | 'not-the-requester'
  | 'not-a-beneficiary'
  | 'owner-of-the-cluster';

/** Whether a vote is allowed, or the rule that it would break. @public */
export type ApprovalAnswer =
  | { allowed: true }
  | { allowed: false; rule: ApprovalRule; message: string };

/** Whether this person may vote on this request; a refusal names the rule and the way out. Pure. @public */
export function mayApprove(question: ApprovalQuestion): ApprovalAnswer {
  const voter = canonicalRef(question.voterRef);
  const same = (ref: string) => canonicalRef(ref) === voter;
  const refuse = (rule: ApprovalRule, message: string): ApprovalAnswer => ({
    allowed: false,
    rule,
    message,
  });

  if (question.state !== 'pending') {
    return refuse('state', `the request is \`${question.state}\` already`);
  }
  if (question.throughAutomation) {
    return refuse(
      'no-automation',
      'a vote must come from a person directly, not through another service; vote in the portal',
    );
  }
  if (same(question.requesterRef)) {
    return refuse(
      'not-the-requester',
      'nobody approves their own request; ask another owner of the cluster',
    );
  }
  if (question.beneficiaryRefs.some(same)) {
    return refuse(
      'not-a-beneficiary',
      'you are a member of the group that would get this access; ask an owner of the cluster who is not',
    );
  }
  if (!question.ownerRefs.some(same)) {
    return refuse(
      'owner-of-the-cluster',
      "only an owner of the cluster decides; `spec.owner` of the cluster's entity names who that is",
    );
  }
  return { allowed: true };
}

/** Those of the owners who may vote: neither the requester nor anybody who gains. @public */
export function possibleApprovers(
  question: Pick<
    ApprovalQuestion,
    'requesterRef' | 'beneficiaryRefs' | 'ownerRefs'
  >,
): string[] {
  return [...new Set(question.ownerRefs.map(ref => canonicalRef(ref)))]
    .filter(
      voterRef =>
        mayApprove({ ...question, voterRef, state: 'pending' }).allowed,
    )
    .sort();
}
