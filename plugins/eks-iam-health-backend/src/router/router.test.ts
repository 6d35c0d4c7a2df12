import {
  coreServices,
  createServiceFactory,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  ClusterDetail,
  ClusterSummary,
  ScanView,
} from 'backstage-plugin-eks-iam-health-common';
import { ExtendedHttpServer } from '@backstage/backend-defaults/rootHttpRouter';
import request from 'supertest';
import { anEntity, arnOf, idOf, snapshotOf } from '../__testUtils__/clusters';
import { eventually } from '../__testUtils__/eventually';
import { expectDescribed } from '../__testUtils__/expectDescribed';
import { FakeSource } from '../__testUtils__/FakeSource';
import { startPortal } from '../__testUtils__/startPortal';

const base = '/api/eks-iam-health';
const at = () => new Date().toISOString();
const withBad = (name: string, ...bad: string[]) =>
  snapshotOf(arnOf(name), at(), s =>
    s.with(
      'namespaces',
      bad.map(ns => ({ name: ns, labels: { bad: 'yes' } })),
    ),
  );

async function scanned(server: ExtendedHttpServer, count: number) {
  return eventually(async () => {
    const { body } = await request(server)
      .get(`${base}/clusters`)
      .set('authorization', mockCredentials.service.header());
    const items: ClusterSummary[] = body.items ?? [];
    return (
      items.length === count &&
      items.every(c => ['current', 'failed'].includes(c.condition)) &&
      items
    );
  });
}

async function portal(more: Partial<Parameters<typeof startPortal>[0]> = {}) {
  const source = new FakeSource()
    .set(arnOf('open'), withBad('open', 'shop'))
    .set(arnOf('secret'), withBad('secret', 'vault'));
  const started = await startPortal({
    entities: [anEntity('open'), anEntity('secret')],
    source,
    ...more,
  });
  await scanned(started.server, 2);
  return { ...started, source };
}

describe('reading', () => {
  it('shows what the catalog shows, asking it once for all clusters', async () => {
    const { server, getEntitiesByRefs } = await portal({
      hidden: ['resource:default/secret'],
    });
    getEntitiesByRefs.mockClear();
    const response = await request(server).get(`${base}/clusters`);
    expect(response.body.items.map((c: ClusterSummary) => c.name)).toEqual([
      'open',
    ]);
    expect(getEntitiesByRefs).toHaveBeenCalledTimes(1);
    expectDescribed(response, 'get', '/clusters');
  });

  it('answers alike for what is hidden and what is missing', async () => {
    const { server } = await portal({ hidden: ['resource:default/secret'] });
    const asked = async (path: string, method: 'get' | 'post' = 'get') => {
      const { status, body } = await request(server)[method](`${base}${path}`);
      return {
        status,
        name: body.error.name,
        message: body.error.message.replace(/`.*`/, '`…`'),
      };
    };
    const scans: ScanView = (
      await request(server)
        .get(`${base}/clusters/${idOf('secret')}`)
        .set('authorization', mockCredentials.service.header())
        .expect(200)
    ).body.lastScan;
    for (const [hidden, missing] of [
      [`/clusters/${idOf('secret')}`, `/clusters/${idOf('none')}`],
      [
        `/clusters/${idOf('secret')}/history`,
        `/clusters/${idOf('none')}/history`,
      ],
      [
        '/clusters/by-entity?entityRef=resource:secret',
        '/clusters/by-entity?entityRef=resource:none',
      ],
      [`/scans/${scans.id}`, '/scans/00000000-0000-4000-8000-000000000000'],
    ]) {
      const answer = await asked(hidden);
      expect(answer.status).toBe(404);
      expect(answer).toEqual(await asked(missing));
    }
    expect(await asked(`/clusters/${idOf('secret')}/scans`, 'post')).toEqual(
      await asked(`/clusters/${idOf('none')}/scans`, 'post'),
    );
  });

  it('needs the permission of the plugin, also for clusters without an entity', async () => {
    const { server } = await startPortal({
      entities: [anEntity('open')],
      source: new FakeSource().set(arnOf('open'), withBad('open')),
      config: { clusters: [{ arn: arnOf('alone') }] },
      denied: ['eks-iam-health.cluster.read'],
    });
    for (const path of [
      '/clusters',
      `/clusters/${idOf('open')}`,
      `/clusters/${idOf('alone')}`,
      `/clusters/${idOf('open')}/history`,
      '/clusters/by-entity?entityRef=resource:open',
    ]) {
      const response = await request(server).get(`${base}${path}`);
      expect(response.status).toBe(403);
      expect(response.body.error.message).toContain(
        'eks-iam-health.cluster.read',
      );
    }
  });

  it('tells a cluster with report, records and what one may do, and leaves a trace', async () => {
    const auditor = mockServices.auditor.mock({
      createEvent: jest.fn(async () => ({
        success: async () => {},
        fail: async () => {},
      })),
    });
    const { server } = await portal({
      denied: ['eks-iam-health.cluster.check'],
      features: [auditor.factory],
    });
    const response = await request(server).get(
      `${base}/clusters/${idOf('open')}`,
    );
    expectDescribed(response, 'get', '/clusters/{id}');
    const detail: ClusterDetail = response.body;
    const bad = detail.report?.checks.find(c => c.checkId === 'bad-namespace');
    expect(bad?.findings.map(f => f.message)).toEqual([
      'namespace `shop` is bad',
    ]);
    // The catalogue's own checks speak as well; the worst is one of all of them.
    expect(
      detail.report?.checks.flatMap(c => c.findings.map(f => f.message)),
    ).toContain(detail.summary.worst?.message);
    expect(Object.keys(detail.findingRecords)).toContain('bad-namespace~shop');
    expect(detail.may).toEqual({ check: false, request: true });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'cluster-fetch',
        meta: { queryType: 'by-id', clusterId: idOf('open') },
      }),
    );
    const byEntity = await request(server)
      .get(`${base}/clusters/by-entity`)
      .query({ entityRef: 'Resource:default/open' });
    expectDescribed(byEntity, 'get', '/clusters/by-entity');
    expect(byEntity.body.id).toBe(idOf('open'));
  });

  it('is for those who signed in, but for its pulse', async () => {
    const { server } = await portal();
    const nobody = { authorization: mockCredentials.none.header() };
    const pulse = await request(server).get(`${base}/health`).set(nobody);
    expect(pulse.body).toEqual({ status: 'ok' });
    expectDescribed(pulse, 'get', '/health');
    for (const path of [
      '/clusters',
      '/openapi.json',
      `/clusters/${idOf('open')}`,
    ]) {
      await request(server).get(`${base}${path}`).set(nobody).expect(401);
    }
  });
});

