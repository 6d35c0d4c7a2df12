import { IamRole, Node } from '../../model';
import {
  aDocument,
  anAssociation,
  aPod,
  aPolicy,
  aRole,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { nodeRoleLacksPodIdentity } from './nodeRoleLacksPodIdentity';

const allow = {
  Effect: 'Allow',
  Action: 'eks-auth:AssumeRoleForPodIdentity',
  Resource: '*',
};
const nodeRole = (name: string, ...statements: unknown[]): IamRole =>
  aRole(name, {
    inlinePolicies: [{ name: 'own', document: aDocument(...statements) }],
    instanceProfileArns: [`arn:aws:iam::111122223333:instance-profile/${name}`],
  });
const node = (name: string, change: Partial<Node> = {}): Node => ({
  name,
  labels: { 'eks.amazonaws.com/nodegroup': name },
  ready: true,
  ...change,
});
const group = (name: string) => ({
  name,
  nodeRoleArn: `arn:aws:iam::111122223333:role/${name}`,
  status: 'ACTIVE',
  healthIssues: [],
});
const using = aSnapshot()
  .with('podIdentityAssociations', [
    anAssociation('shop', 'cart', 'cart'),
    anAssociation('shop', 'till', 'till'),
  ])
  .with('nodegroups', [group('blue'), group('green')])
  .with('nodes', [node('blue'), node('green')])
  .with('pods', [
    aPod('shop', 'cart', { nodeName: 'blue' }),
    aPod('shop', 'till', { nodeName: 'green' }),
  ]);
const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

describeCheck(nodeRoleLacksPodIdentity, [
  {
    shows: 'two node roles without the right',
    given: using.with('iamRoles', [
      nodeRole('blue', { ...allow, Action: 'eks:DescribeCluster' }),
      nodeRole('green'),
    ]),
    finds: [arn('blue'), arn('green')],
    verdict: 'fail',
    message:
      /^node role `blue` may not call `eks-auth:AssumeRoleForPodIdentity`$/m,
    repairs: ['attach-role-policy'],
  },
  {
    shows: 'both have it, one by a managed policy',
    given: using
      .with('iamRoles', [
        nodeRole('blue', allow),
        aRole('green', {
          attachedPolicyArns: ['arn:aws:iam::111122223333:policy/nodes'],
        }),
      ])
      .with('iamPolicies', [aPolicy('nodes', allow)]),
    finds: [],
  },
  {
    shows: 'a Deny stands against it',
    given: using.with('iamRoles', [
      nodeRole('blue', allow, { ...allow, Effect: 'Deny' }),
      nodeRole('green', allow),
    ]),
    finds: [arn('blue')],
    verdict: 'fail',
    message: /a Deny keeps node role `blue`/,
    repairs: [],
  },
  {
    shows: 'a node without a group, known by its instance profile',
    given: using
      .with('nodes', [
        node('blue', {
          labels: {},
          providerId: 'aws:///eu-west-1a/i-0abc',
        }),
      ])
      .with('instances', [
        {
          id: 'i-0abc',
          instanceProfileArn: 'arn:aws:iam::111122223333:instance-profile/blue',
          metadata: { endpoint: 'enabled', tokens: 'required', hopLimit: 1 },
        },
      ])
      .with('iamRoles', [nodeRole('blue')]),
    finds: [arn('blue')],
    verdict: 'fail',
  },
  {
    shows: 'a node of Karpenter, known by its class',
    given: using
      .with('nodes', [
        node('blue', { labels: { 'karpenter.k8s.aws/ec2nodeclass': 'main' } }),
      ])
      .with('nodeClasses', [
        { kind: 'EC2NodeClass', name: 'main', role: 'blue' },
      ])
      .with('iamRoles', [nodeRole('blue')]),
    finds: [arn('blue')],
    verdict: 'fail',
  },
  {
    shows: 'a node of Auto Mode',
    given: using
      .withCluster({
        computeConfig: { enabled: true, nodeRoleArn: arn('auto') },
      })
      .with('nodes', [
        node('blue', { labels: { 'eks.amazonaws.com/compute-type': 'auto' } }),
      ])
      .with('iamRoles', [nodeRole('auto')]),
    finds: [arn('auto')],
    verdict: 'fail',
  },
  {
    shows: 'nodes without pods that have an association',
    given: using
      .with('pods', [aPod('shop', 'other', { nodeName: 'blue' })])
      .with('iamRoles', [nodeRole('blue')]),
    finds: [],
  },
  {
    shows: 'a node whose role nobody can tell',
    given: using.with('nodes', [node('blue', { labels: {} })]),
    finds: ['blue'],
    verdict: 'unknown',
  },
  {
    shows: 'an attached policy that was not read',
    given: using.with('iamRoles', [
      nodeRole('green', allow),
      aRole('blue', { attachedPolicyArns: ['arn:aws:iam::aws:policy/X'] }),
    ]),
    finds: [arn('blue')],
    verdict: 'unknown',
  },
  {
    shows: 'roles were not read',
    given: using.unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);
