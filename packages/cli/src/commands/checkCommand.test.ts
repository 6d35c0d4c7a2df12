import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { aSnapshot } from 'backstage-plugin-eks-iam-health-common/testing';
import { runCli } from '../__testUtils__/runCli';
import { TemporaryFolder } from '../__testUtils__/TemporaryFolder';
import { anUnhealthyCluster, lostRole } from '../__testUtils__/unhealthy';

jest.setTimeout(120_000);

const folder = new TemporaryFolder();
const unhealthy = folder.snapshot(
  'unhealthy.json',
  anUnhealthyCluster().build(),
);
const healthy = folder.snapshot('healthy.json', aSnapshot().build());
afterAll(() => folder.remove());

const two = ['--only', 'AUTHN-004,aws-auth-system-masters'];
const check = (...args: string[]) => runCli(['check', ...args]);

interface SarifLog {
  runs: Array<{
    tool: { driver: { rules: Array<{ id: string }> } };
    invocations: Array<{
      toolExecutionNotifications: Array<{ message: { text: string } }>;
    }>;
    results: Array<{
      ruleId: string;
      ruleIndex: number;
      kind: string;
      level: string;
      message: { text: string };
      partialFingerprints: Record<string, string>;
      suppressions?: Array<{ justification?: string }>;
    }>;
  }>;
}

describe('exit codes of check', () => {
  it.each([
    ['0 where nothing is wrong', [healthy, ...two], 0],
    ['1 at the severity', [unhealthy, ...two, '--fail-on', 'critical'], 1],
    ['1 above it', [unhealthy, ...two], 1],
    [
      '0 below it',
      [unhealthy, '--only', 'AUTHN-004', '--fail-on', 'critical'],
      0,
    ],
    ['0 without a threshold', [unhealthy, ...two, '--fail-on', 'none'], 0],
    ['0 for what is skipped', [unhealthy, ...two, '--skip', 'AUTH*'], 2],
  ])('%s', async (_, args, code) => {
    expect((await check('--snapshot', ...args)).code).toBe(code);
  });

  it('is not 0 for what was not read: that is unknown, and where all is unknown nothing was judged', async () => {
    const blind = folder.snapshot(
      'blind.json',
      anUnhealthyCluster().unreadable('awsAuth', 'denied').build(),
    );
    const all = await check('--snapshot', blind, ...two);
    expect(all).toMatchObject({ code: 2 });
    expect(all.stdout).toContain('UNKNOWN');
    expect(all.stderr).toContain('nothing could be judged');

    const some = ['--snapshot', blind, '--only', 'AUTHN-004,KEY-002'];
    expect((await check(...some)).code).toBe(0);
    expect((await check(...some, '--fail-on-unknown')).code).toBe(1);
  });
});

