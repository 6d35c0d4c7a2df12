import { defineRulesPattern, MessageRule } from '../rulesPattern';

/** Errors of AWS and Kubernetes that are not about identity or access, told so that nobody looks for a permission. */
const rules: MessageRule[] = [
  {
    matches:
      /\b(?:Throttling(?:Exception)?|TooManyRequestsException|RequestLimitExceeded|SlowDown)\b|Rate exceeded/,
    say: () => ({
      headline: 'AWS was asked too often; no permission is missing.',
      summary:
        'The service slowed the caller down. The same call succeeds a little later.',
      causes: [
        {
          id: 'throttled',
          title: 'Too many calls in a short time',
          hint: 'Many pods that fetch credentials at once do this to STS; EKS Pod Identity asks less.',
          steps: ['Repeat the call with growing pauses.'],
        },
      ],
    }),
  },
  {
    matches: /\bPackedPolicyTooLarge(?:Exception)?\b/,
    say: () => ({
      headline: 'Session policy and tags together are too large.',
      summary:
        'STS packs session policies and tags into the credentials, and there is not enough room for all.',
      causes: [
        {
          id: 'session-tags-too-large',
          title: 'The tags of the session take too much room',
          hint: 'EKS Pod Identity adds six tags of its own; they can be switched off per association.',
          steps: [
            'Shorten the session policy, or switch the session tags of the association off.',
          ],
        },
      ],
    }),
  },
  {
    matches: /\bServiceLinkedRoleCreationNotPermitted\b/,
    say: () => ({
      headline: 'The caller may not make the service-linked role.',
      summary:
        'The service needs its own role in the account, and whoever uses the service first has to be allowed to make it.',
      causes: [
        {
          id: 'service-linked-role-missing',
          title: 'The account has no service-linked role for this service yet',
          hint: 'For EC2 Spot it is `AWSServiceRoleForEC2Spot`.',
          steps: [
            'Let an administrator make it with `aws iam create-service-linked-role`, or allow `iam:CreateServiceLinkedRole` for that service.',
          ],
        },
      ],
    }),
  },
  {
    matches:
      /Error from server \((?!Forbidden|Unauthorized)([A-Z][A-Za-z]{2,40})\)/,
    facts: ([, code]) => ({ code }),
    say: ([, code]) => ({
      headline: `Kubernetes answered \`${code}\`; no right is missing.`,
      summary:
        'The API server knows the caller and let the request through to the object; what is wrong is the object, not the access.',
      causes: [
        {
          id: 'not-about-access',
          title: 'The object is missing, exists already, or is not valid',
          hint: 'Look at the rest of the message; a wrong namespace or context is the usual reason for `NotFound`.',
        },
      ],
    }),
  },
  {
    matches:
      /An error occurred \(([A-Za-z.]{1,80})\) when calling the ([A-Za-z0-9]{1,80}) operation|api error ([A-Z][A-Za-z.]{2,80}):/,
    say: ([, code, operation, goCode]) => ({
      headline: `AWS answered \`${code ?? goCode}\`${
        operation ? ` to \`${operation}\`` : ''
      }; that is no refusal.`,
      summary:
        'The call was allowed as far as the message tells. It failed for the reason that AWS names, so no policy has to be changed.',
      causes: [
        {
          id: 'not-about-access',
          title: 'A value, a state or the service itself is the reason',
          hint: 'The words behind the code tell which.',
        },
      ],
    }),
  },
];

/** What is an error, and no matter of identity or access. */
export const otherErrors = defineRulesPattern({
  id: 'not-about-access',
  topics: ['B'],
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html',
  rules,
});
