import {
  aDocument,
  aPolicy,
  aRole,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { boundaryWithholdsEksAction } from './boundaryWithholdsEksAction';

const arn = (path: string) => `arn:aws:iam::111122223333:${path}`;
const allow = (Action: unknown, more: Record<string, unknown> = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});
const roleWith = (name: string, ...statements: unknown[]) =>
  aRole(name, {
    permissionsBoundaryArn: arn('policy/Fence'),
    inlinePolicies: [{ name: 'own', document: aDocument(...statements) }],
  });
const fenced = (boundary: unknown, ...roles: ReturnType<typeof aRole>[]) =>
  aSnapshot()
    .with('iamRoles', roles)
    .with('iamPolicies', [aPolicy('Fence', boundary)]);

describeCheck(boundaryWithholdsEksAction, [
  {
    shows: 'kubectl and the console come to nothing, for two roles',
    given: fenced(
      allow('s3:*'),
      roleWith('Dev', allow('eks:*')),
      roleWith('Ops', allow(['eks:DescribeCluster', 'eks:CreateNodegroup'])),
    ),
    finds: [arn('role/Dev'), arn('role/Ops')],
    verdict: 'warn',
    message:
      /role `role\/Ops` allow `eks:CreateNodegroup`, `eks:DescribeCluster`, and its/,
  },
  {
    shows: 'a wildcard may be limited',
    given: fenced(
      allow(['eks:Describe*', 'eks:List*', 'eks:AccessKubernetesApi']),
      roleWith('Dev', allow('eks:*')),
    ),
    finds: [],
  },
  {
    shows: 'a named action may not be in vain',
    given: fenced(
      allow(['eks:Describe*', 'eks:List*', 'eks:AccessKubernetesApi']),
      roleWith('Dev', allow(['eks:*', 'eks:UpdateClusterVersion'])),
    ),
    finds: [arn('role/Dev')],
    message: /allow `eks:UpdateClusterVersion`, and/,
  },
  {
    shows: 'no boundary, no limit',
    given: aSnapshot().with('iamRoles', [
      aRole('Dev', {
        inlinePolicies: [{ name: 'own', document: aDocument(allow('eks:*')) }],
      }),
    ]),
    finds: [],
  },
  {
    shows: 'who has no right to EKS misses none',
    given: fenced(allow('s3:*'), roleWith('Dev', allow('s3:*'))),
    finds: [],
  },
  {
    shows: 'a Deny in the boundary is meant',
    given: fenced(
      { Effect: 'Deny', Action: '*', Resource: '*' },
      roleWith('Dev', allow('eks:*')),
    ),
    finds: [],
  },
  {
    shows: 'a boundary that depends on where the caller is',
    given: fenced(
      allow('*', {
        Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      }),
      roleWith('Dev', allow('eks:DescribeCluster')),
    ),
    finds: [arn('role/Dev')],
    verdict: 'unknown',
  },
  {
    shows: 'policies were not read',
    given: aSnapshot().unreadable('iamPolicies', 'denied'),
    verdict: 'unknown',
  },
]);
