import { oddSections } from './awsAuthTexts';
import { SeededRandom } from './seededRandom';

/** A question to the authenticator: a ConfigMap, and identities that may be mapped by it. */
export interface AwsAuthQuestion {
  data: Record<string, string>;
  identities: string[];
}

const accounts = ['111122223333', '444455556666'];
const names = ['a', 'A', 'b', 'nodes', 'eng/Dev', 'AWSReservedSSO_View_0123'];

const anArn = (random: SeededRandom) =>
  `arn:${random.one(['aws', 'aws', 'aws-cn', 'AWS'])}:iam::${random.one(
    accounts,
  )}:${random.one(['role', 'role', 'user', 'Role', 'group'])}/${random.one(
    names,
  )}`;

/** Identities as STS gives them, and some that it never would. */
export function anIdentity(random: SeededRandom): string {
  const account = random.one(accounts);
  const name = random.one(names);
  const partition = random.one(['aws', 'aws', 'aws-cn', 'aws-eusc', 'mars']);
  return random.one([
    `arn:${partition}:sts::${account}:assumed-role/${name}/jane@example.com`,
    `arn:${partition}:sts::${account}:assumed-role/${name}/i-0123456789abcdef0`,
    `arn:${partition}:iam::${account}:user/${name}`,
    `arn:${partition}:iam::${account}:role/${name}`,
    `arn:${partition}:iam::${account}:root`,
    `arn:${partition}:sts::${account}:federated-user/${name}`,
    `arn:${partition}:sts::${account}:assumed-role/${name}`,
    `arn:${partition}:iam::${account}:${random.one(['group/x', 'x', ''])}`,
    anArn(random),
    random.one(['', 'arn', 'arn:::::', 'arn:aws:iam', 'arn:aws:s3:::b/role']),
  ]);
}

const words = [
  'a',
  'admin',
  'system:masters',
  'dev:{{SessionName}}',
  '{{SessionName}}',
  'yes',
  'no',
  'on',
  'null',
  '~',
  '12',
  '012',
  '0x1F',
  '1_0',
  '1e3',
  '1.5',
  '.5',
  '.inf',
  '-1',
  '+1',
  '1:30',
  '2026-11-21',
  '99999999999999999999',
  'a b',
  'a: b',
  'a #b',
  "it's",
  '"q"',
  'x,y',
  '[x]',
  '{x}',
  '*x',
  '&x y',
  '!x',
  '- x',
  '?x',
  'ü',
  '',
];

const plainWords = ['admin', 'dev', 'ops:x', 'system:nodes', '"two words"'];

/** A scalar as somebody might write it: bare, in quotes, with an escape, or tagged. */
function aScalar(random: SeededRandom, wanted?: string): string {
  const isPlain = random.chance(0.7);
  const text = wanted ?? random.one(isPlain ? plainWords : words);
  switch (random.below(isPlain ? 60 : 8)) {
    case 0:
      return `"${text.replaceAll('"', '\\"')}"`;
    case 1:
      return `'${text.replaceAll("'", "''")}'`;
    case 2:
      return random.one(['!!str ', '! ', '!!int ', '&x ', '!x ']) + text;
    case 3:
      return `"${text.replaceAll('"', '')}\\${random.one([
        'n',
        't',
        'x41',
        'u00e4',
        'q',
      ])}"`;
    default:
      return text;
  }
}

const fieldName = (random: SeededRandom, name: string) =>
  random.one([
    ...Array<string>(20).fill(name),
    name.toUpperCase(),
    `"${name}"`,
    `${name}s`,
    `? ${name}\n  `,
    `${name} `,
  ]);

function aGroupList(random: SeededRandom, indent: string): string {
  const groups = Array.from({ length: random.below(4) }, () => aScalar(random));
  switch (random.below(9)) {
    case 0:
      return ` [${groups.join(random.one([', ', ',', ' , ', ' ']))}]`;
    case 1:
      return ` ${aScalar(random)}`;
    case 2:
      return ` [\n${indent}${groups.join(`,\n${indent} `)}\n${random.one([
        indent,
        '',
      ])}]`;
    default: {
      const deeper = indent + random.one(['', '  ', '  ', '    ']);
      return groups.map(group => `\n${deeper}- ${group}`).join('');
    }
  }
}

