import { Agent, request } from 'node:https';
import { ReadError } from './ReadError';

export interface HttpsAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** The answer is larger than we are willing to hold. */
export class AnswerTooLargeError extends ReadError {
  constructor(call: string, maxBytes: number) {
    super(
      'malformed',
      `the answer to \`${call}\` is larger than ${Math.round(
        maxBytes / 1e6,
      )} MB`,
      { call },
    );
    this.name = 'AnswerTooLargeError';
  }
}

/** No answer: nobody there, the wrong certificate, a lost connection, or too slow. */
export class ConnectionError extends ReadError {
  constructor(
    message: string,
    call: string,
    /** whether the connection stood before it failed */
    readonly connected: boolean,
    /** whether trying again at once may help */
    readonly mayRetry: boolean,
  ) {
    super('unreachable', message, { call });
    this.name = 'ConnectionError';
  }
}

export interface HttpsGetOptions {
  url: URL;
  headers: Record<string, string>;
  agent: Agent;
  /** name of the call for messages: `list pods` */
  call: string;
  connectTimeoutMs: number;
  /** for the whole answer, so that a trickle ends too */
  timeoutMs: number;
  maxBytes: number;
  signal: AbortSignal;
}

/** One GET over TLS with hard limits of time and size. Redirects are not followed, because they would carry the token. */
export function httpsGet(options: HttpsGetOptions): Promise<HttpsAnswer> {
  const { url, headers, agent, call, maxBytes, signal } = options;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'GET', headers, agent, signal });
    let connected = false;
    const timers: NodeJS.Timeout[] = [];
    const fail = (error: unknown) => {
      timers.forEach(clearTimeout);
      reject(
        signal.aborted ? signal.reason : toReadError(error, call, connected),
      );
      outgoing.destroy();
    };
    const giveUpAfter = (ms: number, what: string) => {
      const text = `${what} within ${ms / 1000} s`;
      const timer = setTimeout(
        () => fail(new ConnectionError(text, call, connected, false)),
        ms,
      );
      timers.push(timer);
      return timer;
    };

    giveUpAfter(options.timeoutMs, 'the cluster did not answer in full');
    const connecting = giveUpAfter(
      options.connectTimeoutMs,
      'no connection to the cluster',
    );
    const onConnected = () => {
      connected = true;
      clearTimeout(connecting);
    };
    outgoing.on('socket', socket => {
      if (outgoing.reusedSocket) onConnected();
      else socket.once('secureConnect', onConnected);
    });
    outgoing.on('error', fail);
    outgoing.on('response', response => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes > maxBytes) fail(new AnswerTooLargeError(call, maxBytes));
      });
      response.on('error', fail);
      response.on('end', () => {
        timers.forEach(clearTimeout);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    outgoing.end();
  });
}

function toReadError(
  error: unknown,
  call: string,
  connected: boolean,
): ReadError {
  if (error instanceof ReadError) return error;
  const { code } = error as { code?: unknown };
  const told = typeof code === 'string' ? code : 'connection lost';
  return new ConnectionError(
    connected
      ? `the connection to the cluster broke (${told})`
      : `the cluster could not be reached (${told})`,
    call,
    connected,
    connected || told === 'ECONNRESET',
  );
}
