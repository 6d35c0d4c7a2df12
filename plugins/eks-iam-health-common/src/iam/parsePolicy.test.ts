import { parsePolicy } from './parsePolicy';

const problems = (document: unknown) => {
  const parse = parsePolicy(document);
  return parse.status === 'malformed'
    ? parse.problems.map(({ path, message }) => `${path}: ${message}`)
    : [];
};
const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };

describe('parsePolicy', () => {
  it('reads text, percent-encoded text and values alike', () => {
    const value = { Version: '2012-10-17', Statement: statement };
    const text = JSON.stringify(value);
    const expected = parsePolicy(value);
    expect(expected.status).toBe('parsed');
    expect(parsePolicy(text)).toEqual(expected);
    expect(parsePolicy(encodeURIComponent(text))).toEqual(expected);
  });

  it('takes single values for lists, and booleans in conditions for their text', () => {
    expect(
      parsePolicy({
        Statement: {
          ...statement,
          Principal: { AWS: '*', Service: 'a' },
          Condition: { Bool: { 'aws:SecureTransport': true } },
        },
      }),
    ).toMatchObject({
      policy: {
        version: '2008-10-17',
        statements: [
          {
            index: 0,
            actions: ['s3:*'],
            principals: { everyone: true, aws: [], service: ['a'] },
            conditions: [{ values: ['true'] }],
          },
        ],
      },
    });
  });

  it('tells all problems at once, each with its path', () => {
    expect(
      problems({
        Version: '2012-10-16',
        Statement: [],
      }),
    ).toEqual(['Version: must be `2012-10-17` or `2008-10-17`']);
    expect(
      problems({
        Statement: [
          { ...statement, Principals: {} },
          { ...statement, Effect: 'allow' },
          { Effect: 'Deny', Resource: 1 },
          { ...statement, NotAction: 'x', Condition: { Bool: 'true' } },
        ],
      }),
    ).toEqual([
      'Statement[0].Principals: is not an element of the policy language',
      'Statement[1].Effect: must be `Allow` or `Deny`',
      'Statement[2]: has neither `Action` nor `NotAction`',
      'Statement[2].Resource: must be text',
      'Statement[3]: has both `Action` and `NotAction`',
      'Statement[3].Condition.Bool: must be an object',
    ]);
  });

  it.each([
    ['{"Statement": [', /not JSON/],
    [undefined, /no document/],
    [[], /must be an object/],
    [{}, /Statement: is missing/],
  ])('%#: does not guess', (document, message) => {
    expect(problems(document).join()).toMatch(message);
  });
});
