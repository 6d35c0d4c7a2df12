import { InputError } from '../operation';
import { iamTrust } from './iamTrust';

const policy = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: '444455556666' },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': 'vendor-4711' } },
  },
};
const arn = 'arn:aws:iam::444455556666:role/vendor';

describe('iam.trust', () => {
  it('answers with the decision, and with the link that fails', () => {
    expect(
      iamTrust({ policy, caller: { aws: arn, externalId: 'vendor-4711' } }),
    ).toEqual({ decision: 'Allowed' });
    expect(
      iamTrust({ policy: JSON.stringify(policy), caller: { aws: arn } }),
    ).toEqual({
      decision: 'Unknown',
      failingLink:
        'statement 0 (Allow) depends on `StringEquals` on `sts:ExternalId`',
    });
    expect(
      iamTrust({ policy, caller: { service: 'ec2.amazonaws.com' } }),
    ).toEqual({
      decision: 'Denied',
      failingLink:
        'principal `ec2.amazonaws.com` is not named: statement 0 names `444455556666`',
    });
  });

  it('takes what is known besides from `context`', () => {
    const context = { 'sts:externalid': 'vendor-4711' };
    expect(iamTrust({ policy, caller: { aws: arn }, context })).toEqual({
      decision: 'Allowed',
    });
  });

  it.each([
    [{ caller: { aws: arn } }, '`policy` must be'],
    [{ policy }, '`caller` must be an object'],
    [{ policy, caller: {} }, '`caller` must have one of'],
    [
      { policy, caller: { aws: arn, service: 'x' } },
      '`caller` must have one of',
    ],
    [{ policy, caller: { aws: arn }, context: { a: {} } }, 'must hold texts'],
  ])('refuses %j', (input, message) => {
    expect(() => iamTrust(input)).toThrow(InputError);
    expect(() => iamTrust(input)).toThrow(message);
  });
});
