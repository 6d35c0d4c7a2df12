import {
  findEscalations,
  PrincipalPolicies,
} from 'backstage-plugin-eks-iam-health-common';
import { isRecord, listOf, optionalStringOf, stringsOf } from '../input';
import { InputError, Operation } from '../operation';

/** Whose policies they are, when nobody says so. */
const SOMEBODY = 'arn:aws:iam::123456789012:user/somebody';

/** `iam.escalations`: see EVAL.md. */
export const iamEscalations: Operation = input => {
  const allow = stringsOf(input, 'allow');
  const documents = [
    ...(allow.length > 0
      ? [
          {
            Version: '2012-10-17',
            Statement: { Effect: 'Allow', Action: allow, Resource: '*' },
          },
        ]
      : []),
    ...listOf(input, 'policies').map(toDocument),
  ];
  if (input.allow === undefined && input.policies === undefined) {
    throw new InputError('`allow` or `policies` must be given');
  }
  const principal = optionalStringOf(input, 'principal');
  const boundary = input.permissionBoundary;
  const arn = principal ?? SOMEBODY;
  const policies: PrincipalPolicies = {
    status: 'read',
    kind: arn.includes(':user/') ? 'user' : 'role',
    arn,
    name: arn.slice(arn.lastIndexOf('/') + 1),
    identity: documents.map((document, i) => ({ name: `${i}`, document })),
    ...(boundary !== undefined && {
      boundary: { name: 'boundary', document: toDocument(boundary) },
    }),
    unread: [],
  };
  const found = findEscalations(policies, {
    isAnonymous: principal === undefined,
  });
  const answers = (verdict: string) =>
    found
      .filter(one => one.verdict === verdict)
      .map(({ path: { id, actions, steps } }) => ({ id, actions, steps }));
  const limited = answers('limited');
  const undecided = answers('undecided');
  return {
    paths: answers('allowed'),
    ...(limited.length > 0 && { limited }),
    ...(undecided.length > 0 && { undecided }),
  };
};

/** A document, its text, or a policy that holds one. */
function toDocument(policy: unknown): unknown {
  if (typeof policy === 'string') return policy;
  if (!isRecord(policy)) {
    throw new InputError('`policies` must hold policy documents');
  }
  return policy.Statement === undefined && policy.document !== undefined
    ? policy.document
    : policy;
}
