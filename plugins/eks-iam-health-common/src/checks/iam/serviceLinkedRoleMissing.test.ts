import { aRole, aSnapshot, describeCheck } from '../../testing';
import { serviceLinkedRoleMissing } from './serviceLinkedRoleMissing';

const arn = (service: string, name: string) =>
  `arn:aws:iam::111122223333:role/aws-service-role/${service}.amazonaws.com/AWSServiceRoleForAmazonEKS${name}`;
const linked = (service: string, suffix = '') =>
  aRole(`AWSServiceRoleForAmazonEKS${suffix}`, {
    path: `/aws-service-role/${service}.amazonaws.com/`,
    arn: arn(service, suffix),
  });
const using = aSnapshot()
  .with('nodegroups', [
    {
      name: 'blue',
      nodeRoleArn: 'arn:aws:iam::111122223333:role/blue',
      status: 'ACTIVE',
      healthIssues: [],
    },
  ])
  .with('fargateProfiles', [
    {
      name: 'default',
      podExecutionRoleArn: 'arn:aws:iam::111122223333:role/fargate',
      status: 'ACTIVE',
    },
  ]);

describeCheck(serviceLinkedRoleMissing, [
  {
    shows: 'those of node groups and Fargate are missing',
    given: using.with('iamRoles', [linked('eks')]),
    finds: [
      arn('eks-nodegroup', 'Nodegroup'),
      arn('eks-fargate', 'ForFargate'),
    ],
    verdict: 'fail',
    message:
      /^service-linked role `AWSServiceRoleForAmazonEKSNodegroup` does not exist; 1 node group needs it$/m,
    repairs: [],
  },
  {
    shows: 'all that are needed exist',
    given: aSnapshot().with('iamRoles', [linked('eks')]),
    finds: [],
  },
  {
    shows: 'a role of that name that AWS did not make',
    given: aSnapshot().with('iamRoles', [aRole('AWSServiceRoleForAmazonEKS')]),
    finds: [arn('eks', '')],
    verdict: 'fail',
  },
  {
    shows: 'roles were not read',
    given: using.unreadable('iamRoles'),
    verdict: 'unknown',
  },
  {
    shows: 'node groups were not read: what is missing anyway is proven',
    given: aSnapshot().unreadable('nodegroups'),
    finds: [arn('eks', '')],
    verdict: 'fail',
  },
]);
