import { buildWorld } from '../estate/buildWorld';
import { loadEstate } from '../estate/loadEstate';
import { Cluster } from '../estate/World';
import { demoEstate } from '../__testUtils__/access';
import { patchObject } from './patch';
import { resources } from './resources';
import { rollOut } from './rollOut';

const now = new Date('2026-06-01T00:00:00Z');

interface PodSpec {
  volumes: Array<{ name: string }>;
  containers: Array<{ env: Array<{ name: string; value?: string }> }>;
}

describe('rolling out', () => {
  let cluster: Cluster;
  beforeEach(() => {
    const world = buildWorld(loadEstate(demoEstate), () => now);
    cluster = world.clusters.find(c => c.name === 'payments-prod')!;
  });

  const podsOf = (namespace: string, start: string) =>
    cluster.objects
      .list('pods', namespace)
      .filter(pod => pod.metadata.name.startsWith(start));

  const environmentOf = (namespace: string, start: string) =>
    podsOf(namespace, start).map(pod =>
      Object.fromEntries(
        (pod.spec as PodSpec).containers[0].env.map(e => [e.name, e.value]),
      ),
    );

  function patch(
    plural: string,
    namespace: string,
    name: string,
    body: unknown,
  ) {
    const resource = resources.find(r => r.plural === plural)!;
    patchObject(cluster.objects, resource, {
      namespace,
      name,
      contentType: 'application/strategic-merge-patch+json',
      body,
      dryRun: false,
      manager: 'kubectl',
      react: (before, after) => rollOut(cluster, resource, before, after, now),
    });
  }

  it('mounts no token of a service account that wants none, but only in new pods', () => {
    const mountsToken = () =>
      podsOf('payments', 'web-').map(pod =>
        (pod.spec as PodSpec).volumes.some(({ name }) =>
          name.startsWith('kube-api-access-'),
        ),
      );
    patch('serviceaccounts', 'payments', 'web', {
      automountServiceAccountToken: false,
    });
    expect(new Set(mountsToken())).toEqual(new Set([true]));
    patch('deployments', 'payments', 'web', {
      spec: { template: { metadata: { annotations: { restartedAt: 'now' } } } },
    });
    expect(new Set(mountsToken())).toEqual(new Set([false]));
  });

  it('gives the pods of a deployment the role that they were made too early for', () => {
    const before = podsOf('checkout', 'cart-');
    expect(environmentOf('checkout', 'cart-')[0]).not.toHaveProperty(
      'AWS_ROLE_ARN',
    );
    patch('deployments', 'checkout', 'cart', {
      spec: { template: { metadata: { annotations: { restartedAt: 'now' } } } },
    });
    const after = podsOf('checkout', 'cart-');
    expect(after).toHaveLength(before.length);
    expect(after[0].metadata.name).not.toBe(before[0].metadata.name);
    expect(environmentOf('checkout', 'cart-')[0]).toMatchObject({
      AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/cart',
    });
  });

  it('sets and removes one variable and leaves the others', () => {
    const set = (variable: unknown) =>
      patch('cronjobs', 'batch', 'nightly-settlement', {
        spec: {
          jobTemplate: {
            spec: {
              template: {
                spec: {
                  $setElementOrder: [],
                  containers: [{ name: 'nightly-settlement', env: [variable] }],
                },
              },
            },
          },
        },
      });
    set({ name: 'AWS_ENDPOINT_URL_STS', value: 'https://elsewhere' });
    expect(environmentOf('batch', 'nightly-')[0]).toMatchObject({
      AWS_ENDPOINT_URL_STS: 'https://elsewhere',
      SETTLEMENT_BUCKET: 'payments-settlement',
    });
    set({ name: 'AWS_ENDPOINT_URL_STS', $patch: 'delete' });
    expect(environmentOf('batch', 'nightly-')[0]).not.toHaveProperty(
      'AWS_ENDPOINT_URL_STS',
    );
    expect(podsOf('batch', 'nightly-')).toHaveLength(1);
  });

  it('leaves pods alone when nothing of the template changes', () => {
    const before = podsOf('checkout', 'cart-');
    patch('deployments', 'checkout', 'cart', {
      metadata: { annotations: { note: 'x' } },
    });
    expect(podsOf('checkout', 'cart-')).toEqual(before);
  });
});
