import fc from 'fast-check';
import { SectionName, sectionNames, SNAPSHOT_SCHEMA_VERSION } from '../model';
import { aSnapshot, testNow } from '../testing';
import { parseSnapshot } from './parseSnapshot';

const whole = () => aSnapshot().unreadable('iamRoles', 'denied').build();
const problemsOf = (value: unknown) => {
  const parse = parseSnapshot(value);
  return parse.status === 'invalid' ? parse.problems : [];
};

describe('parseSnapshot', () => {
  it('gives back what was written as JSON', () => {
    expect(parseSnapshot(JSON.stringify(whole()))).toEqual({
      status: 'parsed',
      snapshot: whole(),
    });
  });

  it('says of a missing section that it was not collected', () => {
    const { pods: _, ...sections } = whole().sections;
    const parse = parseSnapshot({ ...whole(), sections });
    expect(parse).toMatchObject({
      status: 'parsed',
      snapshot: {
        sections: {
          pods: { status: 'unreadable', reason: 'not-collected', at: testNow },
        },
      },
    });
  });

  it('refuses a newer version and says so', () => {
    const [problem] = problemsOf({
      ...whole(),
      schemaVersion: SNAPSHOT_SCHEMA_VERSION + 1,
    });
    expect(problem).toEqual({
      path: 'schemaVersion',
      message: expect.stringContaining('newer version'),
    });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['another document', { kind: 'ConfigMap' }],
    ['no JSON', '{"schemaVersion": 1,'],
  ])('refuses %s', (_, value) => {
    expect(problemsOf(value)).toHaveLength(1);
  });

  it('refuses a section that nobody knows', () => {
    const { sections } = whole();
    expect(
      problemsOf({ ...whole(), sections: { ...sections, secrets: [] } }),
    ).toEqual([{ path: 'sections.secrets', message: 'is not known' }]);
  });

  it('tells all problems, each with its path', () => {
    const { sections } = whole();
    const problems = problemsOf({
      ...whole(),
      arn: 'payments-prod',
      sections: {
        ...sections,
        namespaces: {
          status: 'read',
          value: [{ name: 1, labels: {} }],
          at: testNow,
        },
        accessKeys: {
          status: 'read',
          value: [
            {
              userName: 'ci',
              userArn: 'arn:aws:iam::111122223333:user/ci',
              id: 'AKIA',
              status: 'Active',
              createdAt: 'yesterday',
            },
          ],
          at: testNow,
        },
      },
    });
    expect(problems.map(p => p.path).sort()).toEqual([
      'arn',
      'sections.accessKeys.value[0].createdAt',
      'sections.namespaces.value[0].name',
    ]);
  });

  it('refuses a cluster that is not the one of the snapshot', () => {
    const arn = 'arn:aws:eks:eu-west-1:111122223333:cluster/another';
    expect(problemsOf({ ...whole(), arn })).toEqual([
      {
        path: 'sections.cluster.value.arn',
        message: expect.stringContaining('another'),
      },
    ]);
  });

  it('refuses an access key id that is not masked', () => {
    const snapshot = aSnapshot()
      .with('leakingConfigMaps', [
        {
          namespace: 'a',
          name: 'b',
          keyMaterial: [
            {
              place: 'c',
              maskedKeyId: 'AKIAIOSFODNN7EXAMPLE',
              hasSecret: true,
            },
          ],
        },
      ])
      .build();
    expect(problemsOf(snapshot)[0]?.message).toBe('is not masked');
  });

  it('leaves out fields that nobody knows', () => {
    const { sections } = whole();
    const parse = parseSnapshot({
      ...whole(),
      sections: {
        ...sections,
        namespaces: {
          status: 'read',
          value: [{ name: 'shop', labels: {}, secret: 'x' }],
          at: testNow,
        },
      },
    });
    expect(JSON.stringify(parse)).not.toContain('secret":"x');
  });

  it('takes nothing for a section that is not one, and throws on nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<SectionName>(...sectionNames),
        fc.jsonValue(),
        (name, value) => {
          const { sections } = whole();
          const parse = parseSnapshot({
            ...whole(),
            sections: { ...sections, [name]: value },
          });
          // No JSON value by chance is an observed section.
          expect(parse.status).toBe('invalid');
          expect(problemsOf(value).length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
