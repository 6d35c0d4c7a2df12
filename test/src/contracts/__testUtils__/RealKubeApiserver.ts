import { ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** What the server answered. */
export interface KubernetesAnswer<T = unknown> {
  status: number;
  body: T;
}

/** How to run a server. */
export interface RealKubeApiserverOptions {
  /** the program that `scripts/kubernetes.mjs` builds */
  path: string;
  /** users besides the administrator, by their token */
  users?: Record<string, { name: string; groups: string[] }>;
  flags?: string[];
}

const START_TIMEOUT_MS = 120_000;
const adminToken = 'administrator';

/**
 * A kube-apiserver of its own, with an empty store, RBAC, and the controller that fills aggregated ClusterRoles; nothing
 * else of a cluster runs. Callers authenticate with static tokens.
 */
export class RealKubeApiserver {
  readonly url: string;
  /** PEM */
  readonly certificateAuthority: string;
  /** of a member of `system:masters` */
  readonly adminToken = adminToken;
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #agent: Agent;

  private constructor(
    child: ChildProcess,
    folder: string,
    port: number,
    certificateAuthority: string,
  ) {
    this.#child = child;
    this.#folder = folder;
    this.url = `https://127.0.0.1:${port}`;
    this.certificateAuthority = certificateAuthority;
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: 32,
      ca: certificateAuthority,
    });
  }

  static async start({
    path,
    users = {},
    flags = [],
  }: RealKubeApiserverOptions): Promise<RealKubeApiserver> {
    const folder = await mkdtemp(join(tmpdir(), 'kube-apiserver-'));
    const file = (name: string) => join(folder, name);
    const [port, storePort] = [await freePort(), await freePort()];
    await mkdir(file('certificates'));
    await writeFile(file('tokens.csv'), tokenFile(users));
    await writeFile(
      file('service-accounts.key'),
      generateKeyPairSync('rsa', {
        modulusLength: 2048,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      }).privateKey,
    );
    const child = spawn(
      path,
      [
        `--etcd-servers=http://127.0.0.1:${storePort}`,
        `--secure-port=${port}`,
        '--bind-address=127.0.0.1',
        `--cert-dir=${file('certificates')}`,
        '--authorization-mode=RBAC',
        `--token-auth-file=${file('tokens.csv')}`,
        '--service-account-issuer=https://service-accounts.example',
        `--service-account-signing-key-file=${file('service-accounts.key')}`,
        `--service-account-key-file=${file('service-accounts.key')}`,
        '--service-cluster-ip-range=10.0.0.0/24',
        '--max-requests-inflight=3000',
        '--max-mutating-requests-inflight=3000',
        // Nothing makes the default service accounts that it wants for pods.
        '--disable-admission-plugins=ServiceAccount',
        ...flags,
      ],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: {
          ...process.env,
          ETCD_DATA_DIR: file('store'),
          ETCD_PORT: String(storePort),
          CONTROLLER_SERVER: `https://127.0.0.1:${port}`,
          CONTROLLER_TOKEN: adminToken,
        },
      },
    );
    child.stderr?.pipe(createWriteStream(file('log')));
    try {
      await untilReady(child, port, file('log'));
      return new RealKubeApiserver(
        child,
        folder,
        port,
        await readFile(file('certificates/apiserver.crt'), 'utf8'),
      );
    } catch (error) {
      child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Asks the API; a body is sent as JSON. */
  ask<T = unknown>(
    method: string,
    path: string,
    { body, token = adminToken }: { body?: unknown; token?: string } = {},
  ): Promise<KubernetesAnswer<T>> {
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.url}${path}`,
        {
          method,
          agent: this.#agent,
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
          },
        },
        response => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', chunk => {
            text += chunk;
          });
          response.on('error', reject);
          response.on('end', () => {
            const isJson = response.headers['content-type']?.includes('json');
            resolve({
              status: response.statusCode ?? 0,
              body: (isJson ? JSON.parse(text) : text) as T,
            });
          });
        },
      );
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** Creates an object; whatever keeps the server from it is thrown. */
  async create(path: string, body: unknown): Promise<void> {
    const answer = await this.ask<{ message?: string }>('POST', path, { body });
    if (answer.status !== 201) {
      throw new Error(
        `POST ${path}: ${answer.status} ${answer.body.message ?? ''}`,
      );
    }
  }

  /** Stops it, and nothing of it stays. */
  async stop(): Promise<void> {
    this.#agent.destroy();
    if (this.#child.exitCode === null) {
      const ended = once(this.#child, 'exit');
      // It would wait a minute for its watchers; there is nothing to save.
      this.#child.kill('SIGKILL');
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** https://kubernetes.io/docs/reference/access-authn-authz/authentication/#static-token-file */
function tokenFile(users: NonNullable<RealKubeApiserverOptions['users']>) {
  const all = {
    [adminToken]: { name: 'administrator', groups: ['system:masters'] },
    ...users,
  };
  return Object.entries(all)
    .map(
      ([token, { name, groups }]) =>
        `${token},${name},${name},"${groups.join(',')}"\n`,
    )
    .join('');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const isReady = (port: number) =>
  new Promise<boolean>(resolve => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: '/readyz',
        // Before it is ready nobody knows its certificate.
        rejectUnauthorized: false,
        headers: { authorization: `Bearer ${adminToken}` },
      },
      response => {
        response.resume();
        response.on('end', () => resolve(response.statusCode === 200));
      },
    );
    sent.on('error', () => resolve(false));
    sent.end();
  });

/** Asks until everything that starts with the server, its own roles included, is there. */
async function untilReady(
  child: ChildProcess,
  port: number,
  log: string,
): Promise<void> {
  const until = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) break;
    if (await isReady(port)) return;
    await delay(200);
  }
  const lines = (await readFile(log, 'utf8')).split('\n').slice(-15);
  throw new Error(`kube-apiserver did not start:\n${lines.join('\n')}`);
}
