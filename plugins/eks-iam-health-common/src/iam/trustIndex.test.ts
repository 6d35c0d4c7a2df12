import { IamRole } from '../model';
import { aSnapshot } from '../testing';
import { rolesTrusting, statementsTrusting } from './trustIndex';
import {
  oidcProviderArn,
  subjectOf,
  trustsServiceAccount,
} from './trustsServiceAccount';

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
      aRole('vault', {
        StringEquals: {
          [key]: subjectOf('shop', 'cart'),
          [key.replace(/sub$/, 'aud')]: ['vault', 'consul'],
        },
      }),
      aRole('both', {
        StringEquals: { [key]: subjectOf('shop', 'cart') },
        StringLike: { [key]: subjectOf('shop', 'c*') },
      }),
      aRole('elsewhere', {
        StringEquals: { [key]: subjectOf('shop', 'cart') },
        IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
      }),
    ])
    .build();
  const names = (namespace: string, name: string) =>
    rolesTrusting(token(namespace, name), snapshot)
      .map(role => role.name)
      .sort();

  it('finds exact, patterned and open trust alike', () => {
    expect(names('shop', 'cart')).toEqual([
      'both',
      'exact',
      'namespace',
      'prefix',
    ]);
    expect(names('shop', 'till')).toEqual([
      'another',
      'namespace',
      'negated',
      'prefix',
    ]);
    expect(names('ledger', 'api')).toEqual(['negated']);
  });

  it('says what evaluating every role says', () => {
    const { iamRoles } = snapshot.sections;
    const roles = iamRoles.status === 'read' ? iamRoles.value : [];
    for (const aud of ['sts.amazonaws.com', 'vault', 'consul', 'x']) {
      for (const name of ['cart', 'till', 'c', 'other']) {
        for (const namespace of ['shop', 'ledger', 'shed']) {
          const asked = { ...token(namespace, name), aud };
          expect(new Set(rolesTrusting(asked, snapshot))).toEqual(
            new Set(
              roles.filter(
                ({ trustPolicy }) =>
                  trustsServiceAccount(trustPolicy, asked).answer === 'yes',
              ),
            ),
          );
        }
      }
    }
  });

  it('asks a role whose Deny may matter, and one that allows another action', () => {
    const exact = aRole('exact', {
      StringEquals: { [key]: subjectOf('shop', 'cart') },
    });
    const [allow] = Object(exact.trustPolicy).Statement;
    const withStatements = (name: string, ...statements: unknown[]) => ({
      ...exact,
      name,
      trustPolicy: { Version: '2012-10-17', Statement: statements },
    });
    const given = aSnapshot()
      .with('iamRoles', [
        withStatements('denied', allow, {
          Effect: 'Deny',
          Principal: '*',
          Action: '*',
        }),
        withStatements('action', { ...allow, Action: 'sts:AssumeRole' }),
        withStatements('twice', allow, allow),
      ])
      .build();
    expect(
      rolesTrusting(token('shop', 'cart'), given).map(role => role.name),
    ).toEqual(['twice']);
  });

  it('lists the statements of a provider', () => {
    expect(statementsTrusting(providerArn, snapshot)).toHaveLength(8);
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
    // The budget is 10 ms on a quiet machine, see docs/performance.md; all pairs take seconds.
    expect(milliseconds).toBeLessThan(200);
  });
});
