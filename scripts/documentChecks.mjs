// Writes docs/checks.md from the checks themselves. `--check` only says whether it is current.
// Loads TypeScript: node --require @backstage/cli/config/nodeTransform.cjs scripts/documentChecks.mjs
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repairsOfChecks } from './repairsOfChecks.mjs';

const require = createRequire(import.meta.url);
const root = join(fileURLToPath(import.meta.url), '../..');
const target = join(root, 'docs/checks.md');
const common = join(root, 'plugins/eks-iam-health-common/src');
const { checks } = require(join(common, 'checks/index.ts'));
const { areas } = require(join(common, 'model/finding.ts'));
const { otherRules } = require(join(common, 'checks/otherRules.ts'));
const { sectionWords } = require(join(common, 'explain/sectionWords.ts'));
const collectors = join(root, 'plugins/eks-iam-health-node/src/collectors');
const { builtInCollectors, sectionsOfOthers } = require(join(
  collectors,
  'builtInCollectors.ts',
));
const prettier = require('prettier');

const areaTitles = {
  authentication: 'Authentication',
  access: 'Who has access',
  'workload-identity': 'Workload identity',
  rbac: 'Kubernetes RBAC',
  iam: 'IAM and PassRole',
  'access-keys': 'Access keys',
  'cross-account': 'Cross-account',
};

/** The sections of https://docs.aws.amazon.com/eks/latest/userguide/security-iam-troubleshoot.html, in their order. */
const topicTitles = {
  T1: 'AccessDeniedException',
  T2: 'The console shows no Kubernetes objects',
  T3: 'aws-auth does not grant access to the cluster',
  T4: 'Not authorized to perform iam:PassRole',
  T5: 'Access keys',
  T6: 'Administrators who let others in',
  T7: 'People outside of the account',
  T8: 'Credential should be scoped to a valid region',
  B: 'Beyond that page',
};

/** Words of a check are plain text and keep their characters in Markdown. */
const plain = text => text.replace(/[\\`*_{}[\]<>|]/g, '\\$&');

const repairs = repairsOfChecks(join(common, 'checks'));
const permissions = new Map(
  builtInCollectors.flatMap(collector =>
    collector.sections.map(name => [name, collector.permissions]),
  ),
);

/** A section and what the reader must be allowed for it, or why no permission would do. */
function need(name) {
  const { words, call } = sectionWords[name];
  if (name in sectionsOfOthers) return `${words} (${sectionsOfOthers[name]})`;
  const allowed = permissions.get(name) ?? [call];
  return `${words} (${allowed.map(text => `\`${text}\``).join(', ')})`;
}

/** Actions by class, `advice` last: it is words alone. */
function repairWords(check) {
  const kinds = repairs.get(check.id);
  const actions = kinds
    .filter(([kind]) => kind !== 'advice')
    .map(([kind, level]) => `${kind.replaceAll('-', ' ')} (${level})`);
  const hasAdvice = actions.length < kinds.length;
  return [...actions, ...(hasAdvice ? ['advice'] : [])].join(', ');
}

const othersWords = others =>
  others.map(({ tool, rules }) => `${tool} ${rules.join(', ')}`).join('; ');

function describe(check) {
  const topics = check.topics.map(t => (t === 'B' ? 'beyond' : t)).join(', ');
  const others = otherRules[check.number];
  return [
    `### ${plain(check.title)}`,
    '',
    `\`${check.id}\` · ${check.number} · ${check.severity} · ${topics} · [documentation](${check.documentation})`,
    '',
    plain(check.why),
    '',
    `- Looks at: ${check.needs.map(need).join(', ')}`,
    `- Repairs: ${repairWords(check)}`,
    `- Also in: ${
      others ? plain(othersWords(others)) : 'no tool that is known'
    }`,
    '',
  ];
}

/** As GitHub and MkDocs make anchors of headings. */
const anchor = title =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
const link = check => `[${plain(check.title)}](#${anchor(check.title)})`;

// The examples are real ids, and such as one may well want to change.
const mild = checks.find(({ severity }) => severity === 'low');
const middling = checks.find(({ severity }) => severity === 'medium');

const lines = [
  '# Checks',
  '',
  '<!-- Made of the checks by scripts/documentChecks.mjs. Do not edit. -->',
  '',
  `There are ${checks.length} checks. Each says fail, warning, pass, unknown or not applicable; it passes only when everything it looks`,
  'at was read, and names the read that failed otherwise. A repair is safe (reversible), for review (look at the',
  'difference and keep a copy first), or advice in words. Disable a check, or change its severity, by its id:',
  '',
  '```yaml',
  'eksIamHealth:',
  '  checks:',
  `    disabled: [${mild.id}]`,
  '    severity:',
  `      ${middling.id}: low`,
  '```',
  '',
  '## By topic',
  '',
  "The topics of AWS's page [Troubleshooting IAM](https://docs.aws.amazon.com/eks/latest/userguide/security-iam-troubleshoot.html).",
  '',
  ...Object.entries(topicTitles).flatMap(([topic, title]) => [
    `**${topic === 'B' ? title : `${topic} ${title}`}**`,
    '',
    ...checks
      .filter(check => check.topics.includes(topic))
      .map(check => `- ${link(check)}`),
    '',
  ]),
  ...areas.flatMap(area => [
    `## ${areaTitles[area]}`,
    '',
    ...checks.filter(check => check.area === area).flatMap(describe),
  ]),
];

const options = await prettier.resolveConfig(target);
const wanted = prettier.format(lines.join('\n'), {
  ...options,
  parser: 'markdown',
});
if (process.argv.includes('--check')) {
  if (!existsSync(target) || readFileSync(target, 'utf8') !== wanted) {
    console.error('docs/checks.md is not current: run yarn checks');
    process.exit(1);
  }
} else {
  writeFileSync(target, wanted);
}
