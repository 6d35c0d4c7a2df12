import { Agent } from 'node:https';
import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CallCounts } from './CallCounts';
import {
  AnswerTooLargeError,
  ConnectionError,
  HttpsAnswer,
  httpsGet,
} from './httpsGet';
import {
  IdentityNotKnownError,
  ListExpiredError,
  toKubernetesError,
} from './kubernetesErrors';
import { KubernetesReader, KubernetesResource } from './KubernetesReader';
import { ReadError } from './ReadError';

/** How the Kubernetes API of a cluster is reached. @public */
export interface KubernetesClientOptions {
  /** from `eks:DescribeCluster`, never from an annotation: the token goes there */
  endpoint: string;
  /** PEM; the only authority that is believed */
  certificateAuthority: string;
  token: () => Promise<string>;
  calls: CallCounts;
  signal: AbortSignal;
  connectTimeoutMs?: number;
  requestTimeoutMs?: number;
  maxAnswerBytes?: number;
  pageSize?: number;
  maxAttempts?: number;
}

interface ListPage {
  items: unknown[];
  continueToken?: string;
}

const MAX_LIST_RESTARTS = 3;

/**
 * Reads a cluster's Kubernetes API. The first failure that concerns the whole cluster (no connection, identity not
 * known) settles all later calls, so that an unreachable cluster costs one time limit and not one per section.
 *
 * @public
 */
export class KubernetesClient implements KubernetesReader {
  readonly #options: Required<KubernetesClientOptions>;
  readonly #agent: Agent;
  #answered = false;
  #settled: ReadError | undefined;

  constructor(options: KubernetesClientOptions) {
    const endpoint = new URL(options.endpoint);
    if (endpoint.protocol !== 'https:') {
      throw new ReadError(
        'malformed',
        'the endpoint of the cluster is not HTTPS',
      );
    }
    this.#options = {
      connectTimeoutMs: 5_000,
      requestTimeoutMs: 30_000,
      maxAnswerBytes: 64_000_000,
      pageSize: 500,
      maxAttempts: 3,
      ...options,
    };
    this.#agent = new Agent({
      keepAlive: true,
      ca: options.certificateAuthority,
      // An address has no server name; certificates name it as an IP.
      ...(isIP(endpoint.hostname) === 0 && { servername: endpoint.hostname }),
    });
  }

  async get(
    resource: KubernetesResource,
    namespace: string,
    name: string,
  ): Promise<unknown> {
    const path = `${resource.api}/namespaces/${encodeURIComponent(namespace)}/${
      resource.plural
    }/${encodeURIComponent(name)}`;
    const call = `get ${resource.plural}`;
    return this.#json(await this.#read(path, {}, call), call);
  }

  async list<T>(
    resource: KubernetesResource,
    map: (item: unknown) => T,
  ): Promise<T[]> {
    for (let restarts = 0; restarts <= MAX_LIST_RESTARTS; restarts++) {
      try {
        return await this.#listOnce(resource, map);
      } catch (error) {
        if (!(error instanceof ListExpiredError)) throw error;
      }
    }
    throw new ReadError(
      'unreachable',
      `listing ${resource.plural} took longer than the cluster keeps a listing`,
      { call: `list ${resource.plural}` },
    );
  }

  /** Closes idle connections. */
  close() {
    this.#agent.destroy();
  }

  async #listOnce<T>(
    resource: KubernetesResource,
    map: (item: unknown) => T,
  ): Promise<T[]> {
    const call = `list ${resource.plural}`;
    const mapped: T[] = [];
    let limit = this.#options.pageSize;
    let continueToken: string | undefined;
    for (;;) {
      try {
        const page = await this.#page(resource, limit, continueToken, call);
        for (const item of page.items) mapped.push(map(item));
        continueToken = page.continueToken;
        if (!continueToken) return mapped;
      } catch (error) {
        // Large objects, ConfigMaps above all: the same place again in smaller pages.
        if (!(error instanceof AnswerTooLargeError) || limit === 1) throw error;
        limit = Math.max(1, Math.floor(limit / 10));
      }
    }
  }

  async #page(
    resource: KubernetesResource,
    limit: number,
    continueToken: string | undefined,
    call: string,
  ): Promise<ListPage> {
    const answer = await this.#read(
      `${resource.api}/${resource.plural}`,
      {
        limit: String(limit),
        ...(continueToken && { continue: continueToken }),
      },
      call,
    );
    return toListPage(this.#json(answer, call), call);
  }

  /** One GET with retries; gives only successful answers. */
  async #read(
    path: string,
    query: Record<string, string>,
    call: string,
  ): Promise<HttpsAnswer> {
    const { maxAttempts, signal } = this.#options;
    for (let attempt = 1; ; attempt++) {
      if (this.#settled) throw forCall(this.#settled, call);
      try {
        const answer = await this.#send(path, query, call);
        this.#answered = true;
        if (answer.status === 200) return answer;
        if (attempt < maxAttempts && mayRetry(answer.status)) {
          await sleep(waitMs(answer, attempt), undefined, { signal });
          continue;
        }
        throw toKubernetesError(answer, call);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof ConnectionError) {
          if (error.mayRetry && attempt < maxAttempts) continue;
          // A slow answer to one call says nothing about the others, unless nothing was ever answered.
          if (!error.connected || !this.#answered) this.#settled = error;
        }
        if (error instanceof IdentityNotKnownError) this.#settled = error;
        throw error;
      }
    }
  }

  async #send(
    path: string,
    query: Record<string, string>,
    call: string,
  ): Promise<HttpsAnswer> {
    const { endpoint, token, calls, signal } = this.#options;
    const url = new URL(endpoint);
    url.pathname = path;
    url.search = new URLSearchParams(query).toString();
    const bearer = await token();
    calls.add(`kubernetes:${call}`);
    return httpsGet({
      url,
      call,
      signal,
      agent: this.#agent,
      headers: {
        authorization: `Bearer ${bearer}`,
        accept: 'application/json',
        'user-agent': 'backstage-eks-iam-health',
      },
      connectTimeoutMs: this.#options.connectTimeoutMs,
      timeoutMs: this.#options.requestTimeoutMs,
      maxBytes: this.#options.maxAnswerBytes,
    });
  }

  #json(answer: HttpsAnswer, call: string): unknown {
    try {
      return JSON.parse(answer.body);
    } catch {
      throw new ReadError(
        'malformed',
        `the answer to \`${call}\` is not JSON`,
        {
          call,
        },
      );
    }
  }
}

function mayRetry(status: number): boolean {
  return status === 429 || status >= 500;
}

function waitMs(answer: HttpsAnswer, attempt: number): number {
  const seconds = Number(answer.headers['retry-after']);
  const asked = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
  return Math.min(Math.max(asked, 200 * 2 ** attempt), 10_000);
}

function toListPage(body: unknown, call: string): ListPage {
  const { items, metadata } = (body ?? {}) as {
    items?: unknown;
    metadata?: { continue?: unknown };
  };
  // The API server writes `null` for an empty list of some kinds.
  if (!Array.isArray(items) && items !== null) {
    throw new ReadError('malformed', `the answer to \`${call}\` is no list`, {
      call,
    });
  }
  const next = metadata?.continue;
  return {
    items: items ?? [],
    ...(typeof next === 'string' && next !== '' && { continueToken: next }),
  };
}

function forCall(error: ReadError, call: string): ReadError {
  return new ReadError(error.reason, error.message, {
    call,
    permission: error.permission,
  });
}
