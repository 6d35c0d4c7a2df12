import { KubernetesObject, ObjectStore } from './ObjectStore';
import { apiVersionOf, Resource } from './resources';
import { notFound, StatusError } from './status';

/** POST: a new object, unless there is one of that name. */
export function createObject(
  store: ObjectStore,
  resource: Resource,
  input: {
    namespace: string | undefined;
    body: unknown;
    dryRun: boolean;
    now: Date;
  },
): KubernetesObject {
  const { namespace, dryRun, now } = input;
  const object = structuredClone(input.body) as KubernetesObject;
  const name = object?.metadata?.name;
  if (!name || (object.kind && object.kind !== resource.kind)) {
    throw new StatusError(
      422,
      'Invalid',
      `${resource.kind} "${
        name ?? ''
      }" is invalid: metadata.name: Required value: name or generateName is required`,
      { name, kind: resource.kind },
    );
  }
  if (object.metadata.resourceVersion) {
    throw new StatusError(
      500,
      'InternalError',
      'resourceVersion should not be set on objects to be created',
    );
  }
  if (store.get(resource.plural, namespace, name)) {
    const { group, plural } = resource;
    throw new StatusError(
      409,
      'AlreadyExists',
      `${plural}${group ? `.${group}` : ''} "${name}" already exists`,
      { name, kind: plural },
    );
  }
  object.metadata.namespace = namespace;
  object.apiVersion = apiVersionOf(resource);
  object.kind = resource.kind;
  if (!dryRun) store.add(resource.plural, object, now);
  return object;
}

/** DELETE: gone at once, since nothing here has finalizers. */
export function deleteObject(
  store: ObjectStore,
  resource: Resource,
  target: { namespace: string | undefined; name: string; dryRun: boolean },
) {
  const { namespace, name, dryRun } = target;
  const found = store.get(resource.plural, namespace, name);
  if (!found) throw notFound(resource.plural, name, resource.group);
  if (!dryRun) store.delete(resource.plural, namespace, name);
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name, kind: resource.plural, uid: found.metadata.uid },
  };
}
