// What must hold beyond `npm test`: current API reports, production build, PostgreSQL, the walk in a browser.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { authenticatorTests } from './authenticator.mjs';
import { cliToolTests } from './cliTools.mjs';
import { hclTests } from './hcl.mjs';
import { kubernetesTests } from './kubernetes.mjs';
import { startPostgres } from './postgres.mjs';
import { layOutProduction } from './production.mjs';
import { addJestResult, addResult, readResults, totals } from './results.mjs';
import { prepare, run, say, varFolder } from './toolchain.mjs';

async function stage(name, work) {
  say(`\n── ${name}`);
  const began = Date.now();
  try {
    await work();
  } catch (error) {
    say(`${name} failed: ${error.message}`);
    addResult(name, 0, 1);
  }
  say(`   ${Math.round((Date.now() - began) / 1000)} s`);
}

const mustSucceed = async (name, command, args, options) => {
  const code = await run(command, args, options);
  addResult(name, code === 0 ? 1 : 0, code === 0 ? 0 : 1);
};

/** Packages whose tests use a database. */
const databaseTests = ['plugins/eks-iam-health-backend'];

async function postgresTests() {
  const postgres = await startPostgres();
  try {
    const jsonFile = join(varFolder, 'jest-postgres.json');
    rmSync(jsonFile, { force: true });
    const code = await run(
      'yarn',
      [
        'backstage-cli',
        'repo',
        'test',
        '--watchAll=false',
        '--maxWorkers=2',
        '--json',
        `--outputFile=${jsonFile}`,
        '--silent',
        '-t',
        'POSTGRES',
        ...databaseTests,
      ],
      {
        env: {
          CI: '1',
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          ...Object.fromEntries(
            ['14', '15', '16', '17', '18'].map(version => [
              `BACKSTAGE_TEST_DATABASE_POSTGRES${version}_CONNECTION_STRING`,
              postgres.connectionString,
            ]),
          ),
        },
      },
    );
    const report = addJestResult('PostgreSQL', jsonFile, code);
    // The test databases skip PostgreSQL silently when they find none, so look that it really was there.
    const ran = (report?.testResults ?? [])
      .flatMap(file => file.assertionResults)
      .filter(t => t.status === 'passed' && t.fullName.includes('POSTGRES'));
    say(`   ${ran.length} tests ran on PostgreSQL`);
    addResult(
      'PostgreSQL really ran',
      ran.length > 0 ? 1 : 0,
      ran.length > 0 ? 0 : 1,
    );
  } finally {
    postgres.stop();
  }
}

function chromiumPath() {
  const candidates = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  return candidates.find(path => path && existsSync(path));
}

function installChromium() {
  say('Installing Chromium from the packages of the system ...');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

async function browserTests() {
  if (!chromiumPath()) installChromium();
  const path = chromiumPath();
  if (!path) throw new Error('Chromium is not here and could not be installed');
  const resultFile = join(varFolder, 'browser.json');
  rmSync(resultFile, { force: true });
  layOutProduction();
  const code = await run(
    'node',
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'test/src/ui/walk.ts',
    ],
    { env: { CHROMIUM_PATH: path } },
  );
  // A walk that did not come to its end has written no numbers.
  const { passed, failed } = existsSync(resultFile)
    ? JSON.parse(readFileSync(resultFile, 'utf8'))
    : { passed: 0, failed: 1 };
  addResult('browser walk', passed, failed === 0 && code !== 0 ? 1 : failed);
}

prepare();
if (process.env.NPM_TEST_FAILED && totals().failed === 0) {
  // It broke off before it could count.
  addResult('npm test came to its end', 0, 1);
}
await stage('api reports are current', () =>
  mustSucceed('api reports are current', 'yarn', ['api-reports', '--ci']),
);
await stage('production build', () =>
  mustSucceed('production build', 'yarn', ['build:all'], {
    env: { NODE_OPTIONS: '--max-old-space-size=4096' },
  }),
);
await stage('PostgreSQL', postgresTests);
await stage('contracts with the AWS CLI and kubectl', cliToolTests);
await stage('RBAC against kube-apiserver', kubernetesTests);
await stage('aws-auth against aws-iam-authenticator', authenticatorTests);
await stage('Terraform as terraform fmt writes it', hclTests);
await stage('browser', browserTests);

say('');
for (const { stage: name, passed, failed } of readResults()) {
  say(
    `${
      failed === 0 ? 'ok    ' : 'FAILED'
    } ${name}: ${passed} passed, ${failed} failed`,
  );
}
const { passed, failed } = totals();
say(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
