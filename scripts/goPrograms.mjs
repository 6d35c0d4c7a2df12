// Builds the Go programs under test/go, with which our answers are compared, and keeps what was built in the user's cache.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { root, say } from './toolchain.mjs';

const cacheFolder = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'eks-iam-health',
  'go',
);

/** The version of Go, or `undefined` where there is none. */
export function goVersion() {
  const done = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
  return done.status === 0 ? done.stdout.trim() : undefined;
}

/** Every source that goes into a program; a module's sum file pins what comes from elsewhere. */
function sourcesOf(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(file => file.isFile())
    .map(file => join(file.parentPath ?? file.path, file.name))
    .sort();
}

/**
 * The path of a program, built where it is not there yet: `goProgram('kubernetes', 'apiserver')` is the package
 * `test/go/kubernetes/apiserver`.
 */
export function goProgram(module, packageName = '.') {
  const version = goVersion();
  if (!version) throw new Error('Go is needed for this and was not found');
  const folder = join(root, 'test', 'go', module);
  const hash = createHash('sha256').update(version);
  for (const file of sourcesOf(folder)) hash.update(readFileSync(file));
  const name = packageName === '.' ? module : `${module}-${packageName}`;
  const program = join(
    cacheFolder,
    `${name}-${hash.digest('hex').slice(0, 16)}`,
  );
  if (existsSync(program)) return program;
  say(`Building test/go/${module} ${packageName} ...`);
  mkdirSync(cacheFolder, { recursive: true });
  const began = Date.now();
  // Whoever builds at the same time builds the same, and the last one wins.
  const unfinished = `${program}.${process.pid}`;
  const done = spawnSync(
    'go',
    [
      'build',
      '-trimpath',
      '-ldflags=-s -w',
      '-o',
      unfinished,
      packageName === '.' ? '.' : `./${packageName}`,
    ],
    { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (done.status !== 0) throw new Error(`test/go/${module} does not build`);
  renameSync(unfinished, program);
  say(`   built in ${Math.round((Date.now() - began) / 1000)} s`);
  return program;
}
