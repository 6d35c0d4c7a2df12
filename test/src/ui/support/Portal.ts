import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Program, waitForAnswer } from './processes';

const root = join(__dirname, '../../../..');
const simulatorPort = 7110;
const portalPort = 7017;

/** The simulated estate and the production build of the portal on top of it, as separate programs. */
export class Portal {
  readonly url = `http://localhost:${portalPort}`;
  readonly controlUrl = `http://127.0.0.1:${simulatorPort}/_simulator`;
  readonly folder: string;
  #simulator?: Program;
  #backend?: Program;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(join(folder, 'db'), { recursive: true });
  }

  async startSimulator() {
    this.#simulator = new Program(
      'node',
      [
        'packages/simulator/bin/simulator.js',
        '--estate',
        'estates/demo',
        '--port',
        String(simulatorPort),
      ],
      { cwd: root, env: {}, logFile: join(this.folder, 'simulator.log') },
    );
    await waitForAnswer(`${this.controlUrl}/clusters`, 60);
  }

  async startBackend() {
    this.#backend = new Program(
      'node',
      [
        'packages/backend',
        '--config',
        join(root, 'app-config.yaml'),
        '--config',
        join(root, 'test/app-config.walk.yaml'),
      ],
      {
        cwd: join(root, 'var/production'),
        env: {
          NODE_ENV: 'production',
          AWS_ENDPOINT_URL: `http://127.0.0.1:${simulatorPort}`,
          WALK_DATABASE: join(this.folder, 'db'),
          WALK_ESTATE: join(root, 'estates/demo'),
        },
        logFile: join(this.folder, 'backend.log'),
      },
    );
    await waitForAnswer(`${this.url}/.backstage/health/v1/readiness`, 120);
  }

  /** Ends the backend at once, as a machine that fails would. */
  async killBackend() {
    await this.#backend?.stop('SIGKILL');
  }

  async stop() {
    await this.#backend?.stop();
    await this.#simulator?.stop();
  }

  /** Changes the estate as somebody with all rights could have. */
  async edit(edit: object) {
    const response = await fetch(`${this.controlUrl}/edits`, {
      method: 'POST',
      body: JSON.stringify(edit),
    });
    if (!response.ok) throw new Error(`edit: ${await response.text()}`);
  }

  /** What the simulator itself has, not what the portal believes. */
  async estate<T>(path: string): Promise<T> {
    const response = await fetch(`${this.controlUrl}/${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return (await response.json()) as T;
  }

  /** Calls the plugin's API as one of the demo's users. */
  async api(user: string, path: string, init: RequestInit = {}) {
    const signIn = await fetch(`${this.url}/api/auth/demo/refresh`, {
      headers: { 'x-demo-user': user, 'x-requested-with': 'XMLHttpRequest' },
    });
    if (!signIn.ok) throw new Error(`sign-in: ${await signIn.text()}`);
    const { backstageIdentity } = (await signIn.json()) as {
      backstageIdentity: { token: string };
    };
    return fetch(`${this.url}/api/eks-iam-health${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${backstageIdentity.token}`,
        'content-type': 'application/json',
        ...init.headers,
      },
    });
  }
}
