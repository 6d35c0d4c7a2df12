import { aDocument, aPolicy, aRole, aSnapshot } from '../../testing';
import { authorizeInAccount } from './authorizeInAccount';

const arn = (path: string) => `arn:aws:iam::111122223333:${path}`;
const all = { Effect: 'Allow', Action: '*', Resource: '*' };
const inline = (...statements: unknown[]) => ({
  inlinePolicies: [{ name: 'own', document: aDocument(...statements) }],
});
const named = (...statements: unknown[]) => ({
  name: 'p',
  document: aDocument(...statements),
});
const trusting = (principal: unknown) =>
  aDocument({
    Effect: 'Allow',
    Principal: principal,
    Action: 'sts:AssumeRole',
  });
const organization = {
  id: 'o-1',
  managementAccountId: '999999999999',
};
const snapshot = aSnapshot().with('iamRoles', [
  aRole('Dev', inline(all)),
  aRole('Fenced', {
    ...inline(all),
    permissionsBoundaryArn: arn('policy/Fence'),
  }),
  aRole('Open', { trustPolicy: trusting({ AWS: arn('root') }) }),
  aRole('Shut', { trustPolicy: trusting({ Service: 'ec2.amazonaws.com' }) }),
]);

const ask = (
  given = snapshot,
  more: Partial<Parameters<typeof authorizeInAccount>[0]> = {},
) =>
  authorizeInAccount(
    {
      principal: arn('role/Dev'),
      action: 'eks:DescribeCluster',
      resource: 'arn:aws:eks:eu-west-1:111122223333:cluster/shop',
      ...more,
    },
    given.build(),
  );
const decision = (...args: Parameters<typeof ask>) => ask(...args).decision;

describe('authorizeInAccount', () => {
  it('asks the policies of the principal, for its sessions as well', () => {
    expect(ask()).toMatchObject({
      decision: 'Allowed',
      unseen: ['session policies', 'VPC endpoint policies'],
    });
    const principal = 'arn:aws:sts::111122223333:assumed-role/Dev/jane';
    expect(decision(snapshot, { principal })).toBe('Allowed');
    expect(decision(snapshot, { principal: arn('role/Open') })).toBe(
      'ImplicitlyDenied',
    );
  });

  it('does not know what was not read', () => {
    const principal = arn('role/Fenced');
    expect(decision(snapshot, { principal })).toBe('Unknown');
    expect(
      decision(
        snapshot.with('iamPolicies', [
          aPolicy('Fence', { ...all, Action: 's3:*' }),
        ]),
        { principal },
      ),
    ).toBe('ImplicitlyDenied');
    expect(decision(snapshot.unreadable('iamRoles', 'denied'))).toBe('Unknown');
    expect(decision(snapshot, { principal: arn('role/Gone') })).toBe('Unknown');
  });

  it('asks the organization, but not about its management account', () => {
    const bound = snapshot
      .with('organization', organization)
      .with('organizationPolicies', {
        serviceControl: [[named(all)], [named({ ...all, Effect: 'Deny' })]],
        resourceControl: [],
      });
    expect(decision(bound)).toBe('ExplicitlyDenied');
    expect(
      decision(
        bound.with('organization', {
          ...organization,
          managementAccountId: '111122223333',
        }),
      ),
    ).toBe('Allowed');
  });

  it('tells that the policies of the organization were not read', () => {
    const unread = snapshot
      .with('organization', organization)
      .unreadable('organizationPolicies', 'denied');
    expect(ask(unread)).toMatchObject({
      decision: 'Allowed',
      unseen: expect.arrayContaining(['service control policies']),
    });
  });

  it.each([
    ['Open', 'Allowed'],
    ['Shut', 'ImplicitlyDenied'],
    ['Elsewhere', 'Unknown'],
  ])('asks the trust policy of role %s', (name, expected) => {
    const request = {
      action: 'sts:AssumeRole',
      resource: arn(`role/${name}`),
    };
    expect(decision(snapshot, request)).toBe(expected);
  });

  it('does not know the policies of keys and of other accounts', () => {
    const key = {
      action: 'kms:Decrypt',
      resource: 'arn:aws:kms:eu-west-1:111122223333:key/1',
    };
    expect(decision(snapshot, key)).toBe('Unknown');
    const bucket = { action: 's3:GetObject', resource: 'arn:aws:s3:::a/b' };
    expect(decision(snapshot, bucket)).toBe('Allowed');
    expect(
      decision(snapshot, { ...bucket, resourceAccountId: '444455556666' }),
    ).toBe('Unknown');
  });
});
