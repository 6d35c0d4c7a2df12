// Starts a PostgreSQL server of its own on loopback, from Debian's packages if there is none, and stops it again.
import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from './toolchain.mjs';

const debianFolder = '/usr/lib/postgresql';

function findBinaries() {
  if (existsSync(debianFolder)) {
    const newest = readdirSync(debianFolder)
      .filter(v => existsSync(join(debianFolder, v, 'bin', 'initdb')))
      .sort((a, b) => Number(b) - Number(a))[0];
    if (newest) return join(debianFolder, newest, 'bin');
  }
  const which = spawnSync('sh', ['-c', 'command -v initdb'], {
    encoding: 'utf8',
  });
  return which.status === 0 ? join(which.stdout.trim(), '..') : undefined;
}

function install() {
  say('Installing PostgreSQL from the packages of the system ...');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  spawnSync('apt-get', ['install', '-y', '-qq', 'postgresql'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Gives the connection string and a function that stops the server and removes its files. */
export async function startPostgres() {
  if (!findBinaries()) install();
  const binaries = findBinaries();
  if (!binaries)
    throw new Error('PostgreSQL is not here and could not be installed');

  const folder = mkdtempSync(join(tmpdir(), 'eks-iam-health-pg-'));
  const data = join(folder, 'data');
  const port = await freePort();
  // PostgreSQL refuses to run as root.
  const asRoot = process.getuid?.() === 0;
  const idOf = flag =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  const who = asRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (asRoot) chownSync(folder, who.uid, who.gid);
  const pg = (program, args) => {
    const done = spawnSync(join(binaries, program), args, {
      cwd: folder,
      encoding: 'utf8',
      ...who,
    });
    if (done.status !== 0) {
      throw new Error(
        `${program} failed: ${done.error ?? `${done.stdout}${done.stderr}`}`,
      );
    }
  };
  pg('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync']);
  pg('pg_ctl', [
    '-D',
    data,
    '-l',
    join(folder, 'log'),
    '-o',
    `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off -c max_connections=300`,
    '-w',
    'start',
  ]);
  return {
    connectionString: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    stop: () => {
      try {
        pg('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
