/** What stands where a secret was. @public */
export const BLANKED = '[blanked]';

/** A text without its secrets, and how many were taken out. @public */
export interface BlankedText {
  text: string;
  blanked: number;
}

type Rule = {
  pattern: RegExp;
  /** keeps what stands around the secret; `undefined`: this one is no secret after all */
  replace: (match: string[]) => string | undefined;
};

const isMixed = (value: string) =>
  /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);

const around: Rule['replace'] = ([, before]) => `${before}${BLANKED}`;

/** Names whose value is a secret whatever it looks like. */
const secretNames = [
  'aws_?secret_?(?:access_?)?key',
  'secret_?access_?key',
  'aws_?session_?token',
  'session_?token',
  'aws_?security_?token',
  'client-key-data',
  'client[_-]?secret',
  'id-token',
  'refresh[_-]?token',
  'passw(?:or)?d',
  'private[_-]?key',
].join('|');

/**
 * Each rule is bounded in length. A secret next to its name goes whatever it looks like; one without a name goes by its
 * shape: too much blanked costs a hint, too little leaks.
 */
const rules: Rule[] = [
  {
    pattern: new RegExp(
      `((?:${secretNames})["']?\\s{0,4}(?:[:=]|=>)\\s{0,4}["']?)([^\\s"',;}&]{1,16384})`,
      'gi',
    ),
    replace: around,
  },
  {
    // a parameter of a presigned URL, or a header
    pattern:
      /(x-amz-(?:security-token|signature)["']?\s{0,4}[:=]\s{0,4}["']?)([^\s"',;}&]{1,16384})/gi,
    replace: around,
  },
  { pattern: /(\bSignature=)([0-9a-f]{32,128})/gi, replace: around },
  {
    pattern: /(\b(?:Bearer|Basic)\s{1,4})([A-Za-z0-9._~+/=-]{16,16384})/gi,
    replace: around,
  },
  { pattern: /()(\bk8s-aws-v1\.[A-Za-z0-9_-]{1,16384})/g, replace: around },
  {
    // a JSON web token
    pattern:
      /()((?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{4,16384}(?:\.[A-Za-z0-9_-]{0,16384}){1,2})/g,
    replace: around,
  },
  {
    // `token: abc...`; a word such as `AccessDenied:` after it is no token
    pattern: /(\btoken["']?\s{0,4}[:=]\s{0,4}["']?)([^\s"',;}&]{16,16384})/gi,
    replace: ([, before, value]) =>
      /\d/.test(value) && value !== BLANKED ? `${before}${BLANKED}` : undefined,
  },
  {
    // user and password in an address
    pattern: /(:\/\/)([^\s/:@]{1,200}:[^\s/@]{1,400})(?=@)/g,
    replace: around,
  },
  {
    // an access key id is no secret, but its middle is nobody's business
    pattern:
      /(?<![A-Z0-9])(A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12}([A-Z0-9]{4})(?![A-Z0-9])/g,
    replace: ([, prefix, end]) => `${prefix}…${end}`,
  },
  {
    // forty characters in the alphabet of a secret access key, not part of a longer word, path or ARN
    pattern: /(?<![\w/+=:.@%-])([A-Za-z0-9/+]{40})(?![\w/+=:.@%-])/g,
    replace: ([value]) => (isMixed(value) ? BLANKED : undefined),
  },
  {
    // very long runs: session tokens, encoded messages, keys; wrapped tokens lose every line
    pattern: /(?<![\w/+=:.@%-])([A-Za-z0-9/+=_-]{64,})/g,
    replace: ([value]) => (isMixed(value) ? BLANKED : undefined),
  },
];

/**
 * Takes secrets out of a text before it leaves the browser, and again before the backend looks at it: secret keys,
 * session and bearer tokens, signatures, private keys, passwords. Doing it twice changes nothing.
 *
 * @public
 */
export function blankSecrets(text: string): BlankedText {
  return rules.reduce(applyRule, blankPrivateKeys(text));
}

function applyRule({ text, blanked }: BlankedText, rule: Rule): BlankedText {
  let more = 0;
  const result = text.replace(rule.pattern, (...match: unknown[]) => {
    const groups = match.filter((g): g is string => typeof g === 'string');
    const [whole] = groups;
    const replacement = rule.replace(groups);
    if (replacement === undefined || replacement === whole) return whole;
    more += 1;
    return replacement;
  });
  return { text: result, blanked: blanked + more };
}

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/g;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----/g;

/** From the first line of a key to its last; to the end of the text when the paste was cut. */
function blankPrivateKeys(text: string): BlankedText {
  let result = '';
  let blanked = 0;
  let at = 0;
  for (;;) {
    BEGIN.lastIndex = at;
    const begin = BEGIN.exec(text);
    if (!begin) return { text: result + text.slice(at), blanked };
    result += text.slice(at, begin.index) + BLANKED;
    blanked += 1;
    END.lastIndex = begin.index + begin[0].length;
    const end = END.exec(text);
    if (!end) return { text: result, blanked };
    at = end.index + end[0].length;
  }
}
