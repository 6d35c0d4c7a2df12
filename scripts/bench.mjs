// What `npm run bench` does: measures and writes docs/performance.md.
import { prepare, run } from './toolchain.mjs';

prepare();
const code = await run('node', [
  '--expose-gc',
  '--require',
  '@backstage/cli/config/nodeTransform.cjs',
  'test/src/bench/main.ts',
]);
process.exit(
  code || (await run('prettier', ['--write', 'docs/performance.md'])),
);
