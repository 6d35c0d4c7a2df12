// `npm run check -- <folder>`: runs all checks on a folder that scripts/export-cluster.sh wrote.
import { join, resolve } from 'node:path';
import { prepare, root, run, say } from './toolchain.mjs';

const [folder] = process.argv.slice(2);
if (!folder) {
  say(
    'Which folder? npm run check -- <folder written by scripts/export-cluster.sh>',
  );
  process.exit(2);
}
prepare();
process.exit(
  await run('node', [
    '--require',
    '@backstage/cli/config/nodeTransform.cjs',
    join(root, 'test/src/checkFolder.ts'),
    resolve(folder),
  ]),
);
