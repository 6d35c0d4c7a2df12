// Writes checks/generatedIndex.ts from the check files; `yarn checks` documents them as well. `--check` only says whether they are current.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '../..');
const folder = join(root, 'plugins/eks-iam-health-common/src/checks');

const areas = readdirSync(folder, { withFileTypes: true })
  .filter(entry => entry.isDirectory() && !entry.name.startsWith('__'))
  .map(entry => entry.name)
  .sort();

const found = areas.flatMap(area =>
  readdirSync(join(folder, area))
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
    .flatMap(file => {
      const text = readFileSync(join(folder, area, file), 'utf8');
      const name = file.replace(/\.ts$/, '');
      if (!text.includes(`export const ${name} = defineCheck(`)) return [];
      const number = /number: '([A-Z]+-\d+)'/.exec(text)?.[1] ?? '';
      return [{ area, name, number }];
    }),
);
found.sort(
  (a, b) => a.number.localeCompare(b.number) || a.name.localeCompare(b.name),
);

const lines = [
  '// Made by scripts/indexChecks.mjs from the files beside it. Do not edit.',
  "import { Check } from './defineCheck';",
  ...[...found]
    .sort((a, b) => `${a.area}/${a.name}`.localeCompare(`${b.area}/${b.name}`))
    .map(c => `import { ${c.name} } from './${c.area}/${c.name}';`),
  '',
  'export const generatedChecks: readonly Check[] = [',
  ...found.map(c => `  ${c.name},`),
  '];',
  '',
];
const target = join(folder, 'generatedIndex.ts');
const wanted = lines.join('\n');
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== wanted) {
    console.error(
      'generatedIndex.ts is not current: run node scripts/indexChecks.mjs',
    );
    process.exit(1);
  }
} else {
  writeFileSync(target, wanted);
  console.log(`${found.length} checks`);
}
