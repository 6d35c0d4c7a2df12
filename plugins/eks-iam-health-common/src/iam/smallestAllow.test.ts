import { aDocument } from '../testing';
import { contextOf } from './context';
import { evaluateIdentity } from './evaluateIdentity';
import { PrincipalPolicies } from './policiesOf';
import { smallestAllow, toPolicyDocument } from './smallestAllow';

const principal = (...statements: unknown[]): PrincipalPolicies => ({
  status: 'read',
  kind: 'role',
  arn: 'arn:aws:iam::111122223333:role/Dev',
  name: 'Dev',
  identity: [{ name: 'own', document: aDocument(...statements) }],
  unread: [],
});
const cluster = 'arn:aws:eks:eu-west-1:111122223333:cluster/shop';

describe('smallestAllow', () => {
  it.each([
    ['eks:DescribeCluster', cluster],
    ['eks:ListClusters', '*'],
    ['iam:PassRole', 'arn:aws:iam::111122223333:role/node'],
  ])('for %s makes the policies allow it, and no more', (action, resource) => {
    const before = principal();
    const request = {
      action,
      resource,
      context: contextOf({ 'iam:PassedToService': 'eks.amazonaws.com' }),
    };
    const allow = smallestAllow(request, evaluateIdentity(before, request), {
      passedToService: 'eks.amazonaws.com',
    });
    const after: PrincipalPolicies = {
      ...before,
      identity: [
        { name: 'new', document: toPolicyDocument([allow?.statement]) },
      ],
    };
    expect(evaluateIdentity(after, request).effect).toBe('allowed');
    expect(
      evaluateIdentity(after, { ...request, action: 'eks:DeleteCluster' })
        .effect,
    ).toBe('implicitDeny');
  });

  it('offers nothing against a Deny', () => {
    const denied = evaluateIdentity(
      principal({ Effect: 'Deny', Action: '*', Resource: '*' }),
      {
        action: 'eks:DescribeCluster',
        resource: cluster,
        context: contextOf({}),
      },
    );
    expect(
      smallestAllow(
        { action: 'eks:DescribeCluster', resource: cluster },
        denied,
      ),
    ).toBeUndefined();
  });
});

describe('evaluateIdentity', () => {
  it('decides at least 50,000 times a second with policies of usual size', () => {
    const services = ['s3', 'ec2', 'eks', 'iam', 'sqs', 'sns', 'kms', 'logs'];
    const many = principal(
      ...services.flatMap(service =>
        Array.from({ length: 5 }, (_, i) => ({
          Effect: i === 4 ? 'Deny' : 'Allow',
          Action: [`${service}:Get*`, `${service}:List*`, `${service}:A${i}`],
          Resource: [
            `arn:aws:${service}:*:111122223333:thing${i}/*`,
            `arn:aws:${service}:eu-west-1:*:other${i}/a*b`,
          ],
        })),
      ),
    );
    const request = {
      action: 'eks:ListClusters',
      resource: cluster,
      context: contextOf({}),
    };
    for (let i = 0; i < 2000; i++) evaluateIdentity(many, request);
    const started = performance.now();
    for (let i = 0; i < 20_000; i++) evaluateIdentity(many, request);
    const perSecond = 20_000 / ((performance.now() - started) / 1000);
    // Half of the budget, because other things may run on the machine.
    expect(perSecond).toBeGreaterThan(25_000);
  });
});
