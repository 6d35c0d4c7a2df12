import { applyPatch, Operation } from 'fast-json-patch';
import { KubernetesObject, ObjectStore } from './ObjectStore';
import { isoSeconds } from '../estate/moments';
import { apiVersionOf, Resource } from './resources';
import { notFound, StatusError } from './status';
import { strategicMerge } from './strategicMerge';

export interface PatchRequest {
  namespace: string | undefined;
  name: string;
  contentType: string;
  body: unknown;
  dryRun: boolean;
  manager: string;
  /** what controllers do with the new object before it is stored */
  react: (before: KubernetesObject, after: KubernetesObject) => void;
}

const MAX_DATA_BYTES = 1_048_576;

/** PATCH as merge patch or JSON patch, with the conflicts of an API server. */
export function patchObject(
  store: ObjectStore,
  resource: Resource,
  request: PatchRequest,
): KubernetesObject {
  const { namespace, name, contentType, body, dryRun, manager } = request;
  const current = store.get(resource.plural, namespace, name);
  if (!current) throw notFound(resource.plural, name, resource.group);
  const patched = contentType.startsWith('application/json-patch+json')
    ? jsonPatch(current, body, resource, name)
    : merge(current, body, contentType);
  const expected = patched.metadata?.resourceVersion;
  if (expected && expected !== current.metadata.resourceVersion) {
    throw new StatusError(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${resource.plural} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
      { name, kind: resource.plural },
    );
  }
  validate(patched, current, resource, name);
  noteManager(patched, manager, apiVersionOf(resource));
  if (dryRun) return patched;
  request.react(current, patched);
  return store.put(resource.plural, patched);
}

/** The last manager in `managedFields` tells who changed an object. */
function noteManager(
  { metadata, data }: KubernetesObject,
  manager: string,
  apiVersion: string,
) {
  const before = (metadata.managedFields ?? []) as Array<{ manager: string }>;
  const fields = Object.keys(data ?? {}).map(key => [`f:${key}`, {}]);
  metadata.managedFields = [
    ...before.filter(entry => entry.manager !== manager),
    {
      manager,
      operation: 'Update',
      apiVersion,
      time: isoSeconds(new Date()),
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:data': Object.fromEntries(fields) },
    },
  ];
}

function jsonPatch(
  current: KubernetesObject,
  body: unknown,
  resource: Resource,
  name: string,
): KubernetesObject {
  if (!Array.isArray(body)) {
    throw new StatusError(
      400,
      'BadRequest',
      'json: cannot unmarshal object into Go value of type jsonpatch.Patch',
    );
  }
  try {
    return applyPatch(structuredClone(current), body as Operation[], true)
      .newDocument;
  } catch {
    throw new StatusError(
      422,
      'Invalid',
      'the server rejected our request due to an error in our request',
      { name, kind: resource.plural },
    );
  }
}

function merge(
  current: KubernetesObject,
  body: unknown,
  contentType: string,
): KubernetesObject {
  if (!/^application\/(strategic-)?merge-patch\+json/.test(contentType)) {
    throw new StatusError(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json`,
    );
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new StatusError(400, 'BadRequest', 'the patch is not an object');
  }
  const apply = contentType.startsWith('application/strategic')
    ? strategicMerge
    : mergeValue;
  return apply(structuredClone(current), body) as KubernetesObject;
}

/** https://www.rfc-editor.org/rfc/rfc7396 */
export function mergeValue(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    return patch;
  }
  const result: Record<string, unknown> =
    typeof target === 'object' && target !== null && !Array.isArray(target)
      ? { ...(target as Record<string, unknown>) }
      : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergeValue(result[key], value);
  }
  return result;
}

function validate(
  patched: KubernetesObject,
  current: KubernetesObject,
  resource: Resource,
  name: string,
) {
  const invalid = (message: string) =>
    new StatusError(
      422,
      'Invalid',
      `${resource.kind} "${name}" is invalid: ${message}`,
      { name, kind: resource.kind },
    );
  if (
    patched.metadata.name !== current.metadata.name ||
    patched.metadata.namespace !== current.metadata.namespace ||
    patched.metadata.uid !== current.metadata.uid
  ) {
    throw invalid('metadata: Invalid value: field is immutable');
  }
  if (resource.plural !== 'configmaps') return;
  const data = (patched.data ?? {}) as Record<string, unknown>;
  const wrong = Object.entries(data).find(([, v]) => typeof v !== 'string');
  if (wrong) {
    throw new StatusError(
      400,
      'BadRequest',
      `ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal ${typeof wrong[1]} into Go struct field ConfigMap.data of type string`,
    );
  }
  const size = Object.values(data).reduce<number>(
    (sum, value) => sum + Buffer.byteLength(String(value)),
    0,
  );
  if (size > MAX_DATA_BYTES) {
    throw invalid(`[]: Too long: must have at most ${MAX_DATA_BYTES} bytes`);
  }
}
