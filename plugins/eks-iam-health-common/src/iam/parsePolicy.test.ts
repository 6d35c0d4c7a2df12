import * as fc from 'fast-check';
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

  it('does not pass over a name that is given twice', () => {
    expect(
      problems(
        '{"Statement": {"Effect": "Deny", "Effect": "Allow", "Action": "*", "Resource": "*"}}',
      ),
    ).toEqual(['Statement.Effect: is given twice']);
  });

  it('reads what was rendered as it was meant', () => {
    const text = fc.string();
    const list = fc.oneof(text, fc.array(text, { maxLength: 3 }));
    const scalar = fc.oneof(text, fc.boolean(), fc.integer());
    const rendered = fc.record(
      {
        Sid: text,
        Effect: fc.constantFrom('Allow', 'Deny'),
        Action: list,
        Resource: list,
        Principal: fc.oneof(fc.constant('*'), fc.record({ AWS: list })),
        Condition: fc.dictionary(
          fc.constantFrom('Bool', 'StringLike'),
          fc.dictionary(text, fc.oneof(scalar, fc.array(scalar))),
        ),
      },
      { requiredKeys: ['Effect', 'Action'] },
    );
    fc.assert(
      fc.property(fc.array(rendered), fc.nat(4), (statements, indent) => {
        const document = JSON.parse(
          JSON.stringify({ Version: '2012-10-17', Statement: statements }),
        );
        const parse = parsePolicy(document);
        expect(parse.status).toBe('parsed');
        const asText = JSON.stringify(document, null, indent);
        expect(parsePolicy(asText)).toEqual(parse);
      }),
    );
  });

  it.each([
    ['{"Statement": [', /not JSON/],
    ['%7B%ZZ', /not JSON/],
    [undefined, /no document/],
    [[], /must be an object/],
    [{}, /Statement: is missing/],
  ])('%#: does not guess', (document, message) => {
    expect(problems(document).join()).toMatch(message);
  });
});
