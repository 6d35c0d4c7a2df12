import { checks } from 'backstage-plugin-eks-iam-health-common';
import { statSync, truncateSync } from 'node:fs';
import { testNow } from 'backstage-plugin-eks-iam-health-common/testing';
import { runCli } from '../__testUtils__/runCli';
import { TemporaryFolder } from '../__testUtils__/TemporaryFolder';
import { anUnhealthyCluster, lostRole } from '../__testUtils__/unhealthy';

jest.setTimeout(120_000);

const folder = new TemporaryFolder();
const snapshot = anUnhealthyCluster().build();
const file = folder.snapshot('snapshot.json', snapshot);
afterAll(() => folder.remove());

const only = ['--only', 'AUTHN-004'];

describe('a folder', () => {
  const exported = `${folder.path}/exported`;
  beforeAll(() => {
    folder.write('exported/export.json', {
      clusterArn: snapshot.arn,
      exportedAt: testNow,
    });
    folder.write('exported/aws/describe-cluster.json', {
      cluster: {
        name: 'payments-prod',
        arn: snapshot.arn,
        status: 'ACTIVE',
        version: '1.33',
        platformVersion: 'eks.9',
        createdAt: testNow,
        roleArn: 'arn:aws:iam::111122223333:role/cluster',
        accessConfig: { authenticationMode: 'CONFIG_MAP' },
        resourcesVpcConfig: {},
      },
    });
    folder.write('exported/kubernetes/configmaps-aws-auth.json', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'aws-auth', namespace: 'kube-system' },
      data: { mapRoles: `- rolearn: ${lostRole}\n  username: developer\n` },
    });
  });

  it('is checked, exported, and says the same as its snapshot', async () => {
    const direct = await runCli(['check', '--from', exported, ...only]);
    expect(direct.code).toBe(1);
    expect(direct.stdout).toContain('`role/eng/Developer` never matches');

    const { stdout } = await runCli(['export', '--from', exported]);
    const piped = await runCli(['check', '--snapshot', '-', ...only], {
      input: stdout,
    });
    expect(piped).toEqual(direct);
  });
});

describe('an exported snapshot', () => {
  it('is readable for its owner alone', async () => {
    const output = `${folder.path}/mine.json`;
    await runCli(['export', '--snapshot', file, '--output', output]);
    expect(statSync(output).mode % 0o1000).toBe(0o600);
  });
});

describe('list-checks', () => {
  it('lists every check for people and for programs', async () => {
    const table = await runCli(['list-checks']);
    const { stdout } = await runCli(['list-checks', '--format', 'json']);
    const listed: Array<{ number: string; id: string }> = JSON.parse(stdout);
    expect(listed.map(({ id }) => id)).toEqual(checks.map(({ id }) => id));
    for (const { number, id } of listed) {
      expect(table.stdout).toMatch(new RegExp(`^${number} .* ${id} `, 'm'));
    }
  });
});

describe('what cannot be read is told in words, with exit code 2 and nothing on standard output', () => {
  const sparse = folder.write('sparse.json', '');
  truncateSync(sparse, 100_000_001);
  const deep = folder.write('deep.json', '['.repeat(200_000));

  it.each<[string, string[], RegExp]>([
    ['no source', [], /give one of `--from FOLDER`/],
    ['two sources', ['--snapshot', file, '--from', folder.path], /only one of/],
    ['no such file', ['--snapshot', '/no/such/file'], /there is no such file/],
    ['a folder as a file', ['--snapshot', folder.path], /it is a folder/],
    ['a file as a folder', ['--from', file], /is a file/],
    ['no such folder', ['--from', '/no/such/folder'], /there is no folder/],
    ['no export', ['--from', folder.path], /is no export of a cluster/],
    ['more than 100 MB', ['--snapshot', sparse], /larger than 100 MB/],
    ['brackets without end', ['--snapshot', deep], /is no snapshot/],
    [
      'no JSON',
      ['--snapshot', folder.write('a.json', '{"schemaVersion":1,')],
      /is not JSON/,
    ],
    [
      'another JSON',
      ['--snapshot', folder.write('b.json', { kind: 'Pod' })],
      /schemaVersion/,
    ],
    [
      'a newer snapshot',
      [
        '--snapshot',
        folder.write('c.json', { ...snapshot, schemaVersion: 99 }),
      ],
      /newer version/,
    ],
    [
      'many mistakes',
      [
        '--snapshot',
        folder.write('d.json', {
          ...snapshot,
          sections: Object.fromEntries(
            Array.from({ length: 50 }, (_, i) => [`x${i}`, 1]),
          ),
        }),
      ],
      /and 40 more$/m,
    ],
    ['no ARN', ['--cluster', 'payments-prod'], /is not the ARN of an EKS/],
    [
      'an unknown flag',
      ['--snapshot', file, '--no-such-flag'],
      /unknown option/,
    ],
    [
      'an unknown format',
      ['--snapshot', file, '--format', 'pdf'],
      /is invalid/,
    ],
    [
      'an unknown severity',
      ['--snapshot', file, '--fail-on', 'x'],
      /is invalid/,
    ],
    ['an unknown check', ['--snapshot', file, '--only', 'X-1'], /no check is/],
    ['an empty list', ['--snapshot', file, '--skip', ','], /It is empty/],
    ['one word too many', ['--snapshot', file, 'prod'], /too many arguments/],
    [
      'no such configuration',
      ['--snapshot', file, '--config', '/no/such/file'],
      /there is no such file/,
    ],
    [
      'an output that cannot be written',
      ['--snapshot', file, '--output', '/no/such/folder/x'],
      /cannot be written/,
    ],
  ])('%s', async (_, args, words) => {
    const run = await runCli(['check', ...args]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(words);
    expect(run.stderr).not.toMatch(/^ {4}at /m);
  });

  it('an unknown command, with a word about the nearest', async () => {
    const run = await runCli(['chek']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('Did you mean check?');
  });

  it('a snapshot of Windows, with its byte order mark, is read', async () => {
    const bom = folder.write('bom.json', `\uFEFF${JSON.stringify(snapshot)}`);
    const run = await runCli(['check', '--snapshot', bom, ...only]);
    expect(run).toMatchObject({ code: 1, stderr: '' });
  });
});

describe('help', () => {
  it('is there for every command, with an example where it takes arguments', async () => {
    const { code, stdout } = await runCli(['--help']);
    expect(code).toBe(0);
    const names = [...stdout.matchAll(/^ {2}([a-z-]+) (?:\[|<|\w| )/gm)]
      .map(([, name]) => name)
      .filter(name => name !== 'help');
    expect(names).toContain('check');
    expect(names).toContain('eval');
    for (const name of names) {
      const help = await runCli([name, '--help']);
      expect([name, help.code, help.stderr]).toEqual([name, 0, '']);
      expect(help.stdout).toContain(`Usage: eks-iam-health ${name}`);
    }
  });
});
