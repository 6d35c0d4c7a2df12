import { parseArn } from '../arn';
import { ErrorFacts } from '../model';
import { denialSentences } from './denialSentence';
import { ErrorText } from './errorText';

/** The console shows the same as a list of fields. */
const card =
  /(?<![\w:])User: ?([^\s"']{1,1000}) (?:Service: ?([a-z0-9-]{1,64}) )?Action: ?([A-Za-z0-9-]{1,64}(?::[A-Za-z0-9]{1,128})?)(?: On resource(?:\(s\)|s)?: ?([^\s"']{1,1000}))?/;

const policyKinds =
  'identity-based policy|identity policy|resource-based policy|resource policy|service control policy|resource control policy|permissions boundary|session policy|VPC endpoint policy|role trust policy';
const implicitTail = new RegExp(
  `(?:no (${policyKinds}) allows|implicit deny in (?:an? |the )?(${policyKinds}))`,
  'i',
);
const explicitTail =
  /(?:with an )?explicit(?:ly)? den(?:y|ies|ied)(?: (?:in|by) (?:an? |the )?([A-Za-z -]{1,40}?(?:policy|boundary))(?:(?:: ?| \(?)(arn:[^\s"')]{1,1000}))?)?/i;
const eitherWay =
  /no resource-based policies allow access, or a resource-based policy explicitly denies/i;
const explicitCard = new RegExp(`(${policyKinds}) explicitly denies`, 'i');
const detailsId =
  /Go to (https:\/\/[^\s]{1,500}).{0,300}?authorization id: ?([0-9a-z]{1,200})/i;
const bareEc2 = /You are not authorized to perform this operation/i;
const encodedMessage = /Encoded authorization failure message:/i;

/** A refusal by AWS, taken apart. */
export interface Denial {
  facts: ErrorFacts;
  /** EC2 hides the reason in a message that has to be decoded */
  hasEncodedMessage: boolean;
  /** where AWS keeps the details of the refusal */
  detailsUrl?: string;
  detailsId?: string;
}

/** Finds AWS's refusal in a text; undefined when there is none. */
export function parseDenial(error: ErrorText): Denial | undefined {
  const { text } = error;
  const hasEncodedMessage = encodedMessage.test(text);
  const [first, next] = denialSentences(text).filter(
    ({ principal }) => principal !== undefined,
  );
  if (first?.principal !== undefined) {
    const { principal, action, resource, end } = first;
    return denialOf(
      error,
      { principal, action, resource },
      text.slice(end, Math.min(end + 1500, next?.start ?? text.length)),
    );
  }
  const listed = card.exec(text);
  if (listed) {
    const [, principal, service, name, resource] = listed;
    const action = service && !name.includes(':') ? `${service}:${name}` : name;
    return denialOf(
      error,
      { principal, action, resource },
      // The tail is one sentence; what follows further down in a log belongs to something else.
      nextSentence(text.slice(listed.index + listed[0].length).slice(0, 1500)),
    );
  }
  if (bareEc2.test(text)) {
    return {
      facts: { ...wrapperFacts(error), ...tailFacts(text) },
      hasEncodedMessage,
    };
  }
  return undefined;
}

function denialOf(
  error: ErrorText,
  said: { principal: string; action: string; resource?: string },
  tail: string,
): Denial {
  const details = detailsId.exec(tail);
  const resource = said.resource?.replace(/[.,;)]{1,3}$/, '');
  return {
    facts: {
      ...wrapperFacts(error),
      principal: said.principal,
      action: said.action,
      ...(resource ? { resource } : {}),
      ...tailFacts(tail),
      ...placeFacts(said.principal, resource),
    },
    hasEncodedMessage: encodedMessage.test(error.text),
    ...(details ? { detailsUrl: details[1], detailsId: details[2] } : {}),
  };
}

/** The next refusal in a log has a tail of its own. */
function nextSentence(tail: string): string {
  const next = tail.indexOf('User: ');
  return next < 0 ? tail : tail.slice(0, next);
}

export function wrapperFacts(error: ErrorText): ErrorFacts {
  const { code, operation, requestId } = error;
  return {
    ...(code ? { code } : {}),
    ...(operation ? { operation } : {}),
    ...(requestId ? { requestId } : {}),
  };
}

/** What stands behind the sentence: explicit or not, and the kind of policy. */
export function tailFacts(said: string): ErrorFacts {
  // AWS KMS leaves it open whether the key policy denies, or allows nothing
  if (eitherWay.test(said)) return { policyKind: 'resource-based policy' };
  const tail = said.replace(/policies allow\b/gi, 'policy allows');
  const implicit = implicitTail.exec(tail);
  const explicit = explicitTail.exec(tail);
  // An explicit deny is the stronger word wherever both occur.
  if (explicit) {
    const kind = explicit[1] ?? explicitCard.exec(tail)?.[1];
    return {
      denial: 'explicit',
      ...(kind ? { policyKind: policyKindOf(kind) } : {}),
      ...(explicit[2]
        ? { policyArn: explicit[2].replace(/[.,;)]{1,3}$/, '') }
        : {}),
    };
  }
  return implicit
    ? {
        denial: 'implicit',
        policyKind: policyKindOf(implicit[1] ?? implicit[2]),
      }
    : {};
}

/** One name per kind: AWS writes `identity policy` in some messages. */
function policyKindOf(text: string): string {
  const lower = text.trim().toLowerCase();
  if (lower === 'identity policy') return 'identity-based policy';
  if (lower === 'resource policy') return 'resource-based policy';
  if (lower === 'vpc endpoint policy') return 'VPC endpoint policy';
  return lower;
}

/** Region and account of the resource, else of the principal; the cluster when the resource is one or part of one. */
export function placeFacts(principal?: string, resource?: string): ErrorFacts {
  const target = resource ? parseArn(resource) : undefined;
  const who = principal ? parseArn(principal) : undefined;
  const accountId = who?.accountId || target?.accountId;
  const clusterName =
    target?.service === 'eks' ? clusterNameIn(target.resource) : undefined;
  return {
    ...(clusterName ? { clusterName } : {}),
    ...(target?.region ? { region: target.region } : {}),
    ...(accountId ? { accountId } : {}),
  };
}

/** EKS's ARNs name the cluster behind their type: `cluster/C`, `nodegroup/C/N/UUID`, `access-entry/C/...`. */
export function clusterNameIn(resource: string): string | undefined {
  const [type, name] = resource.split('/');
  return [
    'cluster',
    'nodegroup',
    'fargateprofile',
    'addon',
    'access-entry',
    'identityproviderconfig',
    'podidentityassociation',
    'capability',
  ].includes(type)
    ? (name !== '*' && name) || undefined
    : undefined;
}
