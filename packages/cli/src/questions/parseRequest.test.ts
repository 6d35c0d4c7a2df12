import { describeRequest, parseRequest, RequestOptions } from './parseRequest';
import { findBuiltIn } from './resources';

const pods = { apiGroup: '', resource: 'pods' };
const deployments = { apiGroup: 'apps', resource: 'deployments' };
const inShop = { namespace: 'shop' };

describe('parseRequest', () => {
  it.each<[string, RequestOptions, object]>([
    ['pods', {}, pods],
    ['pods', inShop, { ...pods, ...inShop }],
    ['po', {}, pods],
    ['Pod', {}, pods],
    ['pods/web-0', inShop, { ...pods, ...inShop, name: 'web-0' }],
    ['pods', { subresource: 'log' }, { ...pods, subresource: 'log' }],
    ['deploy', {}, deployments],
    ['deployments.apps', {}, deployments],
    ['deployments.v1.apps/web', {}, { ...deployments, name: 'web' }],
    // a resource of that name in another group is another resource
    [
      'pods.metrics.k8s.io',
      {},
      { apiGroup: 'metrics.k8s.io', resource: 'pods' },
    ],
    [
      'widgets.example.com',
      inShop,
      { apiGroup: 'example.com', resource: 'widgets', ...inShop },
    ],
    // nodes lie in no namespace, whatever is asked
    ['nodes', inShop, { apiGroup: '', resource: 'nodes' }],
    ['*', inShop, { apiGroup: '*', resource: '*', ...inShop }],
    ['*.*', {}, { apiGroup: '*', resource: '*' }],
    ['/healthz', {}, { path: '/healthz' }],
  ])('reads %s with %j as kubectl does', (resource, options, request) => {
    expect(parseRequest('get', resource, options).request).toEqual({
      verb: 'get',
      ...request,
    });
  });

  it.each(['widgets', '', '.apps'])('refuses %j', resource => {
    expect(() => parseRequest('get', resource, {})).toThrow();
  });

  it('says what was understood', () => {
    const words = (resource: string, options: RequestOptions = {}) =>
      describeRequest(parseRequest('get', resource, options).request);
    expect(words('deploy/web', { ...inShop, subresource: 'scale' })).toBe(
      'get deployments/scale of apps named web in namespace shop',
    );
    expect(words('secrets')).toBe('get secrets in the whole cluster');
    expect(words('/metrics')).toBe('get /metrics');
  });
});

describe('findBuiltIn', () => {
  it('knows short names of kubectl and each name once', () => {
    const plurals = ['sa', 'ns', 'crd', 'netpol', 'csr', 'sc', 'hpa'].map(
      name => findBuiltIn(name)?.plural,
    );
    expect(plurals).toEqual([
      'serviceaccounts',
      'namespaces',
      'customresourcedefinitions',
      'networkpolicies',
      'certificatesigningrequests',
      'storageclasses',
      'horizontalpodautoscalers',
    ]);
    expect(findBuiltIn('widgets')).toBeUndefined();
  });
});