describe('formats of check', () => {
  it('table: verdict, severity, number, message and totals', async () => {
    const { stdout } = await check('--snapshot', unhealthy, ...two);
    expect(stdout).toMatch(/^FAIL {4}critical {2}AUTHZ-003 /m);
    expect(stdout).toContain('`role/eng/Developer` never matches');
    expect(stdout).toMatch(/score \d+ of 100, coverage 100%: 2 fail, 0 warn/);
    expect(stdout).toContain('2 findings at severity high or above');
  });

  it('table: what stands in a cluster cannot write on the terminal', async () => {
    const path = folder.snapshot(
      'escape.json',
      aSnapshot()
        .withAwsAuth({
          mapRoles: `- rolearn: "arn:aws:iam::111122223333:role/a\\e[2Jb\\u202e"\n  username: x\n  groups: [system:masters]\n`,
        })
        .build(),
    );
    const { stdout } = await check('--snapshot', path);
    expect(stdout).toContain('\\u001b[2Jb\\u202e');
    // eslint-disable-next-line no-control-regex -- it is what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('table and markdown: what to do, on demand', async () => {
    for (const format of ['table', 'markdown']) {
      const args = ['--snapshot', unhealthy, ...two, '--format', format];
      const { stdout } = await check(...args, '--repairs');
      expect(stdout).toContain('aws eks create-access-entry');
      expect((await check(...args)).stdout).not.toContain('aws eks create');
    }
  });

  it('json: the report, and what decided the exit code', async () => {
    const { stdout } = await check(
      '--snapshot',
      unhealthy,
      ...two,
      '--format',
      'json',
    );
    expect(JSON.parse(stdout)).toMatchObject({
      counts: { fail: 2 },
      failOn: 'high',
      counted: [
        { checkId: 'aws-auth-role-path', subject: lostRole },
        { checkId: 'aws-auth-system-masters' },
      ],
      accepted: [],
    });
  });

  it('sarif: valid by the schema, one result per finding, and what was not read as a notification', async () => {
    const schemaFile = require.resolve(
      '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
    );
    const ajv = new Ajv({
      strict: false,
      allErrors: true,
      // the schema has patterns that are none with the flag `u`
      unicodeRegExp: false,
    });
    addFormats(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
    const blind = folder.snapshot(
      'no-keys.json',
      anUnhealthyCluster().unreadable('accessKeys', 'denied').build(),
    );
    const { stdout } = await check('--snapshot', blind, '--format', 'sarif');
    const log: SarifLog = JSON.parse(stdout);
    expect([validate(log), validate.errors]).toEqual([true, null]);

    // the schema is looked at: a log with a slip is refused
    const [wrong] = log.runs;
    expect(validate({ ...log, runs: [{ ...wrong, results: [{}] }] })).toBe(
      false,
    );

    const { results, tool, invocations } = log.runs[0];
    const lost = results.find(({ ruleId }) => ruleId === 'aws-auth-role-path');
    expect(lost).toMatchObject({ kind: 'fail', level: 'error' });
    for (const { ruleId, ruleIndex } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    }
    const prints = results.map(r => r.partialFingerprints['subject/v1']);
    expect(new Set(prints).size).toBe(prints.length);
    expect(
      invocations[0].toolExecutionNotifications.map(n => n.message.text),
    ).toContainEqual(expect.stringMatching(/^accessKeys was not read/));
  });

  it('junit: well-formed, its counts are those of its cases, hostile names and all', async () => {
    const hostile = folder.snapshot(
      'hostile.json',
      aSnapshot()
        .withAwsAuth({
          mapRoles: `- rolearn: 'arn:aws:iam::111122223333:role/]]>"<&\u{1F600}'\n  username: "\\0"\n  groups: [system:masters]\n`,
        })
        .build(),
    );
    const { stdout } = await check('--snapshot', hostile, '--format', 'junit');
    const seen = { testcase: 0, failure: 0, skipped: 0, text: '' };
    const totals: Array<Record<string, string>> = [];
    const parser = new SaxesParser();
    parser.on('error', error => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) => {
      if (name === 'testsuites') totals.push(attributes);
      if (name in seen) seen[name as 'testcase' | 'failure' | 'skipped'] += 1;
    });
    parser.on('text', text => {
      seen.text += text;
    });
    parser.write(stdout).close();
    expect(totals).toEqual([
      expect.objectContaining({
        tests: String(seen.testcase),
        failures: String(seen.failure),
        skipped: String(seen.skipped),
      }),
    ]);
    expect(seen.failure).toBeGreaterThan(0);
    expect(seen.text).toContain(']]>"<&\u{1F600}');
  });

  it('markdown: names cannot become markup', async () => {
    const hostile = folder.snapshot(
      'markup.json',
      aSnapshot()
        .withAwsAuth({
          mapRoles: `- rolearn: 'arn:aws:iam::111122223333:role/a|b<img src=x>'\n  username: x\n  groups: [system:masters]\n`,
        })
        .build(),
    );
    const { stdout } = await check(
      '--snapshot',
      hostile,
      '--format',
      'markdown',
    );
    expect(stdout).toContain('| fail | high | AUTHN-007 ');
    expect(stdout.replace(/`[^`]*`/g, '')).not.toContain('<img');
  });

  it('writes to a file on demand', async () => {
    const output = join(folder.path, 'out.json');
    const run = await check(
      '--snapshot',
      unhealthy,
      ...two,
      '--format',
      'json',
      '--output',
      output,
    );
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(JSON.parse(readFileSync(output, 'utf8'))).toHaveProperty('score');
  });
});

describe('a baseline', () => {
  const written = join(folder.path, 'accepted.json');
  const by = (...more: string[]) =>
    check('--snapshot', unhealthy, ...two, '--baseline', written, ...more);
  interface Baseline {
    version: number;
    accepted: Array<Record<string, string>>;
  }
  const read = (): Baseline => JSON.parse(readFileSync(written, 'utf8'));

  beforeAll(() =>
    check('--snapshot', unhealthy, ...two, '--write-baseline', written),
  );

  it('accepts what was found then', async () => {
    expect(read().accepted).toHaveLength(2);
    const run = await by();
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(
      '0 findings at severity high or above; 2 accepted',
    );
    const log: SarifLog = JSON.parse((await by('--format', 'sarif')).stdout);
    expect(log.runs[0].results.map(r => r.suppressions?.length)).toEqual([
      1, 1,
    ]);
  });

  it.each<[string, (line: Record<string, string>) => Record<string, string>]>([
    ['of another cluster', line => ({ ...line, cluster: `${line.cluster}2` })],
    ['of another subject', line => ({ ...line, subject: 'x' })],
    ['that has run out', line => ({ ...line, expires: '2020-01-31' })],
    ['that was milder', line => ({ ...line, severity: 'low' })],
  ])('does not accept by a line %s', async (_, change) => {
    const { accepted } = read();
    const path = folder.write('changed.json', {
      version: 1,
      accepted: accepted.map(change),
    });
    const run = await check(
      '--snapshot',
      unhealthy,
      ...two,
      '--baseline',
      path,
    );
    expect(run.code).toBe(1);
  });

  it('keeps reasons and dates when it is written again, and drops what is gone', async () => {
    const path = folder.write('again.json', {
      version: 1,
      accepted: [
        ...read().accepted.map(line => ({
          ...line,
          reason: 'known',
          expires: '2999-01-31',
        })),
        { cluster: 'another', checkId: 'x', subject: 'y', severity: 'low' },
      ],
    });
    await check(
      '--snapshot',
      unhealthy,
      '--only',
      'AUTHN-004',
      '--write-baseline',
      path,
    );
    const again: Baseline = JSON.parse(readFileSync(path, 'utf8'));
    expect(again.accepted).toEqual([
      { cluster: 'another', checkId: 'x', subject: 'y', severity: 'low' },
      expect.objectContaining({
        checkId: 'aws-auth-role-path',
        reason: 'known',
        expires: '2999-01-31',
      }),
    ]);
  });

  it.each([
    ['no JSON', '{'],
    ['no baseline', '[]'],
    [
      'a wrong date',
      '{"version":1,"accepted":[{"cluster":"a","checkId":"b","subject":"c","severity":"low","expires":"soon"}]}',
    ],
  ])('refuses %s', async (_, text) => {
    const path = folder.write('wrong.json', text);
    expect(
      await check('--snapshot', unhealthy, '--baseline', path),
    ).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('a configuration', () => {
  const withConfig = (text: string) =>
    check(
      '--snapshot',
      unhealthy,
      ...two,
      '--format',
      'json',
      '--config',
      folder.write('config.yaml', text),
    );

  it.each([
    [
      'an app-config',
      'app: { title: "${NOT_SET}" }\neksIamHealth:\n  clusters: []\n  checks:\n    disabled: [aws-auth-system-masters]\n    severity: { aws-auth-role-path: low }\n',
    ],
    [
      'the part about checks alone',
      'disabled: [aws-auth-system-masters]\nseverity: { aws-auth-role-path: low }\n',
    ],
  ])('switches checks off and changes severities, as %s', async (_, text) => {
    const { code, stdout } = await withConfig(text);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      checks: [
        {
          checkId: 'aws-auth-role-path',
          severity: 'low',
          findings: [{ severity: 'low' }],
        },
      ],
    });
  });

  it('sets parameters', async () => {
    const verdictWith = async (parameters: object) => {
      const config = folder.write('parameters.json', { parameters });
      const { stdout } = await check(
        ...['--snapshot', unhealthy, '--format', 'json'],
        ...['--only', 'AUTHZ-004', '--config', config],
      );
      return JSON.parse(stdout).checks[0].verdict;
    };
    expect(await verdictWith({})).toBe('pass');
    expect(await verdictWith({ maxClusterAdmins: 0 })).toBe('fail');
  });

  it.each([
    [
      'an unknown check',
      'disabled: [no-such-check]',
      'there is no check `no-such-check`',
    ],
    [
      'a wrong severity',
      'severity: { aws-auth-role-path: huge }',
      'eksIamHealth.checks.severity',
    ],
    ['an unknown parameter', 'parameters: { maxAdmins: 1 }', 'maxAdmins'],
    ['no YAML', ': : :\n\t-', 'is not YAML'],
    [
      'a variable that is not set',
      'disabled: ["${NOT_SET_ANYWHERE}"]',
      'NOT_SET_ANYWHERE',
    ],
  ])('refuses %s', async (_, text, words) => {
    const run = await withConfig(text);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(words);
  });
});
