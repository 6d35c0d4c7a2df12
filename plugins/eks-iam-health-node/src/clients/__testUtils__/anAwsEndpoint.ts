import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** What a test answers: EKS speaks JSON, IAM and STS speak XML. */
export interface AwsAnswer {
  status?: number;
  json?: unknown;
  xml?: string;
  text?: string;
  errorType?: string;
}

/** One request as the SDK sent it. */
export interface SeenRequest {
  method?: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** An address at which all AWS services answer as a test decides. */
export class TestAwsEndpoint {
  readonly requests: SeenRequest[] = [];
  readonly #server: Server;
  #answer: (request: SeenRequest) => AwsAnswer = () => ({ status: 500 });

  static async start(): Promise<TestAwsEndpoint> {
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new TestAwsEndpoint(server);
  }

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request: IncomingMessage, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const seen = {
          method: request.method,
          url: request.url ?? '',
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        };
        this.requests.push(seen);
        const { status = 200, json, xml, text, errorType } = this.#answer(seen);
        response.writeHead(status, {
          'content-type': xml ? 'text/xml' : 'application/json',
          ...(errorType && { 'x-amzn-errortype': errorType }),
        });
        response.end(xml ?? text ?? JSON.stringify(json ?? {}));
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  answering(answer: (request: SeenRequest) => AwsAnswer) {
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
