import { Cause, ErrorFacts } from '../../model';
import { saidByTheError } from '../cause';
import { Ground } from '../ground';
import { policyKindAdvice, policyKindWords } from '../policyKinds';
import { article } from '../refusal';

/** The kind of policy that AWS names in its refusal; undefined when it names none. */
export function namedPolicy(
  ground: Ground,
  { denial, policyKind: kind, policyArn }: ErrorFacts,
): Cause | undefined {
  if (!denial || !kind) return undefined;
  const isDeny = denial === 'explicit';
  const which = policyArn ? ` (\`${policyArn}\`)` : '';
  return saidByTheError(ground, {
    id: `${policyKindWords[kind]?.id ?? 'named-policy'}-${
      isDeny ? 'denies' : 'lacks-allow'
    }`,
    title: isDeny
      ? `An explicit deny in ${article(kind)} ${kind}`
      : `No ${kind} allows it`,
    explanation: isDeny
      ? `AWS names the ${kind}${which} as the one that denies`
      : `AWS names the ${kind} as the one without an Allow`,
    repairs: [policyKindAdvice(kind, isDeny)],
  });
}

/** The same, unless AWS names the policies of the principal itself: what is wrong with those is looked up. */
export function otherNamedPolicy(
  ground: Ground,
  facts: ErrorFacts,
): Cause | undefined {
  return facts.policyKind === 'identity-based policy'
    ? undefined
    : namedPolicy(ground, facts);
}
