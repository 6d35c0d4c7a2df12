import { MappingResult } from '../awsAuth';
import { Derived, isRead } from '../model';
import {
  describeHolding,
  evaluateRbac,
  KubernetesIdentity,
  rbacOf,
  RbacRequest,
  serviceAccountIdentity,
} from '../rbac';
import { Arrival, arrivalOf } from './arrival';
import { asSentToServer } from './asSentToServer';
import { describeGrant, evaluateAccess, Grant } from './rights';
import { ServiceAccountName } from './workloadRoles';

/** Who asks: an IAM identity, a service account, or a user as Kubernetes knows them. @public */
export type Asker =
  | { arn: string }
  | { serviceAccount: ServiceAccountName }
  | { user: KubernetesIdentity };

/** Whether somebody may do something in the cluster, and by what. @public */
export interface CanIAnswer {
  decision: 'allowed' | 'denied' | 'unknown';
  /** what allows it, why it is denied or why nobody can tell; one sentence without final period */
  because: string;
  /** what allows it, for IAM identities */
  by?: Grant;
  /** how an IAM identity arrives */
  arrival?: Arrival;
}

/**
 * Whether somebody may do something in the cluster. An IAM identity is mapped first and has its access policies besides
 * RBAC; groups that the API server adds are added.
 *
 * @public
 */
export function canI(
  who: Asker,
  asked: RbacRequest,
  derived: Derived,
): CanIAnswer {
  const request = asSentToServer(asked);
  if (!('arn' in who)) {
    const identity =
      'user' in who
        ? who.user
        : serviceAccountIdentity(
            who.serviceAccount.namespace,
            who.serviceAccount.name,
          );
    return byRbac(identity, request, derived);
  }
  const arrival = arrivalOf(who.arn, derived);
  const { mapping, principal } = arrival;
  if (!principal) return { ...notIn(mapping, derived), arrival };
  const answer = evaluateAccess(principal, request, derived);
  switch (answer.decision) {
    case 'allowed':
      return {
        decision: 'allowed',
        because: `${describeGrant(answer.by)} allows it`,
        by: answer.by,
        arrival,
      };
    case 'unknown':
      return { decision: 'unknown', because: answer.because, arrival };
    default:
      return {
        decision: 'denied',
        because: `nothing that ${principal.username || 'it'} holds allows it`,
        arrival,
      };
  }
}

function byRbac(
  identity: KubernetesIdentity,
  request: RbacRequest,
  derived: Derived,
): CanIAnswer {
  const answer = evaluateRbac(identity, request, rbacOf(derived));
  switch (answer.decision) {
    case 'allowed':
      return {
        decision: 'allowed',
        because:
          answer.by === 'system:masters'
            ? 'group system:masters allows everything'
            : `${describeHolding(
                answer.by.binding,
                answer.by.subject,
              )} allows it`,
      };
    case 'unknown':
      return {
        decision: 'unknown',
        because: `${answer.unread.join(', ')} not read`,
      };
    default:
      return { decision: 'denied', because: 'no binding allows it' };
  }
}

function notIn(mapping: MappingResult, { snapshot }: Derived): CanIAnswer {
  if (mapping.status === 'unknown') {
    return { decision: 'unknown', because: mapping.reason };
  }
  const { clusterCreation } = snapshot.sections;
  const isCreatorKnown =
    isRead(clusterCreation) && clusterCreation.value !== null;
  if (
    mapping.status === 'not-mapped' &&
    mapping.unlessCreator &&
    !isCreatorKnown
  ) {
    return {
      decision: 'unknown',
      because:
        'nothing maps it; only the creator of the cluster gets in without a mapping',
    };
  }
  return {
    decision: 'denied',
    because: 'the cluster does not map it, so it is not let in at all',
  };
}
