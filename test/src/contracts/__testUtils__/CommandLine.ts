import { RenderedRepair } from 'backstage-plugin-eks-iam-health-common';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import {
  readerConfig,
  SimulatedAccount,
} from '../../scenarios/__testUtils__/simulatedAccount';

const root = resolve(__dirname, '../../../..');

/**
 * Folder with the AWS CLI and the Python it runs on, as `scripts/cliTools.mjs` makes it. What else is installed on a machine
 * does not decide which tests run, and these take minutes.
 */
const cliPath = process.env.AWS_CLI_PATH;
const searchPath = [cliPath, process.env.PATH].filter(Boolean).join(delimiter);

const isThere = (command: string) =>
  spawnSync('bash', ['-c', command], {
    env: { ...process.env, PATH: searchPath },
  }).status === 0;

const tools = {
  aws: 'aws --version',
  kubectl: 'kubectl version --client',
  'python-hcl2': 'python -c "import hcl2"',
};

/**
 * Tests that need tools which others wrote. Where these are missing the tests are skipped, and their name says what
 * for; `node scripts/cliTools.mjs` installs them, and CI counts a test that it skipped as failed.
 */
export function describeWithTools(
  needed: Array<keyof typeof tools>,
  name: string,
  define: () => void,
) {
  const missing = cliPath
    ? needed.filter(tool => !isThere(tools[tool]))
    : ['AWS_CLI_PATH'];
  /* eslint-disable jest/valid-title, jest/valid-describe-callback, jest/no-disabled-tests -- the tests are in `define` */
  if (missing.length === 0) describe(name, define);
  else {
    describe.skip(
      `${name} (skipped: ${missing.join(
        ', ',
      )} missing; see scripts/cliTools.mjs)`,
      define,
    );
  }
}

/** What a command left behind. */
export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** A shell with the AWS CLI and kubectl on a simulated estate, in a home and a working folder of its own. */
export class CommandLine {
  readonly folder = mkdtempSync(join(tmpdir(), 'command-line-'));
  readonly #env: NodeJS.ProcessEnv;

  constructor(private readonly account: SimulatedAccount) {
    mkdirSync(join(this.folder, 'home'));
    writeFileSync(join(this.folder, 'config'), profiles());
    const inherited = Object.entries(process.env).filter(
      ([name]) => !name.startsWith('AWS_') && !name.startsWith('KUBE'),
    );
    this.#env = {
      ...Object.fromEntries(inherited),
      PATH: searchPath,
      HOME: join(this.folder, 'home'),
      AWS_CONFIG_FILE: join(this.folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(this.folder, 'no-credentials'),
      AWS_ENDPOINT_URL: account.simulator.awsEndpoint,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_PAGER: '',
      NO_PROXY: '127.0.0.1,localhost',
    };
  }

  /** Runs shell text as the reader role of the cluster's account, with kubectl on the cluster if `useCluster` was called. */
  run(
    cluster: string,
    text: string,
    env: NodeJS.ProcessEnv = {},
  ): Promise<Outcome> {
    const [, partition, , , accountId] = this.account.arnOf(cluster).split(':');
    // kubectl refuses to restart the same workload twice within a second, as nobody who types does
    const pause = text.includes('kubectl rollout restart') ? 'sleep 1.1\n' : '';
    return new Promise((done, failed) => {
      const child = spawn('bash', ['-euo', 'pipefail', '-c', pause + text], {
        cwd: this.folder,
        env: {
          ...this.#env,
          AWS_PROFILE: `${partition}-${accountId}`,
          KUBECONFIG: join(this.folder, `kubeconfig-${cluster}`),
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const outcome = { code: 0, stdout: '', stderr: '' };
      child.stdout.on('data', data => (outcome.stdout += data));
      child.stderr.on('data', data => (outcome.stderr += data));
      child.once('error', failed);
      child.once('close', code => done({ ...outcome, code: code ?? 1 }));
    });
  }

  /** Runs text that must succeed, and gives what it printed. */
  async must(cluster: string, text: string, env: NodeJS.ProcessEnv = {}) {
    const { code, stdout, stderr } = await this.run(cluster, text, env);
    if (code !== 0) {
      throw new Error(`exit code ${code} of\n${text}\n${stdout}${stderr}`);
    }
    return stdout;
  }

  /** Points kubectl at a cluster the way people do: the token comes from `aws eks get-token`. */
  async useCluster(name: string) {
    const region = this.account.arnOf(name).split(':')[3];
    await this.must(
      name,
      `aws eks update-kubeconfig --name ${name} --region ${region}`,
    );
  }

  /** Fetches a token once, where kubectl would ask the AWS CLI for one before every command. It holds for 15 minutes. */
  async useStaticToken(name: string) {
    const arn = this.account.arnOf(name);
    await this.must(
      name,
      `token=$(aws eks get-token --cluster-name ${name} --region ${
        arn.split(':')[3]
      } --query status.token --output text)
      kubectl config unset users.${arn}
      kubectl config set-credentials ${arn} --token "$token"`,
    );
  }

  /** What is wrong with a text as shell, HCL or JSON; nothing is run. */
  syntaxError(language: RenderedRepair['language'], text: string) {
    const parsers: Record<string, string> = {
      shell: 'bash -n',
      hcl: 'python -c "import hcl2, sys; hcl2.load(sys.stdin)"',
      json: 'python -c "import json, sys; json.load(sys.stdin)"',
    };
    if (language === 'yaml') {
      const [error] = parseDocument(text).errors;
      return error && `${error.message}\n${text}`;
    }
    const parser = parsers[language];
    if (!parser) return `nothing here reads ${language}`;
    const done = spawnSync('bash', ['-c', parser], {
      env: this.#env,
      input: text,
      encoding: 'utf8',
    });
    return done.status === 0 ? undefined : `${done.stderr}\n${text}`;
  }

  /** A file of the repository. */
  static file(path: string): string {
    return join(root, path);
  }

  close() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The portal's configuration as profiles of the AWS CLI, one for the reader of each account. */
function profiles(): string {
  const main = readerConfig.getConfig('aws.mainAccount');
  const lines = [keys('main', main)];
  for (const account of readerConfig.getConfigArray('aws.accounts')) {
    const partition = account.getOptionalString('partition') ?? 'aws';
    const id = account.getString('accountId');
    const own = account.has('accessKeyId');
    const externalId = account.getOptionalString('externalId');
    if (own) lines.push(keys(`keys-${id}`, account));
    lines.push(
      `[profile ${partition}-${id}]`,
      `role_arn = arn:${partition}:iam::${id}:role/${account.getString(
        'roleName',
      )}`,
      `source_profile = ${own ? `keys-${id}` : 'main'}`,
      `region = ${
        account.getOptionalString('region') ?? main.getString('region')
      }`,
      ...(externalId ? [`external_id = ${externalId}`] : []),
    );
  }
  return `${lines.join('\n')}\n`;
}

function keys(name: string, config: { getString(key: string): string }) {
  return [
    `[profile ${name}]`,
    `aws_access_key_id = ${config.getString('accessKeyId')}`,
    `aws_secret_access_key = ${config.getString('secretAccessKey')}`,
    `region = ${config.getString('region')}`,
  ].join('\n');
}
