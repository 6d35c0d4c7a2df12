import {
  aRole,
  aSnapshot,
} from 'backstage-plugin-eks-iam-health-common/testing';
import { runCli } from '../__testUtils__/runCli';
import { TemporaryFolder } from '../__testUtils__/TemporaryFolder';
import {
  adminRole,
  anUnhealthyCluster,
  lostRole,
} from '../__testUtils__/unhealthy';

jest.setTimeout(120_000);

const folder = new TemporaryFolder();
const cluster = [
  '--snapshot',
  folder.snapshot('cluster.json', anUnhealthyCluster().build()),
];
const blind = [
  '--snapshot',
  folder.snapshot(
    'blind.json',
    anUnhealthyCluster().unreadable('awsAuth', 'denied').build(),
  ),
];
afterAll(() => folder.remove());

const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await runCli([...args, '--format', 'json']);
  return { code, stderr, answer: JSON.parse(stdout) };
};

describe('identity', () => {
  it('shows the way in and what is held', async () => {
    const { code, stdout } = await runCli(['identity', adminRole, ...cluster]);
    expect(code).toBe(0);
    expect(stdout).toContain('gets in by kube-system/aws-auth, mapRoles[1]');
    expect(stdout).toContain('administrator of the cluster: yes');
  });

  it('shows the near miss of one that does not get in', async () => {
    const { code, stdout } = await runCli(['identity', lostRole, ...cluster]);
    expect(code).toBe(1);
    expect(stdout).toContain('near miss (role-path)');
  });

  it('does not say that somebody is out where aws-auth was not read', async () => {
    const { code, answer } = await json('identity', adminRole, ...blind);
    expect(code).toBe(1);
    expect(answer.mapping.status).toBe('unknown');
  });
});

describe('can-i', () => {
  it.each([
    ['allowed', adminRole, 0, cluster],
    ['denied', lostRole, 1, cluster],
    ['unknown', adminRole, 1, blind],
    ['denied', 'system:serviceaccount:shop:cart', 1, cluster],
  ])(
    'answers %s for %s with exit code %d',
    async (decision, who, code, from) => {
      expect(
        await json(
          'can-i',
          '--as',
          who,
          'delete',
          'pods',
          '-n',
          'shop',
          ...from,
        ),
      ).toMatchObject({
        code,
        answer: {
          decision,
          request: {
            verb: 'delete',
            apiGroup: '',
            resource: 'pods',
            namespace: 'shop',
          },
        },
      });
    },
  );

  it('takes the groups of a user, and says how pods/log was understood', async () => {
    const run = await json(
      ...['can-i', '--as', 'x', '--as-group', 'system:masters'],
      ...['get', 'pods/log', ...cluster],
    );
    expect(run).toMatchObject({
      code: 0,
      answer: { request: { resource: 'pods', name: 'log' } },
      stderr: expect.stringContaining('--subresource log'),
    });
  });

  it.each([
    [
      'groups for an ARN',
      ['--as', adminRole, '--as-group', 'a', 'get', 'pods'],
    ],
    ['a resource without its group', ['--as', 'x', 'get', 'widgets']],
    ['a path in a namespace', ['--as', 'x', 'get', '/healthz', '-n', 'a']],
    ['nobody', ['get', 'pods']],
  ])('refuses %s', async (_, args) => {
    expect(await runCli(['can-i', ...args, ...cluster])).toMatchObject({
      code: 2,
      stdout: '',
    });
  });
});

describe('who-can', () => {
  it('names the principal with its mapping', async () => {
    const { answer } = await json('who-can', 'get', 'secrets', ...cluster);
    expect(answer.holders).toContainEqual({
      kind: 'principal',
      name: adminRole,
      by: 'group system:masters',
      username: 'admin',
      readFrom: expect.stringContaining('mapRoles[1]'),
    });
  });

  it('says that there may be more', async () => {
    const { stdout } = await runCli(['who-can', 'get', 'secrets', ...blind]);
    expect(stdout).toContain('not read, so there may be more: awsAuth');
  });
});

describe('who-can-aws', () => {
  it('answers over the account, and refuses what is no action', async () => {
    const { code, answer } = await json(
      'who-can-aws',
      'eks:CreateAccessEntry',
      '*',
      ...cluster,
    );
    expect({ code, answer }).toMatchObject({
      code: 0,
      answer: { holders: [] },
    });
    expect(
      await runCli(['who-can-aws', 'everything', '*', ...cluster]),
    ).toMatchObject({ code: 2 });
  });
});

describe('diff', () => {
  const before = folder.snapshot('before.json', aSnapshot().build());
  const after = cluster[1];

  it('finds who gained access, and the other way round who lost it', async () => {
    const gained = await json('diff', before, after);
    expect(gained.code).toBe(1);
    expect(gained.answer.changes).toContainEqual(
      expect.objectContaining({ who: adminRole, change: 'gained' }),
    );
    const lost = await json('diff', after, before);
    expect(lost.answer.changes).toContainEqual(
      expect.objectContaining({ who: adminRole, change: 'lost' }),
    );
  });

  it('finds nothing between a snapshot and itself', async () => {
    expect(await runCli(['diff', after, after])).toMatchObject({
      code: 0,
      stdout: 'effective access did not change\n',
    });
  });
});

