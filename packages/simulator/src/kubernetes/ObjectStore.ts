import { isoSeconds } from '../estate/moments';
import { uuid } from '../estate/ids';

export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    creationTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

/** The objects of one cluster by resource (`pods`, `roles`), with one revision counter as in etcd. */
export class ObjectStore {
  private readonly resources = new Map<string, Map<string, KubernetesObject>>();
  /** lists that began before this revision cannot be continued */
  compactedRevision = 0;

  constructor(private readonly seed: string, private revision = 18_200_000) {}

  get currentRevision(): number {
    return this.revision;
  }

  /** Adds an object with the metadata that an API server fills in. */
  add(resource: string, object: KubernetesObject, createdAt: Date): void {
    const key = objectKey(object.metadata.namespace, object.metadata.name);
    this.revision += 1;
    object.metadata = {
      ...object.metadata,
      uid: uuid(`${this.seed}/${resource}/${key}`),
      resourceVersion: String(this.revision),
      creationTimestamp: isoSeconds(createdAt),
    };
    this.of(resource).set(key, object);
  }

  /** Replaces or adds an object under a new revision. */
  put(resource: string, object: KubernetesObject): KubernetesObject {
    this.revision += 1;
    const stored = structuredClone(object);
    stored.metadata.resourceVersion = String(this.revision);
    this.of(resource).set(
      objectKey(stored.metadata.namespace, stored.metadata.name),
      stored,
    );
    return stored;
  }

  get(
    resource: string,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    return this.of(resource).get(objectKey(namespace, name));
  }

  delete(
    resource: string,
    namespace: string | undefined,
    name: string,
  ): boolean {
    this.revision += 1;
    return this.of(resource).delete(objectKey(namespace, name));
  }

  /** All objects in the order of their keys, which is the order of a list. */
  list(resource: string, namespace?: string): KubernetesObject[] {
    return [...this.of(resource)]
      .filter(([, o]) => !namespace || o.metadata.namespace === namespace)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object);
  }

  private of(resource: string): Map<string, KubernetesObject> {
    let found = this.resources.get(resource);
    if (!found) {
      found = new Map();
      this.resources.set(resource, found);
    }
    return found;
  }
}

/** The key by which lists are sorted and continued. */
export function objectKey(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}
