import { json, TestKubernetesApi } from './__testUtils__/aKubernetesApi';
import { tlsCertificate } from './__testUtils__/tlsCertificate';
import { CallCounts } from './CallCounts';
import { KubernetesClient, KubernetesClientOptions } from './KubernetesClient';

const pods = { api: '/api/v1', plural: 'pods' };
const nodes = { api: '/api/v1', plural: 'nodes' };
const nameOf = (item: unknown) => (item as { name: string }).name;

describe('KubernetesClient', () => {
  let api: TestKubernetesApi;
  let calls: CallCounts;

  beforeAll(async () => {
    api = await TestKubernetesApi.start();
  });
  afterAll(() => api.stop());

  function aClient(change: Partial<KubernetesClientOptions> = {}) {
    calls = new CallCounts();
    return new KubernetesClient({
      endpoint: api.endpoint,
      certificateAuthority: api.certificate,
      token: async () => 'a-token',
      calls,
      signal: new AbortController().signal,
      ...change,
    });
  }

  it('lists all pages with the bearer token', async () => {
    api.answering((request, response) => {
      const query = new URL(request.url ?? '', api.endpoint).searchParams;
      const from = Number(query.get('continue') ?? '0');
      json(response, 200, {
        metadata: from < 4 ? { continue: String(from + 2) } : {},
        items: [{ name: `p${from}` }, { name: `p${from + 1}` }],
      });
    });
    const names = await aClient({ pageSize: 2 }).list(pods, nameOf);
    expect(names).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5']);
    expect(api.requests[0].headers.authorization).toBe('Bearer a-token');
    expect(api.requests[0].url).toBe('/api/v1/pods?limit=2');
    expect(calls.toRecord()).toEqual({ 'kubernetes:list pods': 3 });
  });

  it('begins again when the listing has expired, and keeps nothing twice', async () => {
    let expired = false;
    api.answering((request, response) => {
      const second = request.url?.includes('continue=');
      if (second && !expired) {
        expired = true;
        json(response, 410, { kind: 'Status', reason: 'Expired' });
      } else {
        json(response, 200, {
          metadata: second ? {} : { continue: 'more' },
          items: [{ name: second ? 'b' : 'a' }],
        });
      }
    });
    expect(await aClient().list(pods, nameOf)).toEqual(['a', 'b']);
    expect(api.requests).toHaveLength(4);
  });

  it('gives up on a listing that always expires', async () => {
    api.answering((request, response) =>
      request.url?.includes('continue=')
        ? json(response, 410, {})
        : json(response, 200, { metadata: { continue: 'x' }, items: [] }),
    );
    await expect(aClient().list(pods, nameOf)).rejects.toMatchObject({
      reason: 'unreachable',
    });
  });

  it('asks for smaller pages when one is too large to hold', async () => {
    api.answering((request, response) => {
      const query = new URL(request.url ?? '', api.endpoint).searchParams;
      const limit = Number(query.get('limit'));
      const name = 'x'.repeat(100 * Math.min(limit, 50));
      json(response, 200, { metadata: {}, items: [{ name }] });
    });
    const names = await aClient({ maxAnswerBytes: 2_000 }).list(pods, nameOf);
    expect(names).toHaveLength(1);
    expect(api.requests.map(request => request.url)).toEqual([
      '/api/v1/pods?limit=500',
      '/api/v1/pods?limit=50',
      '/api/v1/pods?limit=5',
    ]);
  });

  it('tells what is denied by the words of the API server', async () => {
    const message =
      'pods is forbidden: User "eks-iam-health" cannot list resource "pods" in API group "" at the cluster scope';
    api.answering((_, response) => json(response, 403, { message }));
    await expect(aClient().list(pods, nameOf)).rejects.toMatchObject({
      reason: 'denied',
      permission: 'list pods',
      message: expect.stringContaining(message),
    });
  });

  it('asks once when the cluster does not know the identity', async () => {
    api.answering((_, response) => json(response, 401, {}));
    const client = aClient();
    await expect(client.list(pods, nameOf)).rejects.toMatchObject({
      reason: 'denied',
    });
    await expect(client.list(nodes, nameOf)).rejects.toMatchObject({
      reason: 'denied',
      call: 'list nodes',
    });
    expect(api.requests).toHaveLength(1);
  });

  it('tries again when it is told to wait, and says throttled in the end', async () => {
    api.answering((_, response) => json(response, 429, {}));
    const client = aClient({ maxAttempts: 2 });
    await expect(client.list(pods, nameOf)).rejects.toMatchObject({
      reason: 'throttled',
    });
    expect(api.requests).toHaveLength(2);
  });

  it.each<[string, (r: Parameters<typeof json>[0]) => void]>([
    ['text', response => response.end('<html>')],
    ['another kind of object', response => json(response, 200, { kind: 'X' })],
    ['a list of something else', response => json(response, 200, [])],
  ])('says malformed about %s', async (_, answer) => {
    api.answering((__, response) => answer(response));
    await expect(aClient().list(pods, nameOf)).rejects.toMatchObject({
      reason: 'malformed',
    });
  });

  it.each([
    [true, { kind: 'Status', reason: 'NotFound', details: { name: 'x' } }],
    [false, { kind: 'Status', reason: 'NotFound', details: {} }],
    [false, 'page not found'],
  ])('says %s to "it does not exist" about %j', async (notFound, body) => {
    api.answering((_, response) => json(response, 404, body));
    await expect(
      aClient().get({ api: '/api/v1', plural: 'configmaps' }, 'n', 'x'),
    ).rejects.toMatchObject({ notFound });
    expect(api.requests[0].url).toBe('/api/v1/namespaces/n/configmaps/x');
  });

  it('does not follow a redirect, which would carry the token away', async () => {
    api.answering((_, response) => {
      response.writeHead(302, { location: `${api.endpoint}/elsewhere` });
      response.end();
    });
    await expect(aClient().list(pods, nameOf)).rejects.toMatchObject({
      reason: 'malformed',
    });
    expect(api.requests).toHaveLength(1);
  });

  it('believes no other authority than the one of the cluster', async () => {
    api.answering((_, response) => json(response, 200, { items: [] }));
    const { cert } = await tlsCertificate();
    await expect(
      aClient({ certificateAuthority: cert }).list(pods, nameOf),
    ).rejects.toMatchObject({ reason: 'unreachable' });
    expect(api.requests).toHaveLength(0);
  });

  it('lets the first failure to connect decide for the rest', async () => {
    const client = aClient({ endpoint: 'https://127.0.0.1:1' });
    await expect(client.list(pods, nameOf)).rejects.toMatchObject({
      reason: 'unreachable',
      message: 'the cluster could not be reached (ECONNREFUSED)',
    });
    await expect(client.list(nodes, nameOf)).rejects.toMatchObject({
      reason: 'unreachable',
    });
    expect(calls.toRecord()).toEqual({ 'kubernetes:list pods': 1 });
  });

  it('has a time limit for an answer that never comes', async () => {
    api.answering(() => {});
    const client = aClient({ requestTimeoutMs: 100 });
    await expect(client.list(pods, nameOf)).rejects.toMatchObject({
      reason: 'unreachable',
      message: 'the cluster did not answer in full within 0.1 s',
    });
    await expect(client.list(nodes, nameOf)).rejects.toMatchObject({
      reason: 'unreachable',
    });
    expect(api.requests).toHaveLength(1);
  });

  it('tries again when a connection breaks', async () => {
    let broken = 0;
    api.answering((request, response) => {
      broken += 1;
      if (broken === 1) request.socket.destroy();
      else json(response, 200, { items: [{ name: 'a' }] });
    });
    expect(await aClient().list(pods, nameOf)).toEqual(['a']);
  });

  it('ends with the signal', async () => {
    api.answering(() => {});
    const controller = new AbortController();
    const client = aClient({ signal: controller.signal });
    const listing = client.list(pods, nameOf);
    setTimeout(() => controller.abort(new Error('scan ended')), 20);
    await expect(listing).rejects.toThrow('scan ended');
  });

  it('refuses an endpoint without TLS', () => {
    expect(() => aClient({ endpoint: 'http://127.0.0.1:1' })).toThrow(
      'not HTTPS',
    );
  });
});
