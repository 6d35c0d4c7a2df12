import { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, Server } from 'node:https';
import { AddressInfo } from 'node:net';
import { tlsCertificate } from './tlsCertificate';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** An API server over TLS whose answers a test decides. */
export class TestKubernetesApi {
  readonly requests: IncomingMessage[] = [];
  readonly certificate: string;
  readonly #server: Server;
  #answer: Answer = (_, response) => json(response, 404, {});

  static async start(): Promise<TestKubernetesApi> {
    const { key, cert } = await tlsCertificate();
    const server = createServer({ key, cert });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new TestKubernetesApi(server, cert);
  }

  private constructor(server: Server, certificate: string) {
    this.#server = server;
    this.certificate = certificate;
    server.on('request', (request, response) => {
      this.requests.push(request);
      this.#answer(request, response);
    });
  }

  get endpoint(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Answers like this from now on, and forgets what was asked before. */
  answering(answer: Answer) {
    this.requests.length = 0;
    this.#answer = answer;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }
}

/** Sends a value as JSON. */
export function json(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
