// Brings the Node and the Yarn that the repository works with, on a machine that has only Node >= 20 and npm.
// The npm package `node` carries the binary itself, so nothing is downloaded from anywhere but the npm registry.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(fileURLToPath(import.meta.url), '../..');
export const varFolder = join(root, 'var');

// Backstage 1.55 asks for Node 22 or 24.
const wanted = { node: '24.21.0', '@yarnpkg/cli-dist': '4.18.1' };
const folder = join(varFolder, 'toolchain');
const bin = join(folder, 'node_modules', '.bin');

export const say = text => process.stdout.write(`${text}\n`);

/** The environment in which every tool of the repository runs. */
export function environment(more = {}) {
  return {
    ...process.env,
    ...more,
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    NODE_OPTIONS: more.NODE_OPTIONS ?? process.env.NODE_OPTIONS ?? '',
  };
}

function haveToolchain() {
  return Object.entries(wanted).every(([name, version]) => {
    const file = join(folder, 'node_modules', name, 'package.json');
    return (
      existsSync(file) &&
      JSON.parse(readFileSync(file, 'utf8')).version === version
    );
  });
}

function bringToolchain() {
  if (haveToolchain()) return;
  say('Bringing Node 24 and Yarn 4 into var/toolchain ...');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const done = spawnSync(
    'npm',
    [
      'install',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      '--prefix',
      folder,
      ...Object.entries(wanted).map(([name, v]) => `${name}@${v}`),
    ],
    { stdio: 'inherit', shell: process.platform === 'win32' },
  );
  if (done.status !== 0 || !haveToolchain()) {
    throw new Error(
      'Node and Yarn could not be installed: see what npm says above',
    );
  }
}

/** Installs what yarn.lock says, unless that was done already for this very lock file. */
function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'yarn.lock')))
    .digest('hex');
  const mark = join(root, 'node_modules', '.eks-iam-health-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  say('Installing packages (about 2 minutes the first time) ...');
  const done = spawnSync('yarn', ['install', '--immutable'], {
    cwd: root,
    env: environment(),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status !== 0) {
    throw new Error(`yarn install failed:\n${done.stdout}\n${done.stderr}`);
  }
  writeFileSync(mark, lock);
}

/** Everything a fresh clone needs before any other tool can run. */
export function prepare() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    throw new Error(
      `Node 20 or newer is needed to begin with, this is ${process.version}`,
    );
  }
  bringToolchain();
  installPackages();
}

/** Runs a command to its end and passes what it prints on; gives its exit code. */
export function run(command, args, { env = {}, cwd = root, onOutput } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: environment(env),
      stdio: onOutput
        ? ['ignore', 'pipe', 'pipe']
        : ['ignore', 'inherit', 'inherit'],
    });
    if (onOutput) {
      child.stdout.on('data', data => onOutput(String(data)));
      child.stderr.on('data', data => onOutput(String(data)));
    }
    child.on('error', reject);
    child.on('close', code => resolve(code ?? 1));
  });
}
