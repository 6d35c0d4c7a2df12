import { findMisreadings } from './findMisreadings';

const found = (statement: Record<string, unknown>, version = '2012-10-17') =>
  findMisreadings(
    {
      Version: version,
      Statement: {
        Effect: 'Allow',
        Action: 'eks:DescribeCluster',
        Resource: '*',
        ...statement,
      },
    },
    'aws',
  ).map(({ verdict, instead }) => `${verdict}: ${instead}`);

describe('findMisreadings', () => {
  it.each([
    [
      'a letter too many',
      { Action: 'eks:DescribeClusters' },
      'fail: write `eks:DescribeCluster`',
    ],
    [
      'letters changed',
      { Action: 'STS:AsumeRole' },
      'fail: write `STS:AssumeRole`',
    ],
    [
      'a name like none',
      { Action: 'eks:GrantAccess' },
      'warn: look the action up in the Service Authorization Reference',
    ],
    [
      'a pattern that meets nothing',
      { Action: 'eks:Descirbe*' },
      'warn: look the action up in the Service Authorization Reference',
    ],
    ['an action of another service', { Action: 's3:GetObjects' }, undefined],
    ['the case of letters', { Action: 'EKS:describecluster' }, undefined],
    [
      'a key that is almost one',
      { Condition: { StringEquals: { 'aws:PrincipalOrg': 'o-1' } } },
      'fail: write `aws:PrincipalOrgID`',
    ],
    [
      'a tag key',
      { Condition: { StringEquals: { 'aws:PrincipalTags/team': 'a' } } },
      'fail: write `aws:PrincipalTag/team`',
    ],
    [
      'a key of another service',
      { Condition: { StringEquals: { 'ec2:Regoin': 'a' } } },
      undefined,
    ],
    [
      'a set operator with a wildcard',
      {
        Condition: {
          'ForAnyValue:StringEqualsIfExists': {
            'aws:PrincipalOrgPaths': 'o-1/*',
          },
        },
      },
      'fail: use `ForAnyValue:StringLikeIfExists`',
    ],
    [
      'an escaped wildcard',
      { Condition: { StringEquals: { 'aws:PrincipalTag/a': '${*}' } } },
      undefined,
    ],
    [
      'an access entry for an action on clusters',
      {
        Action: 'eks:CreateAccessEntry',
        Resource: 'arn:aws:eks:*:*:access-entry/*',
      },
      'fail: name a resource of type `cluster`',
    ],
    [
      'one of several resources fits',
      {
        Action: 'eks:UpdateAddon',
        Resource: ['arn:aws:eks:*:*:cluster/a', 'arn:aws:eks:*:*:addon/a/*'],
      },
      undefined,
    ],
    [
      'a pattern before the type',
      { Action: 'eks:UpdateAddon', Resource: 'arn:aws:eks:*:*:*/a/*' },
      undefined,
    ],
  ])('%s', (_, statement, first) => {
    expect(found(statement)[0]).toBe(first);
  });

  it('knows variables by the version', () => {
    const statement = {
      Action: 's3:*',
      Resource: 'arn:aws:s3:::${aws:userid}',
    };
    expect(found(statement)).toEqual([]);
    expect(found(statement, '2008-10-17')).toEqual([
      'fail: add `"Version": "2012-10-17"`',
    ]);
  });

  it('has nothing to say of a document that is no policy', () => {
    expect(findMisreadings('{', 'aws')).toEqual([]);
  });
});
