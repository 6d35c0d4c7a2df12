import { DeniedCall } from '../../model';
import { aSnapshot, describeCheck } from '../../testing';
import { parseDeniedPassRole } from './deniedPassRole';
import { passRoleDenied } from './passRoleDenied';

const role = 'arn:aws:iam::111122223333:role/eks/node';
const denial = (who: string, rest = ` on resource: ${role}`) =>
  `User: ${who} is not authorized to perform: iam:PassRole${rest}`;
const session = (name: string, who: string) =>
  `arn:aws:sts::111122223333:assumed-role/${name}/${who}`;
const call = (
  message: string,
  change: Partial<DeniedCall> = {},
): DeniedCall => ({
  at: '2026-11-20T10:00:00Z',
  eventSource: 'eks.amazonaws.com',
  eventName: 'CreateNodegroup',
  errorCode: 'AccessDenied',
  message,
  ...change,
});
const calls = (...list: DeniedCall[]) => aSnapshot().with('deniedCalls', list);

describe('parseDeniedPassRole', () => {
  it.each([
    [denial('arn:a'), 'arn:a', role, undefined],
    [
      denial(
        'arn:a',
        ` on resource: ${role} because no identity-based policy allows the iam:PassRole action`,
      ),
      'arn:a',
      role,
      'because no identity-based policy allows the iam:PassRole action',
    ],
    [
      denial(
        'arn:a',
        ` on resource: "${role}" with an explicit deny in a service control policy.`,
      ),
      'arn:a',
      role,
      'with an explicit deny in a service control policy',
    ],
    [denial('arn:a', ` on\n resource: ${role}.`), 'arn:a', role, undefined],
    [
      `Cross-account pass role is not allowed. ${denial('arn:a', '')}`,
      'arn:a',
      undefined,
      undefined,
    ],
  ])('reads %s', (message, principalArn, roleArn, because) => {
    expect(parseDeniedPassRole(message)).toEqual({
      principalArn,
      roleArn,
      because,
    });
  });

  it.each([
    'User: arn:a is not authorized to perform: iam:PassRoleX on resource: r',
    'User: arn:a is not authorized to perform: eks:CreateNodegroup on resource: r because iam:PassRole',
    '',
  ])('takes nothing from %j', message => {
    expect(parseDeniedPassRole(message)).toBeUndefined();
  });
});

describeCheck(passRoleDenied, [
  {
    shows: 'two principals; sessions of one role are one',
    given: calls(
      call(denial(session('Dev', 'jane'))),
      call(denial(session('Dev', 'john'))),
      call(denial('arn:aws:iam::111122223333:user/ci'), {
        eventName: 'CreateFargateProfile',
      }),
    ),
    finds: [
      `arn:aws:sts::111122223333:assumed-role/Dev to ${role}`,
      `arn:aws:iam::111122223333:user/ci to ${role}`,
    ],
    verdict: 'fail',
    message: /`CreateNodegroup` were refused 2 times/,
    repairs: [],
  },
  {
    shows: 'refused for other reasons, by other services, or long ago',
    given: calls(
      call('User: a is not authorized to perform: eks:CreateNodegroup'),
      call(denial('arn:a'), { eventSource: 'ec2.amazonaws.com' }),
      call(denial('arn:a'), { at: '2026-11-01T10:00:00Z' }),
    ),
    finds: [],
  },
  {
    shows: 'CloudTrail was not read',
    given: aSnapshot().unreadable('deniedCalls'),
    verdict: 'unknown',
  },
]);
