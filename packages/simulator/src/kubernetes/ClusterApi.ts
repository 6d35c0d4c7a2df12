import { AddressInfo, createServer, Server, Socket } from 'node:net';
import { Reachability } from '../control/router';
import { makeCertificates } from './certificates';
import { createKubernetesServer, KubernetesContext } from './apiServer';

/** The listening API of one cluster: its port and certificate authority stay, while it may be unreachable. */
export class ClusterApi {
  private server?: Server;
  private readonly sockets = new Set<Socket>();
  private hanging = false;
  private port = 0;

  private constructor(
    private readonly context: KubernetesContext,
    readonly certificateAuthority: string,
  ) {}

  static async start(
    name: string,
    context: Omit<KubernetesContext, 'certificate' | 'key'>,
    reachability: Reachability,
  ): Promise<ClusterApi> {
    const { ca, certificate, key } = await makeCertificates(name);
    const api = new ClusterApi(
      { ...context, certificate, key },
      Buffer.from(ca).toString('base64'),
    );
    await api.listen();
    await api.set(reachability);
    return api;
  }

  get endpoint(): string {
    return `https://127.0.0.1:${this.port}`;
  }

  /** `unreachable` refuses connections; `hanging` takes them and never answers. */
  async set(reachability: Reachability): Promise<void> {
    this.hanging = reachability === 'hanging';
    if (reachability === 'unreachable') await this.close();
    else if (!this.server) await this.listen();
  }

  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
    if (server) {
      await new Promise<void>(resolve => {
        server.close(() => resolve());
      });
    }
  }

  private async listen(): Promise<void> {
    const https = createKubernetesServer(this.context);
    const server = createServer(socket => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      // a hanging API takes the connection and does not even shake hands
      if (this.hanging) socket.on('error', () => socket.destroy());
      else https.emit('connection', socket);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }
}
