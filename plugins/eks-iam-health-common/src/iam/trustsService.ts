import { Answer } from './answer';
import { contextOfAsker } from './trust/contextOfAsker';
import { evaluateTrust, TrustDecision } from './trustPolicy';

/** A service of AWS that assumes a role for itself. @public */
export interface ServiceRequest {
  /** any of these names will do: `ec2.amazonaws.com`, in China also `ec2.amazonaws.com.cn` */
  services: string[];
  actions: string[];
  accountId: string;
  /** the resource on whose behalf the service asks, when that is known */
  sourceArn?: string;
}

/** @public */
export interface ServiceTrust {
  answer: Answer;
  /** the actions that are not allowed, or not known to be */
  lacking: string[];
  reasons: string[];
}

/** Whether a trust policy lets a service of AWS assume the role. @public */
export function trustsService(
  trustPolicy: unknown,
  request: ServiceRequest,
): ServiceTrust {
  const { services, actions, accountId, sourceArn } = request;
  const decide = (action: string): TrustDecision => {
    const decisions = services.map(name =>
      evaluateTrust(trustPolicy, {
        caller: { kind: 'service', name },
        action,
        context: contextOfAsker({
          kind: 'service',
          name,
          sourceArn,
          sourceAccount: accountId,
        }),
      }),
    );
    return (
      decisions.find(({ answer }) => answer === 'yes') ??
      decisions.find(({ answer }) => answer === 'unknown') ??
      decisions[0]
    );
  };
  const decided = actions.map(action => ({ action, ...decide(action) }));
  const lacking = decided.filter(({ answer }) => answer !== 'yes');
  const isRefused = lacking.some(({ answer }) => answer === 'no');
  const open: Answer = lacking.length > 0 ? 'unknown' : 'yes';
  return {
    answer: isRefused ? 'no' : open,
    lacking: lacking.map(({ action }) => action),
    reasons: [...new Set(lacking.flatMap(({ reasons }) => reasons))],
  };
}
