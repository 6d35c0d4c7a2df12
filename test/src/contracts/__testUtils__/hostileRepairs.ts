import { RepairAction } from 'backstage-plugin-eks-iam-health-common';
import { oneOfEachAction } from './oneOfEachAction';
import { SeededRandom } from './seededRandom';

/** Pieces that mean something to a shell, to YAML, to JSON, to Terraform, or to the short forms of the AWS CLI. */
const pieces = [
  "'",
  '"',
  '\\',
  '`',
  '$(touch hacked)',
  '${HOME}',
  '$${x}',
  '%{if true}',
  '$',
  '%',
  ';',
  '&',
  '|',
  '>',
  '<',
  '\n',
  '\r\n',
  '\t',
  ' ',
  '#',
  '!',
  '*',
  '?',
  '[a]',
  '{b,c}',
  '~',
  '=',
  ',',
  ':',
  '-',
  '--',
  '@file',
  'file:///etc/passwd',
  '<<EOF\n',
  'EOF\n',
  'JSON\n',
  '\u2028',
  '\u0085',
  '\u00e9\u{1f511}',
  '\u0001',
  '\u007f',
  'null',
  'yes',
  '012',
  'a',
  'Z9',
];

/** A name as nobody would give it. No shell and no API takes the null character, so it has none. */
export function hostileText(random: SeededRandom): string {
  const count = 1 + random.below(8);
  return Array.from({ length: count }, () => random.one(pieces)).join('');
}

/** Fields whose words a schema fixes. */
const fixed = new Set(['kind', 'type', 'mode', 'types', 'resource', 'Version']);

/** Every text of a value made hostile, but for the words that a schema fixes. */
function withHostileTexts(
  value: unknown,
  random: SeededRandom,
  key = '',
): unknown {
  if (typeof value === 'string') {
    return fixed.has(key) ? value : hostileText(random);
  }
  if (Array.isArray(value)) {
    return value.map(item => withHostileTexts(item, random, key));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      withHostileTexts(item, random, name),
    ]),
  );
}

/** Every kind of action, with a hostile text wherever a name may stand. */
export function hostileActions(random: SeededRandom): RepairAction[] {
  return Object.values(oneOfEachAction)
    .flat<RepairAction[][]>()
    .map(action => withHostileTexts(action, random) as RepairAction);
}
