import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  defaultCheckSettings,
  parseSnapshot,
  reportOf,
} from 'backstage-plugin-eks-iam-health-common';
import { parse } from 'yaml';
import { SimulatedAccount } from './__testUtils__/simulatedAccount';

jest.setTimeout(120_000);

const root = resolve(__dirname, '../../..');
const config = join(root, 'app-config.yaml');
let account: SimulatedAccount;
let folder: string;

beforeAll(async () => {
  account = await SimulatedAccount.start();
  folder = mkdtempSync(join(tmpdir(), 'eks-iam-health-'));
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await account.stop();
});

function run(args: string[], env: NodeJS.ProcessEnv = {}) {
  return new Promise<{ code: unknown; stdout: string; stderr: string }>(
    done => {
      execFile(
        process.execPath,
        [join(root, 'packages/cli/bin/eks-iam-health.js'), ...args],
        {
          env: { PATH: process.env.PATH, ...env },
          maxBuffer: 64_000_000,
        },
        (error, stdout, stderr) =>
          done({ code: error ? error.code : 0, stdout, stderr }),
      );
    },
  );
}

const live = (...args: string[]) =>
  run([...args, '--cluster', account.arnOf('payments-prod')], {
    AWS_ENDPOINT_URL: account.simulator.awsEndpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
  });

interface Report {
  counts: unknown;
  checks: Array<{ checkId: string; verdict: string }>;
}

describe('the command line reads a cluster live', () => {
  it('finds what the portal finds', async () => {
    const { code, stdout } = await live(
      'check',
      '--config',
      config,
      '--format',
      'json',
    );
    const report: Report = JSON.parse(stdout);
    const collected = await account.collect('payments-prod');
    const expected = reportOf(collected, {
      ...defaultCheckSettings,
      ...parse(readFileSync(config, 'utf8')).eksIamHealth.checks?.parameters,
      now: collected.collectedAt,
    });
    const verdicts = ({ checks }: Report) =>
      checks.map(({ checkId, verdict }) => `${checkId} ${verdict}`);
    expect(verdicts(report)).toEqual(verdicts(expected));
    expect(code).toBe(1);
  });

  it('writes a snapshot that says the same later', async () => {
    const file = join(folder, 'prod.json');
    const exported = await live('export', '--config', config, '--output', file);
    expect(exported).toMatchObject({ code: 0, stdout: '' });
    const parsed = parseSnapshot(readFileSync(file, 'utf8'));
    expect(parsed).toMatchObject({
      status: 'parsed',
      snapshot: { arn: account.arnOf('payments-prod'), source: 'live' },
    });
    const check = await run(['check', '--snapshot', file]);
    expect(check.stdout).toMatch(/AUTHN-004/);
  });

  it('does not judge with credentials of another account, or with none', async () => {
    for (const keys of [
      {},
      {
        AWS_ACCESS_KEY_ID: 'AKIASIMULATEDBASEKEY',
        AWS_SECRET_ACCESS_KEY: 'simulated/secret/of/the/base/user/000001',
      },
    ]) {
      const check = await run(
        ['check', '--cluster', account.arnOf('payments-staging')],
        {
          AWS_ENDPOINT_URL: account.simulator.awsEndpoint,
          AWS_EC2_METADATA_DISABLED: 'true',
          ...keys,
        },
      );
      expect(check.code).toBe(2);
      expect(check.stderr).toContain('nothing could be judged');
      expect(check.stdout).toMatch(/ 0 pass/);
    }
  });
});
