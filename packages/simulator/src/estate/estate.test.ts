import { isMap, isScalar, parseDocument } from 'yaml';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { demoEstate } from '../__testUtils__/access';
import { buildWorld } from './buildWorld';
import { loadEstate, parseEstate } from './loadEstate';

const NOW = new Date('2026-11-21T14:14:00Z');
const account = { account: '111122223333', roles: [] };
const cluster = {
  cluster: 'c',
  account: '111122223333',
  region: 'eu-west-1',
  mode: 'API',
  created: '10 days ago',
  role: 'role/c',
};

describe('demo estate', () => {
  const world = buildWorld(loadEstate(demoEstate), () => NOW);
  const named = (name: string) => {
    const found = world.clusters.find(c => c.name === name);
    if (!found) throw new Error(`no cluster ${name}`);
    return found;
  };

  it('has eight clusters in two partitions and all modes', () => {
    expect(world.clusters).toHaveLength(8);
    expect(new Set(world.clusters.map(c => c.partition))).toEqual(
      new Set(['aws', 'aws-cn']),
    );
    expect(new Set(world.clusters.map(c => c.mode))).toEqual(
      new Set(['API', 'API_AND_CONFIG_MAP', 'CONFIG_MAP']),
    );
  });

  it('has a cluster with 2,000 service accounts of workloads', () => {
    const accounts = named('ml-training')
      .objects.list('serviceaccounts')
      .filter(a => a.metadata.namespace?.startsWith('team-'))
      .filter(a => a.metadata.name !== 'default');
    expect(accounts).toHaveLength(2000);
  });

  it('looks the same after each start, whatever the hour', () => {
    const again = buildWorld(loadEstate(demoEstate), () => NOW);
    expect(again.clusters.map(c => c.objects.list('pods'))).toEqual(
      world.clusters.map(c => c.objects.list('pods')),
    );
    expect([...again.accounts]).toEqual([...world.accounts]);
  });

  it('names only roles, node groups and policies that are there, but for the ones that are meant to be gone', () => {
    const arns = new Set(
      [...world.accounts.values()].flatMap(a =>
        [...a.roles, ...a.users].map(p => p.arn),
      ),
    );
    const named_ = world.clusters.flatMap(c => [
      c.roleArn,
      ...c.nodegroups.map(g => g.nodeRoleArn),
      ...c.podIdentityAssociations.map(a => a.roleArn),
      ...c.accessEntries.map(e => e.principalArn),
    ]);
    expect(named_.filter(arn => !arns.has(arn)).sort()).toEqual([
      'arn:aws-cn:iam::700022223333:role/VendorSupport',
      'arn:aws:iam::111122223333:role/LakeMigration',
      'arn:aws:iam::111122223333:role/lake-compactor',
      'arn:aws:iam::700011112222:role/ModelVendorSupport',
    ]);
  });

  it('has no role that is younger than its access entry or its cluster', () => {
    const roles = [...world.accounts.values()].flatMap(a => a.roles);
    const youngerThan = (arn: string, date: Date) =>
      roles.some(r => r.arn === arn && r.createdAt > date);
    const wrong = world.clusters.flatMap(c => [
      ...c.accessEntries
        .filter(e => youngerThan(e.principalArn, e.createdAt))
        .map(e => `${c.name} ${e.principalArn}`),
      ...(youngerThan(c.roleArn, c.createdAt) ? [`${c.name} itself`] : []),
    ]);
    expect(wrong).toEqual([]);
  });

  it('injects what the identity webhook injects', () => {
    const env = (name: string, namespace: string) => {
      const pod = named('payments-prod')
        .objects.list('pods', namespace)
        .find(p => p.metadata.labels?.['app.kubernetes.io/name'] === name);
      const { containers } = pod?.spec as {
        containers: Array<{ env: Array<{ name: string }> }>;
      };
      return containers[0].env.map(e => e.name);
    };
    expect(env('ledger-writer', 'checkout')).toEqual(
      expect.arrayContaining([
        'AWS_ROLE_ARN',
        'AWS_WEB_IDENTITY_TOKEN_FILE',
        'AWS_STS_REGIONAL_ENDPOINTS',
      ]),
    );
    expect(env('api', 'payments')).toContain(
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    );
    expect(env('cart', 'checkout')).toEqual([]);
  });

  it('has a mapRoles in legacy-batch that needs a map as a key', () => {
    const { data } = named('legacy-batch').objects.get(
      'configmaps',
      'kube-system',
      'aws-auth',
    ) as unknown as { data: { mapRoles: string } };
    expect(data.mapRoles).toContain('username: {{SessionName}}');
  });

  it('lists each cluster in the catalog by its ARN', () => {
    const text = readFileSync(
      path.join(demoEstate, 'catalog/clusters.yaml'),
      'utf8',
    );
    const arns = text
      .split(/^---$/m)
      .map(part => parseDocument(part).getIn(['metadata', 'annotations']))
      .map(annotations =>
        isMap(annotations) ? annotations.get('amazonaws.com/arn', true) : null,
      )
      .map(value => (isScalar(value) ? value.value : undefined));
    expect(arns.sort()).toEqual(world.clusters.map(c => c.arn).sort());
  });
});

describe('an estate that is written wrongly', () => {
  it.each([
    [
      'a misspelt field',
      { accounts: [account], clusters: [{ ...cluster, rolle: 'x' }] },
      /clusters\[0\][^]*rolle/,
    ],
    [
      'a moment nobody understands',
      { accounts: [account], clusters: [{ ...cluster, created: 'long ago' }] },
      /days\|hours\|minutes ago/,
    ],
    [
      'a cluster of an unknown account',
      { accounts: [], clusters: [cluster] },
      /cluster c is in account 111122223333, which the estate does not have/,
    ],
    [
      'two clusters of one name',
      { accounts: [account], clusters: [cluster, cluster] },
      /two clusters are called c/,
    ],
  ])('is refused: %s', (_, input, message) => {
    expect(() => parseEstate(input)).toThrow(message);
  });

  it('is refused when a policy does not exist', () => {
    const estate = parseEstate({
      accounts: [
        {
          ...account,
          roles: [
            {
              name: 'r',
              trust: { service: 'ec2.amazonaws.com' },
              policies: ['AmazonEKSWorkerNodePolcy'],
            },
          ],
        },
      ],
      clusters: [],
    });
    expect(() => buildWorld(estate, () => NOW)).toThrow(
      'no policy "AmazonEKSWorkerNodePolcy"',
    );
  });
});