/** An entry in block or flow style, mostly right. */
function anEntry(random: SeededRandom, arnField: string): string {
  const fields = [
    [
      fieldName(random, arnField),
      ` ${aScalar(random, random.chance(0.9) ? anArn(random) : undefined)}`,
    ],
  ];
  if (random.chance(0.9)) {
    fields.push([fieldName(random, 'username'), ` ${aScalar(random)}`]);
  }
  if (random.chance(0.8)) {
    fields.push([fieldName(random, 'groups'), aGroupList(random, '  ')]);
  }
  if (random.chance(0.05))
    fields.push(['<<', ` ${random.one(['*x', '{a: b}'])}`]);
  if (random.chance(0.05)) fields.push(['sso', ` ${aScalar(random)}`]);
  if (random.chance(0.05))
    fields.push([aScalar(random), ` ${aScalar(random)}`]);
  const shuffled = random.some(fields, fields.length, fields.length);
  if (random.chance(0.15)) {
    return `- {${shuffled
      .map(([name, value]) => `${name}:${value.replaceAll('\n', ' ')}`)
      .join(', ')}}`;
  }
  return `- ${shuffled
    .map(([name, value]) => `${name}:${value}`)
    .join('\n  ')}`;
}

function aSection(random: SeededRandom, arnField: string): string {
  const entries = Array.from({ length: 1 + random.below(4) }, () =>
    anEntry(random, arnField),
  );
  const text = `${entries.join(
    random.one(['\n', '\n', '\n', '\n\n', '\n# c\n', ' # c\n']),
  )}\n`;
  return random.chance(0.1) ? text.replaceAll('\n', '\r\n') : text;
}

const pieces = [
  ...'\n\n\n  \t:-?,[]{}#&*!|>\'"%@`~.<aby0=\\\r',
  '  ',
  '\n  ',
  '\n- ',
  ': ',
  '- ',
  ' #',
  '---\n',
  '...\n',
  '<<: ',
  '*x',
  '&x ',
  '!!str ',
  '|-\n',
  '>\n',
  '{{',
  '}}',
  '\u0085',
  '\u2028',
  '\u00a0',
  '😀',
  'rolearn: ',
  'groups:\n',
  'username: ',
];

/** A slip of the hand: something put in, taken out, doubled or moved. */
export function slipped(random: SeededRandom, text: string): string {
  const at = random.below(text.length + 1);
  const lines = text.split('\n');
  const line = random.below(lines.length);
  switch (random.below(7)) {
    case 0:
    case 1:
      return text.slice(0, at) + random.one(pieces) + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + 1 + random.below(3));
    case 3:
      lines.splice(line, 0, lines[random.below(lines.length)]);
      return lines.join('\n');
    case 4:
      lines[line] = random.one([' ', '  ', '\t']) + lines[line];
      return lines.join('\n');
    case 5:
      lines[line] = lines[line].replace(/^ /, '');
      return lines.join('\n');
    default:
      return text.slice(0, at) + random.one(pieces) + text.slice(at + 1);
  }
}

/** Text that is YAML by chance at most. */
const soup = (random: SeededRandom) =>
  Array.from({ length: 1 + random.below(14) }, () => random.one(pieces)).join(
    '',
  );

function someText(random: SeededRandom, arnField: string): string {
  let text = random.chance(0.3)
    ? random.one(oddSections)
    : aSection(random, arnField);
  if (random.chance(0.05)) text = soup(random);
  if (random.chance(0.1)) text = `- rolearn: x\n${soup(random)}`;
  while (random.chance(0.25)) text = slipped(random, text);
  // Half a character cannot be sent.
  return text.replace(/\p{Surrogate}/gu, '');
}

/** A ConfigMap with a few identities. */
export function anAwsAuthQuestion(random: SeededRandom): AwsAuthQuestion {
  const data: Record<string, string> = {
    mapRoles: someText(random, 'rolearn'),
  };
  if (random.chance(0.5)) data.mapUsers = someText(random, 'userarn');
  if (random.chance(0.5)) {
    data.mapAccounts = random.chance(0.5)
      ? someText(random, 'account')
      : random
          .some([...accounts, '~', '[a]', ...words], 1, 3)
          .map(word => `- ${aScalar(random, word)}\n`)
          .join('');
  }
  if (random.chance(0.1)) data.maproles = data.mapRoles;
  return {
    data,
    identities: Array.from({ length: 6 }, () => anIdentity(random)),
  };
}
