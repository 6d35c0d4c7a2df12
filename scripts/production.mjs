// Lays out the production build the way a container image would: bundle and skeleton unpacked, production dependencies
// only. The browser walk runs against this, not against the sources.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { environment, root, say, varFolder } from './toolchain.mjs';

export const productionFolder = join(varFolder, 'production');

function must(command, args, cwd) {
  const done = spawnSync(command, args, {
    cwd,
    env: environment(),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status !== 0) {
    throw new Error(`${command} ${args[0]}: ${done.stdout}${done.stderr}`);
  }
}

/** Needs `yarn build:all` to have run. */
export function layOutProduction() {
  const dist = join(root, 'packages/backend/dist');
  for (const file of ['skeleton.tar.gz', 'bundle.tar.gz']) {
    if (!existsSync(join(dist, file))) {
      throw new Error(`${file} is missing: run yarn build:all first`);
    }
  }
  for (const folder of ['packages', 'plugins', 'test']) {
    rmSync(join(productionFolder, folder), { recursive: true, force: true });
  }
  mkdirSync(productionFolder, { recursive: true });
  for (const file of [
    'package.json',
    'yarn.lock',
    '.yarnrc.yml',
    'backstage.json',
  ]) {
    copyFileSync(join(root, file), join(productionFolder, file));
  }
  must('tar', ['xzf', join(dist, 'skeleton.tar.gz')], productionFolder);
  say('Installing what the production build needs ...');
  must(
    'yarn',
    ['workspaces', 'focus', '--all', '--production'],
    productionFolder,
  );
  must('tar', ['xzf', join(dist, 'bundle.tar.gz')], productionFolder);
  return productionFolder;
}

if (process.argv[1]?.endsWith('production.mjs')) {
  say(layOutProduction());
}
