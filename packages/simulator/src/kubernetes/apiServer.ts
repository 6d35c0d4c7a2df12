import { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, Server } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBody } from '../aws/awsServer';
import { Counts } from '../control/Counts';
import { Faults } from '../control/Faults';
import { Cluster, World } from '../estate/World';
import { check } from './authorize';
import { discover } from './discovery';
import { Identity, identityOf } from './identity';
import { listObjects } from './list';
import { patchObject } from './patch';
import { decodeProtobuf, PROTOBUF } from './protobuf';
import {
  apiVersionOf,
  parseResourcePath,
  Resource,
  resources,
} from './resources';
import { notFound, StatusError } from './status';
import { callerOfToken } from './token';
import { isReview, review } from './reviews';
import { rollOut } from './rollOut';
import { createObject, deleteObject } from './write';

/** What the API of one cluster needs. */
export interface KubernetesContext {
  world: () => World;
  cluster: () => Cluster;
  counts: Counts;
  faults: Faults;
  certificate: string;
  key: string;
}

const PUBLIC_PATHS = ['/healthz', '/livez', '/readyz'];

/** The Kubernetes API of one cluster, over TLS. */
export function createKubernetesServer(context: KubernetesContext): Server {
  return createServer(
    { cert: context.certificate, key: context.key },
    (request, response) => {
      serve(context, request, response).catch(error => {
        const status =
          error instanceof StatusError
            ? error
            : new StatusError(500, 'InternalError', String(error));
        write(response, status.code, status.toJSON());
      });
    },
  );
}