describe('migrate', () => {
  it('stops before anything is taken away, and says why', async () => {
    const { code, answer } = await json('migrate', ...cluster);
    expect(code).toBe(1);
    expect(answer.status).toBe('blocked');
    expect(JSON.stringify(answer.steps)).not.toContain('"mode":"API"');
    const { stdout } = await runCli(['migrate', ...cluster]);
    expect(stdout).toContain('blocked: something has to be decided first');
    expect(stdout).toContain('blocker principal-missing');
  });

  it('claims nothing about what was not read', async () => {
    const { code, stdout } = await runCli(['migrate', ...blind]);
    expect(code).toBe(1);
    expect(stdout).not.toContain('stay equal\n');
    expect(stdout).toMatch(/not read, so there may be more: .*awsAuth/);
  });

  it('is ready where every line has its place, with commands and their undo', async () => {
    const path = folder.snapshot(
      'migratable.json',
      aSnapshot()
        .withCluster({ authenticationMode: 'API_AND_CONFIG_MAP' })
        .withAwsAuth({
          mapRoles: `- rolearn: ${adminRole}\n  username: admin\n  groups: [system:masters]\n`,
        })
        .with('iamRoles', [aRole('Admin')])
        .build(),
    );
    const { code, answer } = await json('migrate', '--snapshot', path);
    expect({ code, answer }).toMatchObject({
      code: 0,
      answer: {
        status: 'ready',
        changes: [],
        lockOut: { isSafe: 'yes', administrators: [adminRole] },
      },
    });
    expect(answer.steps[0].rendered[0]).toMatchObject({
      do: expect.stringContaining('create-access-entry'),
      undo: expect.stringContaining('delete-access-entry'),
    });
    const { stdout } = await runCli(['migrate', '--snapshot', path]);
    expect(stdout).toContain('effective rights stay equal');
    expect(stdout).toContain('--principal-arn');
  });
});

describe('explain', () => {
  const text = 'error: You must be logged in to the server (Unauthorized)';

  it('reads an argument or standard input, with a cluster or without', async () => {
    const piped = await runCli(['explain', '-'], { input: text });
    const given = await runCli(['explain', text]);
    expect(piped).toEqual(given);
    expect(piped.code).toBe(0);
    const { answer } = await json(
      'explain',
      text,
      '--principal',
      lostRole,
      ...cluster,
    );
    expect(answer.diagnoses[0].causes[0]).toMatchObject({
      certainty: 'proven',
    });
  });

  it('says so when the text is no error', async () => {
    expect(await runCli(['explain', 'good morning'])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('no error that is known'),
    });
  });
});

describe('iam and trust', () => {
  const allow = (action: string, more: object = {}) =>
    folder.write(`${action.replace(':', '-')}.json`, {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: action, Resource: '*', ...more }],
    });
  const trust = folder.write('trust.json', {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ],
  });
  const request = [
    ...['--principal', adminRole, '--resource', 'arn:aws:s3:::b/k'],
    ...['--resource-account', '111122223333'],
  ];

  it.each([
    ['Allowed', 's3:GetObject', 0],
    ['ImplicitlyDenied', 's3:PutObject', 1],
  ])('iam evaluate says %s for %s', async (decision, action, code) => {
    expect(
      await json(
        'iam',
        'evaluate',
        ...request,
        '--action',
        action,
        '--policy',
        allow('s3:GetObject'),
      ),
    ).toMatchObject({ code, answer: { decision } });
  });

  it('iam evaluate knows layers: an empty level of the organization allows nothing', async () => {
    const run = await json(
      ...['iam', 'evaluate', ...request, '--action', 's3:GetObject'],
      ...[
        '--policy',
        allow('s3:GetObject'),
        '--scp',
        allow('ec2:RunInstances'),
      ],
    );
    expect(run).toMatchObject({
      code: 1,
      answer: { decision: 'ImplicitlyDenied' },
    });
  });

  it('iam evaluate refuses files and a cluster at once, and files that are no JSON', async () => {
    const wrong = folder.write('wrong.json', '{');
    for (const args of [
      ['--policy', allow('s3:GetObject'), ...cluster],
      ['--policy', wrong],
      ['--policy', '/nowhere'],
    ]) {
      expect(
        await runCli([
          'iam',
          'evaluate',
          ...request,
          '--action',
          's3:GetObject',
          ...args,
        ]),
      ).toMatchObject({ code: 2, stdout: '' });
    }
  });

  it('iam validate tells what is wrong', async () => {
    const good = await runCli(['iam', 'validate', allow('s3:GetObject')]);
    expect(good).toMatchObject({ code: 0, stdout: 'valid\n' });
    const bad = await json(
      'iam',
      'validate',
      folder.write('bad.json', { Statement: [{ Effect: 'allow' }] }),
    );
    expect(bad).toMatchObject({ code: 1, answer: { valid: false } });
  });

  it('iam escalations finds a way, or none', async () => {
    const none = await runCli([
      'iam',
      'escalations',
      '--policy',
      allow('s3:GetObject'),
    ]);
    expect(none).toMatchObject({ code: 0, stdout: 'no way was found\n' });
    const some = await json(
      'iam',
      'escalations',
      '--policy',
      allow('iam:CreatePolicyVersion'),
    );
    expect(some.code).toBe(1);
    expect(some.answer.paths[0].actions).toContain('iam:CreatePolicyVersion');
  });

  it('trust admits a service and names the link that fails for another', async () => {
    expect(
      await json('trust', trust, '--service', 'ec2.amazonaws.com'),
    ).toMatchObject({ code: 0, answer: { decision: 'Allowed' } });
    expect(
      await json('trust', trust, '--service', 'pods.eks.amazonaws.com'),
    ).toMatchObject({
      code: 1,
      answer: { decision: 'Denied', failingLink: expect.any(String) },
    });
    expect(await runCli(['trust', trust])).toMatchObject({ code: 2 });
  });
});