describe('check now', () => {
  it('scans again, tells what changed, and not twice in a row', async () => {
    const { server, source, publish } = await portal();
    const { body: earlier } = await request(server)
      .get(`${base}/clusters/${idOf('open')}`)
      .expect(200);
    let go = () => {};
    const gate = new Promise<void>(resolve => {
      go = resolve;
    });
    source.set(arnOf('open'), async () => {
      await gate;
      return withBad('open', 'cart');
    });

    const path = `${base}/clusters/${idOf('open')}/scans`;
    const first = await request(server).post(path);
    expect(first.status).toBe(202);
    expectDescribed(first, 'post', '/clusters/{id}/scans');
    const again = await request(server).post(path).send({});
    expect(again.body.id).toBe(first.body.id);

    const scan = `${base}/scans/${first.body.id}`;
    await eventually(async () => {
      const { body } = await request(server).get(scan);
      return body.state === 'running' && body.step === 'reading everything';
    });
    go();
    const ended = await eventually(async () => {
      const response = await request(server).get(scan);
      return response.body.state === 'succeeded' && response;
    });
    expectDescribed(ended, 'get', '/scans/{id}');
    expect(ended.body).toMatchObject({ newFindings: 1, mendedFindings: 1 });

    const soon = await request(server).post(path);
    expect(soon.status).toBe(429);
    expectDescribed(soon, 'post', '/clusters/{id}/scans');
    expect(Number(soon.headers['retry-after'])).toBeGreaterThan(50);

    const { body: detail } = await request(server).get(
      `${base}/clusters/${idOf('open')}`,
    );
    expect(
      detail.changes.transitions.map((t: { kind: string; subject: string }) => [
        t.kind,
        t.subject,
      ]),
    ).toEqual([
      ['new', 'cart'],
      ['mended', 'shop'],
    ]);
    expect(detail.changes.scoreBefore).toBe(earlier.summary.score);
    expect(detail.checkAgainInSeconds).toBeGreaterThan(50);
    const history = await request(server).get(
      `${base}/clusters/${idOf('open')}/history`,
    );
    expectDescribed(history, 'get', '/clusters/{id}/history');
    expect(history.body.points).toHaveLength(2);
    expect(publish).toHaveBeenCalledWith({
      recipients: { type: 'user', entityRef: ['user:default/mock'] },
      channel: 'eks-iam-health',
      message: {
        clusterId: idOf('open'),
        scanId: first.body.id,
        state: 'ended',
      },
    });
  });

  it('needs its own permission', async () => {
    const { server, source } = await portal({
      denied: ['eks-iam-health.cluster.check'],
    });
    const before = source.asked.length;
    const { body } = await request(server)
      .post(`${base}/clusters/${idOf('open')}/scans`)
      .expect(403);
    expect(body.error.message).toContain('eks-iam-health.cluster.check');
    expect(source.asked).toHaveLength(before);
  });
});

