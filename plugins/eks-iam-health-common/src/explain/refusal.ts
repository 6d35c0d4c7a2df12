import { shortArn } from '../arn';
import { ErrorFacts } from '../model';
import { Who, whoIs } from './who';

/** A refusal in the words that all patterns about AWS's refusals share. */
export interface Refusal {
  who: Who;
  /** `eks:DescribeCluster` */
  action: string;
  /** in words, in backticks; ARNs without the account of the principal */
  target: string;
}

/** Names the parts of a refusal; undefined when the text does not tell who and what. */
export function refusalOf(facts: ErrorFacts): Refusal | undefined {
  const { principal, action, resource } = facts;
  if (!principal || !action) return undefined;
  const who = whoIs(principal);
  return {
    who,
    action,
    target: resource
      ? `\`${shortArn(resource, who.accountId)}\``
      : 'a resource that the error does not name',
  };
}

/** `X asked for A on R. AWS refused because ...` */
export function refusalSummary(
  { who, action, target }: Refusal,
  facts: ErrorFacts,
): string {
  const asked = `${capital(who.words)}, asked for \`${action}\` on ${target}.`;
  return `${asked} ${reasonSaid(facts)}`;
}

function reasonSaid({ denial, policyKind, policyArn }: ErrorFacts): string {
  if (denial === 'explicit') {
    const where = policyKind ? ` in ${article(policyKind)} ${policyKind}` : '';
    const which = policyArn ? ` (\`${policyArn}\`)` : '';
    return `AWS refused because of an explicit deny${where}${which}.`;
  }
  if (denial === 'implicit')
    return `AWS refused because no ${policyKind} allows it.`;
  return 'AWS refused and does not say which kind of policy is in the way.';
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `an identity-based policy`, `a service control policy` */
export function article(words: string): string {
  return /^[aeiou]/i.test(words) ? 'an' : 'a';
}
