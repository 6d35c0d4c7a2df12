import { aSnapshot, describeCheck } from '../../testing';
import { anEntry, policyOf } from '../rbac/__fixtures__/rbac';
import { accessPolicyUnpublished } from './accessPolicyUnpublished';

describeCheck(accessPolicyUnpublished, [
  {
    shows: 'policies of other services, and ones that are not known at all',
    given: aSnapshot().with('accessEntries', [
      anEntry('Jobs', 'AmazonEMRJobPolicy'),
      anEntry('New', 'AmazonEKSBrandNewPolicy', ['shop']),
    ]),
    finds: [
      policyOf('Jobs', 'AmazonEMRJobPolicy'),
      policyOf('New', 'AmazonEKSBrandNewPolicy'),
    ],
    verdict: 'warn',
    message: 'what `role/Jobs` may do by `AmazonEMRJobPolicy` is not published',
    repairs: [],
  },
  {
    shows: 'published ones, those told in prose, and entries of AWS itself',
    given: aSnapshot().with('accessEntries', [
      anEntry('Dev', 'AmazonEKSEditPolicy'),
      { ...anEntry('Nodes', 'AmazonEKSAutoNodePolicy'), type: 'EC2' },
      {
        ...anEntry('x', 'AmazonEKSBrandNewPolicy'),
        principalArn:
          'arn:aws:iam::111122223333:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
      },
    ]),
    finds: [],
  },
  {
    shows: 'unread entries leave it open',
    given: aSnapshot().unreadable('accessEntries'),
    verdict: 'unknown',
  },
]);