describe('explaining', () => {
  const denied = (name: string) =>
    `An error occurred (AccessDeniedException) when calling the DescribeCluster operation: User: arn:aws:iam::111122223333:user/dev is not authorized to perform: eks:DescribeCluster on resource: ${arnOf(
      name,
    )}`;

  it('asks the snapshot of the given cluster, or of the one that the text names', async () => {
    const { server } = await portal({ hidden: ['resource:default/secret'] });
    const explained = (body: object) =>
      request(server).post(`${base}/explain`).send(body);

    const given = await explained({
      text: 'error: You must be logged in to the server (Unauthorized)',
      clusterId: idOf('open'),
    });
    expectDescribed(given, 'post', '/explain');
    expect(given.body.cluster).toMatchObject({
      id: idOf('open'),
      name: 'open',
    });

    const named = await explained({ text: denied('open') });
    expectDescribed(named, 'post', '/explain');
    expect(named.body.cluster?.id).toBe(idOf('open'));
    expect(named.body.diagnosis.facts.action).toBe('eks:DescribeCluster');

    const hidden = await explained({ text: denied('secret') });
    expect(hidden.status).toBe(200);
    expect(hidden.body.cluster).toBeUndefined();
    const refused = await explained({ text: 'x', clusterId: idOf('secret') });
    expect(refused.status).toBe(404);
    expectDescribed(refused, 'post', '/explain');
  });

  it('works without the right to read clusters, but then asks none', async () => {
    const { server } = await portal({
      denied: ['eks-iam-health.cluster.read'],
    });
    const { body } = await request(server)
      .post(`${base}/explain`)
      .send({ text: denied('open') })
      .expect(200);
    expect(body.cluster).toBeUndefined();
  });
});

describe('bad input', () => {
  const logged: unknown[] = [];
  let server: ExtendedHttpServer;

  beforeAll(async () => {
    const log = (...line: unknown[]) => {
      logged.push(line);
    };
    const logger: RootLoggerService = {
      debug: log,
      info: log,
      warn: log,
      error: log,
      child: () => logger,
    };
    ({ server } = await startPortal({
      entities: [],
      source: new FakeSource(),
      features: [
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => logger,
        }),
      ],
    }));
  });

  const planted = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  const long = (bytes: number) => planted + 'x'.repeat(bytes);

  it.each<
    [
      string,
      'get' | 'post',
      string,
      string | object | undefined,
      number,
      RegExp,
    ]
  >([
    [
      'unknown field',
      'post',
      '/explain',
      { text: 'x', extra: planted },
      400,
      /unknown field `extra`/,
    ],
    ['no text', 'post', '/explain', {}, 400, /`text`/],
    [
      'empty text',
      'post',
      '/explain',
      { text: ' \n' },
      400,
      /there is no text to explain/,
    ],
    [
      'text of another type',
      'post',
      '/explain',
      { text: [planted] },
      400,
      /`text`/,
    ],
    ['no object', 'post', '/explain', [planted], 400, /body is not valid/],
    [
      'broken JSON',
      'post',
      '/explain',
      `{"text": "${planted}`,
      400,
      /not valid JSON/,
    ],
    [
      'text over 100 kB',
      'post',
      '/explain',
      { text: long(101 * 1024) },
      413,
      /longer than 100 kB/,
    ],
    [
      'a body of 5 MB',
      'post',
      '/explain',
      { text: long(5_000_000) },
      413,
      /larger than 256 kB/,
    ],
    [
      'an id that is none',
      'get',
      '/clusters/..%2f..%2fetc',
      undefined,
      404,
      /no cluster/,
    ],
    [
      'an id with a null',
      'get',
      '/clusters/a%00b',
      undefined,
      404,
      /no cluster/,
    ],
    [
      'an endless id',
      'get',
      `/clusters/${'x'.repeat(5000)}`,
      undefined,
      404,
      /no cluster/,
    ],
    ['SQL as an id', 'get', "/scans/'%20or%201=1", undefined, 404, /no scan/],
    ['no entity', 'get', '/clusters/by-entity', undefined, 400, /`entityRef`/],
    [
      'two entities',
      'get',
      '/clusters/by-entity?entityRef=a:b&entityRef=c:d',
      undefined,
      400,
      /`entityRef`/,
    ],
    [
      'no reference',
      'get',
      '/clusters/by-entity?entityRef=:::',
      undefined,
      400,
      /not an entity reference/,
    ],
    [
      'an unknown question',
      'get',
      '/clusters/by-entity?entityRef=a:b&x=1',
      undefined,
      400,
      /unknown field `x`/,
    ],
    [
      'a body for check now',
      'post',
      `/clusters/${idOf('open')}/scans`,
      { force: true },
      400,
      /unknown field `force`/,
    ],
  ])('%s', async (_, method, path, body, status, message) => {
    const asked = request(server)[method](`${base}${path}`);
    const response = await (body === undefined
      ? asked
      : asked.set('content-type', 'application/json').send(body));
    expect(response.status).toBe(status);
    expect(response.body.error.message).toMatch(message);
    expect(JSON.stringify(response.body)).not.toContain(planted);
    expect(JSON.stringify(logged)).not.toContain(planted);
    await request(server).get(`${base}/health`).expect(200);
  });
});
