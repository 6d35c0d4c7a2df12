import { KubernetesObject, objectKey, ObjectStore } from './ObjectStore';
import { apiVersionOf, Resource } from './resources';
import { StatusError } from './status';

interface Continue {
  v: string;
  rv: number;
  start: string;
}

/** A list, or one page of it: `limit`, `continue`, `labelSelector` and `fieldSelector` on name and namespace. */
export function listObjects(
  store: ObjectStore,
  resource: Resource,
  namespace: string | undefined,
  query: URLSearchParams,
) {
  const limit = Number(query.get('limit') ?? 0);
  const token = query.get('continue');
  const from = token ? readContinue(token) : undefined;
  if (from && from.rv < store.compactedRevision) {
    throw new StatusError(
      410,
      'Expired',
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    );
  }
  const revision = from?.rv ?? store.currentRevision;
  const all = store
    .list(resource.plural, namespace)
    .filter(object => isSelected(object, query));
  const rest = from ? all.filter(object => keyOf(object) > from.start) : all;
  const page = limit > 0 ? rest.slice(0, limit) : rest;
  const remaining = rest.length - page.length;
  const last = page[page.length - 1];
  return {
    kind: `${resource.kind}List`,
    apiVersion: apiVersionOf(resource),
    metadata: {
      resourceVersion: String(revision),
      ...(remaining > 0
        ? {
            continue: writeContinue({
              v: 'meta.k8s.io/v1',
              rv: revision,
              start: keyOf(last),
            }),
            remainingItemCount: remaining,
          }
        : {}),
    },
    items: page,
  };
}

function keyOf(object: KubernetesObject): string {
  return objectKey(object.metadata.namespace, object.metadata.name);
}

function writeContinue(value: Continue): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function readContinue(token: string): Continue {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(token, 'base64url').toString('utf8'),
    );
    const { rv, start } = value as Continue;
    if (typeof rv === 'number' && typeof start === 'string') {
      return value as Continue;
    }
  } catch {
    // answered below
  }
  throw new StatusError(
    400,
    'BadRequest',
    'continue key is not valid: could not be decoded',
  );
}

function isSelected(object: KubernetesObject, query: URLSearchParams): boolean {
  const fields: Record<string, string | undefined> = {
    'metadata.name': object.metadata.name,
    'metadata.namespace': object.metadata.namespace,
  };
  return (
    pairs(query.get('fieldSelector')).every(([k, v]) => fields[k] === v) &&
    pairs(query.get('labelSelector')).every(
      ([k, v]) => object.metadata.labels?.[k] === v,
    )
  );
}

function pairs(selector: string | null): Array<[string, string]> {
  return (selector ?? '')
    .split(',')
    .filter(Boolean)
    .map(part => {
      const [key, value = ''] = part.split(/==?/);
      return [key, value];
    });
}
