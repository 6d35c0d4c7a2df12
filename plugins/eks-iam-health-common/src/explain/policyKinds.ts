import { Repair } from '../model';
import { advice } from './cause';

/** What to know about a kind of policy that AWS names in a refusal. */
export interface PolicyKindWords {
  /** id of the cause */
  id: string;
  /** who can look and change */
  advice: string;
  cautions: string[];
  /** whether the snapshot has policies of this kind */
  isRead: boolean;
}

/** By the name that AWS gives the kind in its messages. */
export const policyKindWords: Record<string, PolicyKindWords> = {
  'identity-based policy': {
    id: 'identity-policy',
    advice: 'Look at the policies of the principal itself.',
    cautions: [],
    isRead: true,
  },
  'permissions boundary': {
    id: 'permissions-boundary',
    advice:
      'Let the permissions boundary include the action, or use a role without that boundary.',
    cautions: ['An Allow in another policy does not help: both must allow.'],
    isRead: true,
  },
  'service control policy': {
    id: 'service-control-policy',
    advice:
      'Ask the administrators of the organisation: a service control policy cannot be changed inside the account.',
    cautions: [
      'No policy of the account outweighs it; it does not bind the management account or service-linked roles.',
    ],
    isRead: false,
  },
  'resource control policy': {
    id: 'resource-control-policy',
    advice:
      'Ask the administrators of the organisation that owns the resource: a resource control policy cannot be changed inside the account.',
    cautions: ['No policy of the account outweighs it.'],
    isRead: false,
  },
  'session policy': {
    id: 'session-policy',
    advice:
      'Ask who made the session: a Pod Identity association with a policy, IAM Identity Center, or a broker that calls AssumeRole with a policy.',
    cautions: [
      'The session has the rights that its policy and the role have in common.',
    ],
    isRead: false,
  },
  'VPC endpoint policy': {
    id: 'vpc-endpoint-policy',
    advice:
      'Let the policy of the VPC endpoint admit the action and the principal; the endpoint may belong to another account.',
    cautions: ['The same call from outside that VPC may well succeed.'],
    isRead: false,
  },
  'resource-based policy': {
    id: 'resource-based-policy',
    advice:
      'Look at the policy of the resource itself: bucket, key, secret, queue or repository.',
    cautions: [],
    isRead: false,
  },
  'role trust policy': {
    id: 'role-trust-policy',
    advice: 'Let the trust policy of the target role admit the caller.',
    cautions: [],
    isRead: true,
  },
};

/** Whoever must be asked about a deny or a missing allow of this kind. */
export function policyKindAdvice(kind: string, isDeny: boolean): Repair {
  const words = policyKindWords[kind];
  const text = words?.advice ?? `Look at the ${kind} that AWS names.`;
  return advice(text, {
    cautions: [
      ...(words?.cautions ?? []),
      ...(isDeny
        ? ['Adding an Allow has no effect while a Deny matches.']
        : []),
      'AWS names one kind of policy even when several refuse: another may show up next.',
    ],
  });
}
