/** A kind of object as the API serves it. @public */
export interface KubernetesResource {
  /** `/api/v1`, `/apis/rbac.authorization.k8s.io/v1` */
  api: string;
  /** `pods` */
  plural: string;
}

/**
 * Where Kubernetes answers come from: a cluster's API or a folder. Objects are `unknown` on purpose; collectors parse
 * them. Failures are `ReadError`s.
 *
 * @public
 */
export interface KubernetesReader {
  /** One object of a namespace. */
  get(
    resource: KubernetesResource,
    namespace: string,
    name: string,
  ): Promise<unknown>;
  /**
   * All objects of all namespaces. Each is handed to `map` at once and dropped, so that what is not kept, secrets above
   * all, does not stay in memory.
   */
  list<T>(
    resource: KubernetesResource,
    map: (item: unknown) => T,
  ): Promise<T[]>;
}
