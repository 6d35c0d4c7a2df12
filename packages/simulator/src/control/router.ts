import { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { World } from '../estate/World';
import { applyEdit, clusterNamed, Edit, NotInEstateError } from './edits';
import { Counts } from './Counts';
import { FaultInput, Faults } from './Faults';

/** How a cluster's Kubernetes API answers at all. @public */
export type Reachability = 'reachable' | 'unreachable' | 'hanging';

/** What the control API reaches into. */
export interface ControlContext {
  world: () => World;
  counts: Counts;
  faults: Faults;
  reset: () => Promise<void>;
  setReachability: (cluster: string, value: Reachability) => Promise<void>;
}

const PREFIX = '/_simulator/';

const reachabilitySchema = z.strictObject({
  kubernetesApi: z.enum(['reachable', 'unreachable', 'hanging']),
});

/**
 * The control API, for tests and demonstrations:
 *
 * - `POST /_simulator/reset` back to the files, without faults and counts
 * - `GET|DELETE /_simulator/counts`, `GET|POST|DELETE /_simulator/faults`
 * - `POST /_simulator/edits` one edit or a list
 * - `GET /_simulator/clusters`, `GET|PATCH /_simulator/clusters/:name`
 * - `GET /_simulator/clusters/:name/access-entries`
 */
export function createControl(context: ControlContext) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
  ): Promise<boolean> => {
    const [path] = (request.url ?? '').split('?', 1);
    if (!path.startsWith(PREFIX)) return false;
    let answer: { code: number; value?: unknown };
    try {
      answer = await route(
        context,
        request.method ?? 'GET',
        path.slice(PREFIX.length),
        body,
      );
    } catch (error) {
      const code = statusOf(error);
      const message =
        error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      answer = { code, value: { message } };
    }
    response.writeHead(answer.code, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.value ?? {}));
    return true;
  };
}

function statusOf(error: unknown): number {
  if (error instanceof NotInEstateError) return 404;
  return error instanceof z.ZodError || error instanceof SyntaxError
    ? 400
    : 500;
}

async function route(
  context: ControlContext,
  method: string,
  path: string,
  body: Buffer,
): Promise<{ code: number; value?: unknown }> {
  const ok = (value?: unknown) => ({ code: 200, value });
  const json = (): unknown => JSON.parse(body.toString('utf8'));
  const [, cluster, part] =
    /^clusters\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  switch (
    `${method} ${cluster ? `clusters/*${part ? `/${part}` : ''}` : path}`
  ) {
    case 'POST reset':
      await context.reset();
      return ok();
    case 'GET counts':
      return ok(context.counts);
    case 'DELETE counts':
      context.counts.reset();
      return ok();
    case 'GET faults':
      return ok(context.faults);
    case 'POST faults':
      context.faults.add(json() as FaultInput);
      return ok(context.faults);
    case 'DELETE faults':
      context.faults.reset();
      return ok();
    case 'POST edits': {
      const edits = json();
      for (const edit of Array.isArray(edits) ? edits : [edits]) {
        applyEdit(context.world(), edit as Edit);
      }
      return ok();
    }
    case 'GET clusters':
      return ok(
        context.world().clusters.map(({ name, arn, endpoint, mode }) => ({
          name,
          arn,
          endpoint,
          mode,
        })),
      );
    case 'GET clusters/*': {
      const { objects, ...rest } = clusterNamed(context.world(), cluster);
      return ok({ ...rest, revision: objects.currentRevision });
    }
    case 'PATCH clusters/*': {
      const { kubernetesApi } = reachabilitySchema.parse(json());
      await context.setReachability(cluster, kubernetesApi);
      return ok();
    }
    case 'GET clusters/*/access-entries':
      return ok(clusterNamed(context.world(), cluster).accessEntries);
    default:
      return {
        code: 404,
        value: { message: `no control of the simulator at ${method} ${path}` },
      };
  }
}
