import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Counts } from '../control/Counts';
import { Fault, Faults } from '../control/Faults';
import { World } from '../estate/World';
import { authenticate, authorize, Caller } from './caller';
import { findEksOperation } from './eks/routes';
import { AwsError, toJsonCode } from './errors';
import { Call } from './Operation';
import {
  findQueryOperation,
  queryAnswer,
  queryError,
  queryServices,
} from './query';
import { SignedRequest } from './signature';
import { nextRequestId } from './xml';

/** What the AWS endpoint needs. `world` is asked for each call, since a reset makes a new one. */
export interface AwsContext {
  world: () => World;
  counts: Counts;
  faults: Faults;
  /** answers paths under `/_simulator/`; false if the path is none of them */
  control: (
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
  ) => Promise<boolean>;
}

/** One port for EKS, IAM and STS; the credential scope of the signature says which is meant. */
export function createAwsServer(context: AwsContext): Server {
  return createServer((request, response) => {
    handle(context, request, response).catch(error => {
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ message: String(error) }));
    });
  });
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

async function handle(
  context: AwsContext,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const body = await readBody(request);
  if (await context.control(request, response, body)) return;
  const [rawPath, rawQuery = ''] = (request.url ?? '/').split('?', 2);
  const signed: SignedRequest = {
    method: request.method ?? 'GET',
    rawPath,
    rawQuery,
    headers: request.headers,
    body,
  };
  let met: Fault[] = [];
  let service = guessService(signed);
  let answer: Answer;
  try {
    const { caller, signature } = authenticate(context.world(), signed);
    service = signature.service;
    const { action, run } = findOperation(service, signed);
    const api = `${service}:${action}`;
    context.counts.add(caller.account.id, api);
    met = context.faults.meet({
      account: caller.account.id,
      region: signature.region,
      action: api,
      role: caller.principalName,
    });
    await suffer(met);
    answer = run(callOf(context.world(), caller, signature.region, api, met));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    answer = toErrorAnswer(service, error);
  }
  if (met.some(fault => fault.kind === 'drop')) {
    request.socket.destroy();
    return;
  }
  const malformed = met.some(fault => fault.kind === 'malformed');
  response.writeHead(answer.status, {
    ...answer.headers,
    'x-amzn-requestid': nextRequestId(),
  });
  response.end(
    malformed
      ? answer.body.slice(0, Math.floor(answer.body.length / 2))
      : answer.body,
  );
}

function callOf(
  world: World,
  caller: Caller,
  region: string,
  action: string,
  met: Fault[],
): Call {
  const denied = met.some(fault => fault.kind === 'deny');
  return {
    world,
    caller,
    region,
    authorize: resource =>
      authorize(
        denied ? { ...caller, calls: { allow: [], deny: [] } } : caller,
        action,
        resource,
      ),
  };
}

async function suffer(faults: Fault[]) {
  for (const fault of faults) {
    if (fault.kind === 'delay') await sleep(fault.milliseconds);
    if (fault.kind === 'throttle') {
      throw new AwsError('Throttling', 'Rate exceeded', 400);
    }
    if (fault.kind === 'server-error') {
      throw new AwsError(
        'ServiceUnavailable',
        'The service is unavailable. Please try again later.',
        503,
      );
    }
  }
}

function findOperation(
  service: string,
  request: SignedRequest,
): { action: string; run: (call: Call) => Answer } {
  if (service === 'eks') {
    const { action, operation, path } = findEksOperation(
      request.method,
      request.rawPath,
    );
    const query = new URLSearchParams(request.rawQuery);
    return {
      action,
      run: call => ({
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(
          operation(call, { path, query, body: parseJson(request.body) }),
        ),
      }),
    };
  }
  if (service in queryServices) {
    const parameters = new URLSearchParams(
      request.method === 'GET' ? request.rawQuery : request.body.toString(),
    );
    const action = parameters.get('Action') ?? '';
    const operation = findQueryOperation(service, action);
    return {
      action,
      run: call => ({
        status: 200,
        headers: { 'content-type': 'text/xml' },
        body: queryAnswer(service, action, operation(call, parameters)),
      }),
    };
  }
  throw new AwsError(
    'SignatureDoesNotMatch',
    `Credential should be scoped to correct service: 'eks', 'iam' or 'sts', not '${service}'`,
    403,
  );
}

function parseJson(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // answered below
  }
  throw new AwsError('SerializationException', 'the body is not a JSON object');
}

function toErrorAnswer(service: string, error: AwsError): Answer {
  if (service === 'eks') {
    const code = toJsonCode(error.code);
    const status = code === 'ThrottlingException' ? 429 : error.status;
    return {
      status,
      headers: {
        'content-type': 'application/json',
        'x-amzn-errortype': code,
      },
      body: JSON.stringify({ message: error.message, ...error.fields }),
    };
  }
  return {
    status: error.status,
    headers: { 'content-type': 'text/xml' },
    body: queryError(service, error),
  };
}

/** Before the signature is read, only the form of the call tells how its error must be written. */
function guessService({ rawPath, headers }: SignedRequest): string {
  const scope = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(
    headers.authorization ?? '',
  );
  return scope?.[1] ?? (rawPath === '/' ? 'sts' : 'eks');
}

/** The whole body of a request, up to 1 MiB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > 1_048_576) throw new Error('body too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
