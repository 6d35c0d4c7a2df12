import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { KubernetesReader } from '../../clients/KubernetesReader';
import { leakingConfigMapsCollector } from '../kubernetes/leakingConfigMaps';
import { podsCollector } from '../kubernetes/pods';

// The filter of scripts/export-cluster.sh, so that folders never hold what snapshots must not, yet say the same.
const filter = resolve(__dirname, '../../../../../scripts/leaveOutValues.awk');

// Made up for this test; they open nothing.
const keyId = ['AKIA', 'QWERTYUIOPASDFGH'].join('');
const secret = ['kV7p2Zr9+Qm4Ls8', 'Xw1Yt6Bn3Hc5Jd0/GfAeUoIbP'].join('');
const password = 'hunter2-"quoted"\\slash';

const pod = {
  metadata: {
    name: 'cart',
    namespace: 'shop',
    creationTimestamp: '2026-01-01T00:00:00Z',
    labels: { app: 'cart' },
    annotations: {
      'eks.amazonaws.com/skip-containers': 'proxy',
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
        env: [{ name: 'AWS_SECRET_ACCESS_KEY', value: secret }],
      }),
    },
  },
  spec: {
    serviceAccountName: 'cart',
    containers: [
      {
        name: 'app',
        command: ['serve', `--password=${password}`, `--id=${keyId}`],
        args: [
          '--endpoint=https://sts.amazonaws.com',
          `--sts=https://u:${password}@sts.amazonaws.com/`,
          '--commit=4d52b4da8f2f6c7a0e91b3c5d7e9f1a2b3c4d5e6',
        ],
        env: [
          { name: 'AWS_REGION', value: 'eu-west-1' },
          { name: 'AWS_ROLE_ARN', value: `arn ${keyId}` },
          { name: 'LEGACY_ID', value: keyId },
          { name: 'LEGACY', value: secret },
          { name: 'FILE', value: `[a]\naws_secret_access_key = ${secret}\n` },
          { name: 'DB_PASSWORD', value: password },
          { name: 'SAMPLE', value: 'AKIAIOSFODNN7EXAMPLE' },
          {
            name: 'TOKEN',
            valueFrom: { secretKeyRef: { name: 't', key: 'k' } },
          },
        ],
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
    ],
    volumes: [{ name: 'data' }],
    tolerations: [{ key: 'team', operator: 'Equal', value: 'shop' }],
  },
  status: { phase: 'Running' },
};

const configMap = (name: string, data: Record<string, string>) => ({
  data,
  metadata: { name, namespace: 'shop' },
});
const configMaps = [
  configMap('leak', {
    'config.ini': `id=${keyId}\nsecret=${secret}\nother=${password}`,
    'plain.txt': 'nothing',
  }),
  configMap('alone', { VALUE: secret }),
  configMap('named', { aws_secret_access_key: secret }),
  configMap('long', { VALUE: `${secret}${secret}` }),
];

/** Four blanks a level, sorted keys: as kubectl prints. */
function printed(items: unknown[]): string {
  return JSON.stringify({ apiVersion: 'v1', items, kind: 'List' }, null, 4);
}

function filtered(items: unknown[]): string {
  return execFileSync('awk', ['-f', filter], {
    input: printed(items),
    encoding: 'utf8',
  });
}

function readerOf(items: unknown[]): KubernetesReader {
  return {
    get: async () => undefined,
    list: async (_, map) => items.map(map),
  };
}

async function collected(collector: typeof podsCollector, items: unknown[]) {
  return collector.collect({
    kubernetes: readerOf(items),
  } as Parameters<typeof collector.collect>[0]);
}

describe('leaveOutValues.awk', () => {
  it.each([
    ['pods', podsCollector, [pod]],
    ['ConfigMaps', leakingConfigMapsCollector, configMaps],
  ])(
    'keeps of %s what a snapshot keeps and no value',
    async (_, how, items) => {
      const text = filtered(items);
      for (const value of [keyId, secret, 'hunter2', '4d52b4da8f']) {
        expect(text).not.toContain(value);
      }
      const { items: left } = JSON.parse(text) as { items: unknown[] };
      expect(await collected(how, left)).toEqual(await collected(how, items));
    },
  );

  it('refuses JSON on one line, of which it would miss the values', () => {
    const run = () =>
      execFileSync('awk', ['-f', filter], {
        input: JSON.stringify({ items: [pod] }),
        stdio: 'pipe',
      });
    expect(run).toThrow('not how kubectl prints');
  });

  it('shows that the examples above hold something to find', async () => {
    const { pods = [] } = await collected(podsCollector, [pod]);
    expect(pods[0].keyMaterial.map(found => found.place)).toEqual([
      'container app, env AWS_ROLE_ARN',
      'container app, env LEGACY_ID',
      'container app, env LEGACY',
      'container app, env FILE',
      'container app, arguments',
      'annotation last-applied-configuration',
    ]);
    expect(pods[0].containers[0].stsArguments).toEqual([
      '--endpoint=https://sts.amazonaws.com',
    ]);
    expect(pods[0].containers[0].env).toContainEqual({
      name: 'AWS_REGION',
      source: 'literal',
      value: 'eu-west-1',
    });
    expect(JSON.stringify(pods)).not.toContain(secret);
    const found = await collected(leakingConfigMapsCollector, configMaps);
    expect(found.leakingConfigMaps?.map(one => one.name)).toEqual([
      'leak',
      'named',
    ]);
  });
});
