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
  const openapi = openApi(path);
  if (openapi) return openapi;
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

const pathOf = (groupVersion: string) =>
  groupVersion === 'v1' ? 'api/v1' : `apis/${groupVersion}`;

/** Just enough of the OpenAPI description for kubectl to leave the validation of fields to the server. */
function openApi(path: string): unknown {
  if (path === '/openapi/v3') {
    const served = [...new Set(resources.map(apiVersionOf))].map(pathOf);
    return {
      paths: Object.fromEntries(
        served.map(one => [one, { serverRelativeURL: `/openapi/v3/${one}` }]),
      ),
    };
  }
  const served = resources.filter(
    resource => path === `/openapi/v3/${pathOf(apiVersionOf(resource))}`,
  );
  if (served.length === 0) return undefined;
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1' },
    paths: Object.fromEntries(
      served.map(({ group, kind, plural, namespaced }) => [
        `${path.slice('/openapi/v3'.length)}/${
          namespaced ? 'namespaces/{namespace}/' : ''
        }${plural}/{name}`,
        {
          patch: {
            parameters: [{ name: 'fieldValidation', in: 'query' }],
            responses: {},
            'x-kubernetes-group-version-kind': { group, kind, version: 'v1' },
          },
        },
      ]),
    ),
  };
}
