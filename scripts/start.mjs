// Starts the portal on the simulated estate: simulator, backend, app. Ctrl-C stops all three.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { environment, prepare, root, say, varFolder } from './toolchain.mjs';

const ports = { simulator: 7100, backend: 7007, app: 3000 };
const address = `http://localhost:${ports.app}/eks-iam-health`;

const isFree = port =>
  new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.once('listening', () => server.close(() => resolve(true)));
    server.listen(port);
  });

async function refuseTakenPorts() {
  for (const [who, port] of Object.entries(ports)) {
    if (!(await isFree(port))) {
      throw new Error(
        `Port ${port}, which the ${who} needs, is taken by another program. Stop that program and try again.`,
      );
    }
  }
}

const children = [];
let stopping = false;

function stopAll(code) {
  if (stopping) return;
  stopping = true;
  say('\nStopping simulator, backend and app ...');
  for (const child of children) {
    // Each part has a process group of its own, so that what it started stops too.
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // it is gone already
    }
  }
  setTimeout(() => {
    for (const child of children) {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // it is gone already
      }
    }
    process.exit(code);
  }, 2500);
}

function start(name, command, args, { env, cwd = root } = {}) {
  const logFile = join(varFolder, 'log', `${name}.log`);
  const log = createWriteStream(logFile);
  const child = spawn(command, args, {
    cwd,
    env: environment(env),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  child.on('exit', code => {
    if (stopping) return;
    say(
      `The ${name} ended by itself (${code}). Its last words are in ${logFile}`,
    );
    stopAll(1);
  });
  children.push(child);
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(4000) })).ok;
  } catch {
    return false;
  }
}

const lastWords = name =>
  readFileSync(join(varFolder, 'log', `${name}.log`), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-20)
    .join('\n');

async function waitFor(name, url, limitSeconds) {
  const began = Date.now();
  while (!(await answers(url))) {
    const seconds = Math.round((Date.now() - began) / 1000);
    if (stopping) return;
    if (seconds > limitSeconds) {
      throw new Error(
        `The ${name} did not answer within ${limitSeconds} s. The end of var/log/${name}.log:\n${lastWords(
          name,
        )}`,
      );
    }
    if (process.stdout.isTTY) {
      process.stdout.write(`\r  ${name}: waiting, ${seconds} s `);
    }
    await new Promise(resolve => setTimeout(resolve, 1000));
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  say(
    `${
      process.stdout.isTTY ? '\r' : ''
    }  ${name} answers (${seconds} s)          `,
  );
}

async function main() {
  await refuseTakenPorts();
  prepare();
  mkdirSync(join(varFolder, 'log'), { recursive: true });
  // The estate begins anew with every start, and so does what is remembered about it.
  if (!process.argv.includes('--keep')) {
    rmSync(join(varFolder, 'db'), { recursive: true, force: true });
  }
  mkdirSync(join(varFolder, 'db'), { recursive: true });
  process.on('SIGINT', () => stopAll(0));
  process.on('SIGTERM', () => stopAll(0));

  say(
    'Starting the portal on a simulated estate of 4 accounts and 8 clusters ...',
  );
  start('simulator', 'node', [
    'packages/simulator/bin/simulator.js',
    '--estate',
    'estates/demo',
    '--port',
    String(ports.simulator),
  ]);
  await waitFor(
    'simulator',
    `http://127.0.0.1:${ports.simulator}/_simulator/clusters`,
    60,
  );
  start('backend', 'yarn', ['workspace', 'backend', 'start'], {
    env: { AWS_ENDPOINT_URL: `http://127.0.0.1:${ports.simulator}` },
  });
  start('app', 'yarn', ['workspace', 'app', 'start']);
  await Promise.all([
    waitFor(
      'backend',
      `http://localhost:${ports.backend}/.backstage/health/v1/readiness`,
      180,
    ),
    waitFor('app', `http://localhost:${ports.app}`, 180),
  ]);
  if (!stopping) {
    say(`\nThe portal is ready: ${address}`);
    say('Logs are in var/log. Ctrl-C stops everything.');
  }
}

main().catch(error => {
  say(error.message);
  stopAll(1);
  if (children.length === 0) process.exit(1);
});