async function serve(
  context: KubernetesContext,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const body = await readBody(request);
  const cluster = context.cluster();
  const [path, rawQuery = ''] = (request.url ?? '/').split('?', 2);
  const query = new URLSearchParams(rawQuery);
  const verb = verbOf(request.method ?? 'GET', path);
  const api = `kubernetes:${verb} ${parseResourcePath(path)?.plural ?? path}`;
  context.counts.add(cluster.name, api);
  for (const fault of context.faults.meet({
    cluster: cluster.name,
    account: cluster.accountId,
    region: cluster.region,
    action: api,
  })) {
    if (fault.kind === 'delay') await sleep(fault.milliseconds);
    if (fault.kind === 'drop') {
      request.socket.destroy();
      return;
    }
    if (fault.kind === 'malformed') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"kind":"PodList","items":[{"metadata":');
      return;
    }
    if (fault.kind === 'throttle') {
      response.setHeader('retry-after', '1');
      throw new StatusError(
        429,
        'TooManyRequests',
        'Too many requests, please try again later.',
      );
    }
    if (fault.kind === 'server-error') {
      throw new StatusError(500, 'InternalError', 'Internal error occurred');
    }
    if (fault.kind === 'deny') {
      throw new StatusError(403, 'Forbidden', `forbidden: cannot ${api}`);
    }
  }
  if (request.method === 'GET' && PUBLIC_PATHS.includes(path)) {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end('ok');
    return;
  }
  const caller = callerOfToken(
    context.world(),
    cluster,
    request.headers.authorization,
  );
  const who = identityOf(cluster, caller);
  const [code, answer] = respond(cluster, who, {
    now: context.world().now(),
    method: request.method ?? 'GET',
    path,
    query,
    contentType: request.headers['content-type'] ?? '',
    body,
    manager: (request.headers['user-agent'] ?? 'unknown').split('/')[0],
  });
  if (code === 200 && isWatch(query)) {
    // nothing is told; the line stays open as long as the client asked for
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    const timeoutSeconds = Number(query.get('timeoutSeconds') ?? 300);
    const end = setTimeout(() => response.end(), timeoutSeconds * 1000);
    response.once('close', () => clearTimeout(end));
    return;
  }
  write(response, code, answer);
}

function isWatch(query: URLSearchParams): boolean {
  return ['1', 'true'].includes(query.get('watch') ?? '');
}

interface Input {
  method: string;
  path: string;
  query: URLSearchParams;
  contentType: string;
  body: Buffer;
  /** who changes an object, when the call does not say */
  manager: string;
  now: Date;
}

function respond(
  cluster: Cluster,
  who: Identity,
  input: Input,
): [number, unknown] {
  const { method, path, query } = input;
  if (path === '/version' && method === 'GET') {
    check(cluster, who, { verb: 'get', path });
    const [major, minor] = cluster.version.split('.');
    return [
      200,
      {
        major,
        minor,
        gitVersion: `v${cluster.version}.4-eks-99d6cc0`,
        platform: 'linux/amd64',
      },
    ];
  }
  const known = method === 'GET' ? discover(path) : undefined;
  if (known) {
    check(cluster, who, { verb: 'get', path });
    return [200, known];
  }
  const target = parseResourcePath(path);
  if (method === 'POST' && target && isReview(target)) {
    return [201, review(cluster, who, target, bodyOf(input))];
  }
  const resource = resources.find(
    r => r.plural === target?.plural && r.group === target.group,
  );
  if (!target || !resource || (target.namespace && !resource.namespaced)) {
    check(cluster, who, { verb: method.toLowerCase(), path });
    throw new StatusError(
      404,
      'NotFound',
      'the server could not find the requested resource',
    );
  }
  const { namespace, name } = target;
  check(cluster, who, {
    verb: verbOf(method, path),
    group: resource.group,
    resource: resource.plural,
    // asking for one namespace object happens in that namespace
    namespace: resource.plural === 'namespaces' ? name : namespace,
    name,
  });
  const type = { kind: resource.kind, apiVersion: apiVersionOf(resource) };
  if (method === 'GET' && !name) {
    return [200, listObjects(cluster.objects, resource, namespace, query)];
  }
  if (method === 'GET' && name) {
    const found = cluster.objects.get(resource.plural, namespace, name);
    if (!found) throw notFound(resource.plural, name, resource.group);
    return [200, { ...type, ...found }];
  }
  const dryRun = query.get('dryRun') === 'All';
  if (method === 'POST' && !name) {
    const body = bodyOf(input);
    const { objects } = cluster;
    const made = { namespace, body, dryRun, now: input.now };
    return [201, { ...type, ...createObject(objects, resource, made) }];
  }
  if (method === 'PATCH' && name) {
    const patched = patchObject(cluster.objects, resource, {
      namespace,
      name,
      contentType: input.contentType,
      body: json(input.body),
      dryRun,
      manager: query.get('fieldManager') ?? input.manager,
      react: (before, after) =>
        rollOut(cluster, resource, before, after, input.now),
    });
    return [200, { ...type, ...patched }];
  }
  if (method === 'DELETE' && name) {
    const gone = { namespace, name, dryRun };
    return [200, deleteObject(cluster.objects, resource, gone)];
  }
  throw methodNotAllowed(resource);
}

function verbOf(method: string, path: string): string {
  const target = parseResourcePath(path);
  if (!target) return method.toLowerCase();
  const verbs: Record<string, string> = {
    GET: target.name ? 'get' : 'list',
    POST: 'create',
    PUT: 'update',
    PATCH: 'patch',
    DELETE: target.name ? 'delete' : 'deletecollection',
  };
  return verbs[method] ?? method.toLowerCase();
}

function bodyOf({ contentType, body }: Input): unknown {
  return contentType.startsWith(PROTOBUF) ? decodeProtobuf(body) : json(body);
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new StatusError(
      400,
      'BadRequest',
      'the object provided is unrecognized (must be of type JSON)',
    );
  }
}

function methodNotAllowed({ plural }: Resource) {
  return new StatusError(
    405,
    'MethodNotAllowed',
    `the server does not allow this method on the requested resource`,
    { kind: plural },
  );
}

function write(response: ServerResponse, code: number, value: unknown) {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}
