// What `npm run mutate` does: changes the evaluators one thing at a time and sees whether their tests notice.
// `npm run mutate -- --mutate 'src/arn/*.ts'` does a part of it.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare, run } from './toolchain.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');

prepare();
process.exit(
  await run(
    'yarn',
    [
      'stryker',
      'run',
      join(root, 'test/mutation/stryker.config.mjs'),
      ...process.argv.slice(2),
    ],
    { cwd: join(root, 'plugins/eks-iam-health-common') },
  ),
);
