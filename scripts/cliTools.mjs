// The AWS CLI and a reader of HCL in var/cli-tools, from PyPI, and kubectl from the packages of the system: what repairs
// and the export script are tried with. By itself (`node scripts/cliTools.mjs`) it installs them and prints where they are.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { contractTests } from './contractTests.mjs';
import { say, varFolder } from './toolchain.mjs';

const wanted = ['awscli==1.46.3', 'python-hcl2==8.1.4'];
const folder = join(varFolder, 'cli-tools');
const bin = join(folder, 'bin');
const mark = join(folder, 'installed');

const works = (command, args) =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

function mustRun(command, args) {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  if (done.status !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} failed:\n${done.error ?? ''}${
        done.stdout ?? ''
      }${done.stderr ?? ''}`,
    );
  }
}

function installPackages(...names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  spawnSync('apt-get', ['install', '-y', '-qq', ...names], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

function installPython() {
  if (
    existsSync(mark) &&
    readFileSync(mark, 'utf8') === wanted.join('\n') &&
    works(join(bin, 'aws'), ['--version'])
  ) {
    return;
  }
  say('Installing the AWS CLI into var/cli-tools ...');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(varFolder, { recursive: true });
  // `venv` is a package of its own on Debian; that it is missing shows only when pip is wanted.
  if (!works('python3', ['-c', 'import venv, ensurepip'])) {
    installPackages('python3', 'python3-venv');
  }
  if (!works('python3', ['-c', 'import venv, ensurepip'])) {
    throw new Error(
      'Python 3 with venv is needed for the AWS CLI; it was not found and could not be installed',
    );
  }
  mustRun('python3', ['-m', 'venv', folder]);
  mustRun(join(bin, 'pip'), [
    'install',
    '--quiet',
    '--disable-pip-version-check',
    ...wanted,
  ]);
  writeFileSync(mark, wanted.join('\n'));
}

function installKubectl() {
  const kubectl = ['version', '--client'];
  if (!works('kubectl', kubectl)) {
    say('Installing kubectl from the packages of the system ...');
    installPackages('kubernetes-client');
  }
  if (!works('kubectl', kubectl)) {
    throw new Error('kubectl is not here and could not be installed');
  }
}

/** Installs the tools where they are missing and gives the environment in which they are found. */
export function cliTools() {
  installPython();
  installKubectl();
  return { AWS_CLI_PATH: bin, PATH: `${bin}${delimiter}${process.env.PATH}` };
}

/** Runs the tests that need the tools and adds their numbers. */
export const cliToolTests = () =>
  contractTests({
    stage: 'contracts with the AWS CLI and kubectl',
    name: 'cli-tools',
    pattern: '(exportScript|repairs|repairActions)',
    env: { AWS_CLI_PATH: cliTools().AWS_CLI_PATH },
  });

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { AWS_CLI_PATH } = cliTools();
  say(`The AWS CLI is in ${AWS_CLI_PATH}; to run the tests that need it:`);
  say(
    `AWS_CLI_PATH=${AWS_CLI_PATH} yarn workspace eks-iam-health-test test src/contracts`,
  );
}
