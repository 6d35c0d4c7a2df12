import { EksIamHealthClient } from './EksIamHealthClient';

function aClient(status = 200, body: unknown = { items: [] }) {
  const fetch = jest.fn(
    async (_url: string, _init?: RequestInit) =>
      ({
        ok: status < 400,
        status,
        statusText: 'as told',
        headers: new Headers({ 'content-type': 'application/json' }),
        json: async () => body,
        text: async () => JSON.stringify(body),
      } as Response),
  );
  const client = new EksIamHealthClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: { fetch: fetch as unknown as typeof globalThis.fetch },
  });
  return { client, fetch };
}

const id = 'aws.111122223333.eu-west-1.payments-prod';

describe('EksIamHealthClient', () => {
  it.each([
    [
      'listClusters',
      (c: EksIamHealthClient) => c.listClusters(),
      'GET',
      '/clusters',
    ],
    [
      'getClusterByEntity',
      (c: EksIamHealthClient) => c.getClusterByEntity('resource:default/a b'),
      'GET',
      '/clusters/by-entity?entityRef=resource%3Adefault%2Fa+b',
    ],
    [
      'getCluster',
      (c: EksIamHealthClient) => c.getCluster(id),
      'GET',
      `/clusters/${id}`,
    ],
    [
      'getHistory',
      (c: EksIamHealthClient) => c.getHistory(id),
      'GET',
      `/clusters/${id}/history`,
    ],
    [
      'startScan',
      (c: EksIamHealthClient) => c.startScan(id),
      'POST',
      `/clusters/${id}/scans`,
    ],
    [
      'getScan',
      (c: EksIamHealthClient) => c.getScan('s/1'),
      'GET',
      '/scans/s%2F1',
    ],
    [
      'explain',
      (c: EksIamHealthClient) => c.explain({ text: 'x' }),
      'POST',
      '/explain',
    ],
    [
      'listRequests',
      (c: EksIamHealthClient) => c.listRequests({ view: 'mine' }),
      'GET',
      '/requests?view=mine',
    ],
    [
      'takeStep',
      (c: EksIamHealthClient) => c.takeStep('r1', 'release', { version: 3 }),
      'POST',
      '/requests/r1/release',
    ],
  ] as const)('%s asks for its resource', async (_, ask, method, path) => {
    const { client, fetch } = aClient();
    await ask(client);
    const [url, init] = fetch.mock.calls[0];
    expect(url).toBe(`http://portal/api/eks-iam-health${path}`);
    expect(init?.method ?? 'GET').toBe(method);
  });

  it('sends a vote with the version and the hash that were read', async () => {
    const { client, fetch } = aClient();
    const vote = { decision: 'approve', version: 2, specHash: 'abc' } as const;
    await client.vote('r1', vote);
    expect(JSON.parse(String(fetch.mock.calls[0][1]?.body))).toEqual(vote);
  });

  it('throws what the backend answers, with its status', async () => {
    const { client } = aClient(403, {
      error: { name: 'NotAllowedError', message: 'no' },
      response: { statusCode: 403 },
    });
    await expect(client.getCluster(id)).rejects.toMatchObject({
      statusCode: 403,
    });
  });
});
