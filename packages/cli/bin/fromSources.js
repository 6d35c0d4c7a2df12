'use strict';

const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { createRequire, isBuiltin } = require('node:module');
const { tmpdir } = require('node:os');
const { dirname, join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

const root = resolve(__dirname, '../../..');
const sources = [
  'packages/cli/src',
  'plugins/eks-iam-health-common/src',
  'plugins/eks-iam-health-node/src',
].map(folder => join(root, folder));

/** Other workspaces and what the rules are made with go into the bundle: one file starts five times faster than many. */
const bundled =
  /^(\.|backstage-plugin-eks-iam-health|zod$|zod\/|yaml$|yaml\/|commander$|@backstage\/plugin-permission-common$)/;

/** The workspaces by their names, so that the sources beside this file are taken and no other copy. */
const workspaces = Object.fromEntries(
  ['common', 'node'].map(name => [
    `backstage-plugin-eks-iam-health-${name}`,
    join(root, `plugins/eks-iam-health-${name}/src/index.ts`),
  ]),
);

const KEEP_MS = 10 * 60_000;

/** The name of the bundle: what the sources are, by time and size. */
function stamp() {
  const hash = createHash('sha256');
  const files = [join(__dirname, 'fromSources.js'), join(root, 'yarn.lock')];
  for (const folder of sources) {
    for (const entry of fs.readdirSync(folder, {
      recursive: true,
      withFileTypes: true,
    })) {
      const isSource =
        entry.isFile() &&
        /\.(ts|json)$/.test(entry.name) &&
        !entry.name.endsWith('.test.ts');
      // Node 20 calls the folder `path`, later ones `parentPath`
      if (isSource) {
        files.push(join(entry.parentPath ?? entry.path, entry.name));
      }
    }
  }
  for (const file of files.sort()) {
    const { mtimeMs, size } = fs.statSync(file);
    hash.update(`${file}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Packages that are not bundled are named by their place, since the bundle lies outside of every package. */
const installedPackages = {
  name: 'installed-packages',
  setup(build) {
    build.onResolve({ filter: /^[^.]/ }, ({ path, importer, kind }) => {
      if (kind === 'entry-point' || bundled.test(path)) return undefined;
      if (isBuiltin(path)) return { path, external: true };
      try {
        const from = createRequire(importer);
        return { path: from.resolve(path), external: true };
      } catch {
        return { path, external: true };
      }
    });
  },
};

/** `var/cli`, or where that cannot be written a folder of this user alone. */
function cacheFolder() {
  const own = join(root, 'var', 'cli');
  try {
    fs.mkdirSync(own, { recursive: true });
    fs.accessSync(own, fs.constants.W_OK);
    return own;
  } catch {
    return fs.mkdtempSync(join(tmpdir(), 'eks-iam-health-cli-'));
  }
}

async function bundle(outfile) {
  const { build } = require('esbuild');
  const draft = `${outfile}.${process.pid}`;
  await build({
    entryPoints: [join(root, 'packages/cli/src/index.ts')],
    outfile: draft,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'error',
    mainFields: ['module', 'main'],
    plugins: [installedPackages],
    alias: workspaces,
  });
  const now = Date.now();
  const cache = dirname(outfile);
  for (const old of fs.readdirSync(cache)) {
    const file = join(cache, old);
    // one that was made just now may be about to be started by another process
    const madeAt = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    const isOld = madeAt !== undefined && now - madeAt > KEEP_MS;
    if (isOld) fs.rmSync(file, { force: true });
  }
  // another process may have made the same bundle: the rename is whole or not at all
  fs.renameSync(draft, outfile);
}

/** Installs what a fresh clone lacks; all it says goes to standard error, since standard output belongs to answers. */
function install() {
  if (fs.existsSync(join(root, 'node_modules', 'esbuild'))) return;
  const toolchain = pathToFileURL(join(root, 'scripts/toolchain.mjs')).href;
  const { status } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { prepare } from ${JSON.stringify(toolchain)}; prepare();`,
    ],
    { stdio: ['ignore', 2, 2] },
  );
  if (status !== 0) throw new Error('the packages could not be installed');
}

/** The command line made of the sources of this repository. */
async function fromSources() {
  install();
  const outfile = join(cacheFolder(), `eks-iam-health-${stamp()}.cjs`);
  if (!fs.existsSync(outfile)) await bundle(outfile);
  return require(outfile);
}

module.exports = { fromSources };
