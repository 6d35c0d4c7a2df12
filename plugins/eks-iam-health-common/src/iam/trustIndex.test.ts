import { IamRole } from '../model';
import { aSnapshot } from '../testing';
import { rolesTrusting, statementsTrusting } from './trustIndex';
import { oidcProviderArn, subjectOf } from './trustsServiceAccount';

const issuer = 'https://oidc.eks.eu-west-1.amazonaws.com/id/AAAA1111';
const key = 'oidc.eks.eu-west-1.amazonaws.com/id/AAAA1111:sub';

function aRole(name: string, condition: unknown): IamRole {
  const arn = `arn:aws:iam::111122223333:role/${name}`;
  return {
    arn,
    name,
    path: '/',
    id: 'AROAEXAMPLE',
    createdAt: '2025-01-01T00:00:00Z',
    trustPolicy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: oidcProviderArn(arn, issuer) },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: condition,
        },
      ],
    },
    attachedPolicyArns: [],
    inlinePolicies: [],
    instanceProfileArns: [],
    tags: {},
  };
}

const providerArn = oidcProviderArn('arn:aws:iam::111122223333:role/x', issuer);
const token = (namespace: string, name: string) => ({
  providerArn,
  issuer,
  sub: subjectOf(namespace, name),
  aud: 'sts.amazonaws.com',
});

describe('rolesTrusting', () => {
  const snapshot = aSnapshot()
    .with('iamRoles', [
      aRole('exact', { StringEquals: { [key]: subjectOf('shop', 'cart') } }),
      aRole('namespace', { StringLike: { [key]: subjectOf('shop', '*') } }),
      aRole('prefix', { StringLike: { [key]: 'system:serviceaccount:sh*' } }),
      aRole('negated', {
        StringNotEquals: { [key]: subjectOf('shop', 'cart') },
      }),
      aRole('another', { StringEquals: { [key]: subjectOf('shop', 'till') } }),
    ])
    .build();
  const names = (namespace: string, name: string) =>
    rolesTrusting(token(namespace, name), snapshot)
      .map(role => role.name)
      .sort();

  it('finds exact, patterned and open trust alike', () => {
    expect(names('shop', 'cart')).toEqual(['exact', 'namespace', 'prefix']);
    expect(names('shop', 'till')).toEqual([
      'another',
      'namespace',
      'negated',
      'prefix',
    ]);
    expect(names('ledger', 'api')).toEqual(['negated']);
  });

  it('lists the statements of a provider', () => {
    expect(statementsTrusting(providerArn, snapshot)).toHaveLength(5);
    expect(statementsTrusting(`${providerArn}2`, snapshot)).toEqual([]);
  });

  it('asks few roles: 1,000 roles and 10,000 service accounts cost far less than all pairs', () => {
    const many = aSnapshot()
      .with(
        'iamRoles',
        Array.from({ length: 1000 }, (_, i) =>
          aRole(`r${i}`, {
            StringEquals: { [key]: subjectOf(`ns${i % 50}`, `sa${i}`) },
          }),
        ),
      )
      .build();
    rolesTrusting(token('warm', 'up'), many);
    const started = performance.now();
    let found = 0;
    for (let i = 0; i < 10_000; i++) {
      found += rolesTrusting(token(`ns${i % 50}`, `sa${i}`), many).length;
    }
    const milliseconds = performance.now() - started;
    expect(found).toBe(1000);
    // The budget is 10 ms on a quiet machine; all pairs take seconds.
    expect(milliseconds).toBeLessThan(500);
  });
});
