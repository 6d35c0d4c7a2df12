/** `User: P is not authorized to perform: A[ on resource: R]`, and where it stands. */
export interface DenialSentence {
  start: number;
  end: number;
  /** absent where a service leaves it out: `Not authorized to perform sts:AssumeRoleWithWebIdentity` */
  principal?: string;
  action: string;
  resource?: string;
}

const core = /(?<=^|[\s"'(:])(?:is )?not authorized to perform(?=[\s:])/gi;
/** No ARN is longer. */
const LONGEST_WORD = 2048;

/**
 * All sentences with which AWS refuses a call, in their order. Each is found by its middle and read outwards in pieces of
 * bounded length, so that the work grows with the text only.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function denialSentences(text: string): DenialSentence[] {
  const found: DenialSentence[] = [];
  let from = 0;
  for (const { 0: middle, index } of text.matchAll(core)) {
    const asked = askedFor(text, index + middle.length);
    if (index >= from && asked) {
      const { principal, start = index } = principalBefore(text, from, index);
      found.push({ start, ...(principal ? { principal } : {}), ...asked });
      from = asked.end;
    }
  }
  return found;
}

/** ARNs, unique ids and `anonymous` speak for themselves; any other word is a name only behind `User:`. */
const isPrincipal =
  /^(?:arn:[a-z-]{1,20}:(?:iam|sts):|(?:AIDA|AROA)[A-Z0-9]{12,}|anonymous$)/i;

function principalBefore(
  text: string,
  from: number,
  index: number,
): { principal?: string; start?: number } {
  const before = text
    .slice(Math.max(from, index - LONGEST_WORD), index)
    .trimEnd();
  const wordAt = before.lastIndexOf(' ') + 1;
  const word = before.slice(wordAt);
  const userAt = word.toLowerCase().lastIndexOf('user:');
  const glued = userAt >= 0 && userAt + 5 < word.length;
  const lead = before.slice(0, wordAt).trimEnd();
  const named = glued || /(?:^|[^\w:])user:$/i.test(lead.slice(-6));
  const principal = (glued ? word.slice(userAt + 5) : word)
    .replace(/^.*(?=arn:aws)/, '')
    .replace(/^["'(]{1,2}/, '')
    .replace(/["',)]{1,2}$/, '');
  if (principal === '' || !(named || isPrincipal.test(principal))) return {};
  const offset =
    index - text.slice(Math.max(from, index - LONGEST_WORD), index).length;
  return {
    principal,
    start:
      offset +
      (glued || !named ? wordAt + Math.max(userAt, 0) : lead.length - 5),
  };
}

const actionWord =
  /^[: ]{0,3}["']?([A-Za-z0-9-]{1,64}:[A-Za-z0-9*]{1,128})["']?/;
const onResource =
  /^,? on (?:the )?resources?(?:\(s\))?(?:: ?| (?=["'*]|arn:))/i;
/** IAM names some resources by a word and a name: `user alice`, `policy path /`. */
const namedByWord =
  /^(?:access key|account|group|instance profile|login profile|mfa device|policy path|policy|role|saml provider|server certificate|user) (?!because |with )[^\s"']{1,600}/;
const onNamed = /^ on ((?:role|user|group|policy) [^\s"']{1,600})/;

function askedFor(
  text: string,
  at: number,
): Pick<DenialSentence, 'action' | 'resource' | 'end'> | undefined {
  const action = actionWord.exec(text.slice(at, at + 220));
  if (!action) return undefined;
  const actionEnd = at + action[0].length;
  const rest = text.slice(actionEnd, actionEnd + LONGEST_WORD + 40);
  const lead = onResource.exec(rest);
  const told = lead
    ? resourceAt(rest, lead[0].length)
    : {
        text: onNamed.exec(rest)?.[1],
        end: onNamed.exec(rest)?.[0].length ?? 0,
      };
  const resource = told.text?.replace(/[.,;)\]}]{1,3}$/, '');
  return {
    action: action[1],
    ...(resource ? { resource } : {}),
    end: actionEnd + told.end,
  };
}

function resourceAt(rest: string, at: number): { text?: string; end: number } {
  const quote = rest[at];
  if (quote === '"' || quote === "'") {
    const end = rest.indexOf(quote, at + 1);
    if (end > at) return { text: rest.slice(at + 1, end), end: end + 1 };
  }
  const words = namedByWord.exec(rest.slice(at, at + 700))?.[0];
  const word = words ?? /^[^\s"']*/.exec(rest.slice(at))?.[0] ?? '';
  // the sentence may go on without a resource: `on resource: because no ...`
  if (/^(?:because|with)$/i.test(word)) return { end: at };
  return { text: word, end: at + word.length };
}
