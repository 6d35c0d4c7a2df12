import { InputError } from '../operation';
import { iamEscalations } from './iamEscalations';

describe('iam.escalations', () => {
  it('names the paths that patterns of actions open, step by step', () => {
    expect(
      iamEscalations({ allow: ['iam:PassRole', 'lambda:*Function'] }),
    ).toEqual({
      paths: [
        {
          id: 'lambda-001',
          actions: [
            'iam:PassRole',
            'lambda:CreateFunction',
            'lambda:InvokeFunction',
          ],
          steps: [
            'Choose a role that may do more and that `lambda.amazonaws.com` may assume.',
            'Create a function with the role and code of one’s own.',
            'Invoke it.',
            'Act with the role from the code that runs there.',
          ],
        },
      ],
    });
  });

  it('takes policies, as documents, texts or with a document, and keeps apart what is limited or open', () => {
    const statement = (
      Action: string,
      Resource: string,
      Condition?: unknown,
    ) => ({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action, Resource, Condition },
    });
    const pass = statement(
      'iam:PassRole',
      'arn:aws:iam::111122223333:role/app',
    );
    const run = JSON.stringify(statement('ec2:RunInstances', '*'));
    const withMfa = {
      name: 'x',
      document: statement('iam:CreatePolicyVersion', '*', {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      }),
    };
    expect(iamEscalations({ policies: [pass, run, withMfa] })).toMatchObject({
      paths: [],
      limited: [{ id: 'ec2-001' }],
      undecided: [{ id: 'iam-001' }],
    });
  });

  it('knows no paths where nothing is allowed', () => {
    expect(iamEscalations({ allow: [] })).toEqual({ paths: [] });
  });

  it.each([[{}], [{ policies: [1] }], [{ allow: 'iam:*' }], [{ allow: [1] }]])(
    'refuses %j',
    input => expect(() => iamEscalations(input)).toThrow(InputError),
  );
});
