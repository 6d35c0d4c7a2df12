import { apiVersionOf, resources } from './resources';

const VERBS = ['create', 'delete', 'get', 'list', 'patch'];

/** What `kubectl` asks before anything else: which groups and resources there are. `undefined` for other paths. */
export function discover(path: string): unknown {
  const groups = [...new Set(resources.map(r => r.group))].filter(Boolean);
  if (path === '/api') {
    return { kind: 'APIVersions', versions: ['v1'] };
  }
  if (path === '/apis') {
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groups.map(name => {
        const version = { groupVersion: `${name}/v1`, version: 'v1' };
        return { name, versions: [version], preferredVersion: version };
      }),
    };
  }
  const groupVersion = /^\/(?:api|apis)\/(.+)$/.exec(path)?.[1];
  const served = resources.filter(r => apiVersionOf(r) === groupVersion);
  if (served.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: served.map(({ plural, kind, namespaced, short }) => ({
      name: plural,
      singularName: kind.toLowerCase(),
      namespaced,
      kind,
      verbs: VERBS,
      ...(short ? { shortNames: [short] } : {}),
    })),
  };
}
