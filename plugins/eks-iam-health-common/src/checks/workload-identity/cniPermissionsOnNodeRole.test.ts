import { IamRole } from '../../model';
import {
  anAssociation,
  aRole,
  aServiceAccount,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { cniPermissionsOnNodeRole } from './cniPermissionsOnNodeRole';

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const cniPolicy = 'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy';
const nodeRole = (name: string, ...attachedPolicyArns: string[]): IamRole =>
  aRole(name, {
    attachedPolicyArns: [
      'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
      ...attachedPolicyArns,
    ],
  });
const group = (name: string) => ({
  name,
  nodeRoleArn: arn(name),
  status: 'ACTIVE',
  healthIssues: [],
});
const running = aSnapshot()
  .with('daemonSets', [
    {
      namespace: 'kube-system',
      name: 'aws-node',
      labels: {},
      serviceAccountName: 'aws-node',
      desired: 2,
      ready: 2,
    },
  ])
  .with('nodegroups', [group('blue'), group('green')]);
const open = running.with('iamRoles', [
  nodeRole('blue', cniPolicy),
  nodeRole(
    'green',
    'arn:aws:iam::111122223333:policy/AmazonEKS_CNI_IPv6_Policy',
  ),
]);

describeCheck(cniPermissionsOnNodeRole, [
  {
    shows: 'two node roles have them, and aws-node has no role',
    given: open,
    finds: [arn('blue'), arn('green')],
    verdict: 'fail',
    message:
      /^node role `role\/blue` has `AmazonEKS_CNI_Policy`, since `kube-system\/aws-node` has no role of its own$/m,
    repairs: [],
  },
  {
    shows: 'aws-node has a role of its own as well',
    given: open.with('podIdentityAssociations', [
      anAssociation('kube-system', 'aws-node', 'cni'),
    ]),
    finds: [arn('blue'), arn('green')],
    verdict: 'warn',
  },
  {
    shows: 'aws-node alone has them',
    given: running
      .with('serviceAccounts', [
        aServiceAccount('kube-system', 'aws-node', 'cni'),
      ])
      .with('iamRoles', [nodeRole('blue'), nodeRole('green')]),
    finds: [],
  },
  {
    shows: 'its own role is that of the nodes',
    given: running
      .with('nodegroups', [group('blue')])
      .with('serviceAccounts', [
        aServiceAccount('kube-system', 'aws-node', 'blue'),
      ])
      .with('iamRoles', [nodeRole('blue', cniPolicy)]),
    finds: [arn('blue')],
    verdict: 'fail',
  },
  {
    shows: 'another network, or Auto Mode',
    given: open.with('daemonSets', []),
    verdict: 'not-applicable',
  },
  {
    shows: 'roles were not read',
    given: open.unreadable('iamRoles'),
    verdict: 'unknown',
  },
]);
