import { Cause, ErrorFacts, isRead } from '../../model';
import { askIam } from '../askIam';
import { inOrder } from '../cause';
import { clusterIsGone } from '../causes/clusterIsGone';
import { IdentityQuestion, once } from '../causes/identityQuestion';
import {
  anotherResource,
  conditionFails,
  noAllow,
} from '../causes/missingAllow';
import {
  boundary,
  changedSince,
  explicitDeny,
  unseenPolicies,
} from '../causes/otherPolicies';
import { assumeRoleCauses } from '../causes/assumeRoleCauses';
import { otherNamedPolicy } from '../causes/namedPolicy';
import { encodedMessageCause } from '../causes/encodedMessage';
import { Ground } from '../ground';
import { wayIn } from '../wayIn';
import { Denial, parseDenial } from '../parseDenial';
import { Answer, definePattern } from '../pattern';
import {
  article,
  capital,
  Refusal,
  refusalOf,
  refusalSummary,
} from '../refusal';

/** AWS refused a call, with the sentence `User: P is not authorized to perform: A`. */
export const accessDenied = definePattern<Denial>({
  id: 'access-denied',
  topics: ['T1'],
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
  recognise: parseDenial,
  explain: (denial, ground) => {
    const { facts } = denial;
    const refusal = refusalOf(facts);
    if (!refusal) return encodedOnly(facts, ground);
    const causes = inOrder([
      ...(denial.hasEncodedMessage ? [encodedMessageCause()] : []),
      ...causesOf(facts, refusal, ground),
    ]);
    noteWhatNobodyReads(facts, ground);
    return {
      headline: headlineOf(facts, refusal, causes),
      summary: `${refusalSummary(refusal, facts)}${callWords(
        facts,
      )}${detailWords(denial)}`,
      facts,
      causes,
      ...wayIn(ground, refusal.who, facts),
    };
  },
});

function causesOf(
  facts: ErrorFacts,
  refusal: Refusal,
  ground: Ground,
): Cause[] {
  const { principal = '', action = '', resource } = facts;
  const question: IdentityQuestion = {
    ground,
    refusal,
    ask: once(() => askIam(ground, { principal, action, resource })),
    notExplicit: facts.denial === 'implicit',
  };
  const { denial, policyKind } = facts;
  const named = otherNamedPolicy(ground, facts);
  if (named) return [named, ...besides(named, facts, question)];
  if (denial === 'explicit') {
    return [
      explicitDeny(question, true),
      ...(policyKind ? [] : unseenDenies(question, facts)),
    ];
  }
  const isSession = refusal.who.sessionName !== undefined;
  return [
    ...changedSince(question),
    ...(action.toLowerCase() === 'sts:assumerole'
      ? assumeRoleCauses(question, facts)
      : []),
    anotherResource(question),
    noAllow(question),
    conditionFails(question),
    explicitDeny(question),
    boundary(question),
    ...clusterIsGone(ground, facts),
    ...unseenPolicies(ground, isSession, facts, question),
  ];
}

/** What may refuse as well, beside the kind of policy that AWS names. */
function besides(
  named: Cause,
  facts: ErrorFacts,
  question: IdentityQuestion,
): Cause[] {
  const { ground, refusal } = question;
  const isSession = refusal.who.sessionName !== undefined;
  return facts.policyKind === 'permissions boundary'
    ? [boundary(question)]
    : unseenPolicies(ground, isSession, facts, question).filter(
        ({ id }) => !named.id.startsWith(id),
      );
}

/** An explicit deny of a kind that AWS does not name. */
function unseenDenies(question: IdentityQuestion, facts: ErrorFacts): Cause[] {
  const { ground, refusal } = question;
  const isSession = refusal.who.sessionName !== undefined;
  return unseenPolicies(ground, isSession, facts, question);
}

function encodedOnly(facts: ErrorFacts, ground: Ground): Answer {
  return {
    headline: 'AWS refused the call, and the reason is in an encoded message.',
    summary:
      'The text names neither who asked nor for what; EC2 puts both into a message that has to be decoded.',
    facts,
    causes: [encodedMessageCause(), ...unseenPolicies(ground, false)],
    gates: [],
  };
}

function headlineOf(
  facts: ErrorFacts,
  { who, action, target }: Refusal,
  causes: Cause[],
): string {
  const { denial, policyKind } = facts;
  const [first] = causes;
  if (denial === 'explicit') {
    const where = policyKind ? ` in ${article(policyKind)} ${policyKind}` : '';
    return `An explicit deny${where} refuses \`${action}\`; adding an Allow has no effect.`;
  }
  if (
    first?.certainty === 'proven' &&
    first.id === 'allow-names-another-resource'
  ) {
    return `${capital(
      who.short,
    )} is allowed \`${action}\`, but not on ${target}.`;
  }
  if (policyKind && policyKind !== 'identity-based policy') {
    return `The ${policyKind} does not allow \`${action}\` on ${target}.`;
  }
  if (first?.certainty === 'proven' && first.id === 'permissions-boundary') {
    return `The permissions boundary leaves out \`${action}\`.`;
  }
  return `${capital(who.short)} is not allowed \`${action}\` on ${target}.`;
}

function callWords({ action }: ErrorFacts): string {
  return action === 'eks:DescribeCluster'
    ? ' This is the call that `aws eks update-kubeconfig` makes.'
    : '';
}

function detailWords({ detailsId }: Denial): string {
  return detailsId
    ? ` AWS keeps the details under authorization id \`${detailsId}\` for a day or more; reading them needs \`iam:GetRequestAuthorizationDetails\`.`
    : '';
}

function noteWhatNobodyReads({ policyKind }: ErrorFacts, ground: Ground) {
  if (!ground.snapshot) return;
  const { organization, organizationPolicies } = ground.snapshot.sections;
  const isKnown =
    (isRead(organization) && organization.value === null) ||
    isRead(organizationPolicies);
  if (policyKind !== 'service control policy' && !isKnown) {
    ground.note('service control policies: not read', false);
  }
}
