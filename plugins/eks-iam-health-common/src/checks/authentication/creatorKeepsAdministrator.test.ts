import { AccessEntry } from '../../model';
import {
  aCluster,
  aDocument,
  aRole,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { creatorKeepsAdministrator } from './creatorKeepsAdministrator';

const { arn: cluster, createdAt } = aCluster();
const arn = (name: string) => `arn:aws:iam::111122223333:${name}`;
const admin = (principalArn: string, at = createdAt): AccessEntry => ({
  principalArn,
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: 'x',
  kubernetesGroups: [],
  policies: [
    {
      policyArn:
        'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
      scope: { type: 'cluster' },
    },
  ],
  createdAt: at,
  tags: {},
});
const of = (name: string, Principal: unknown) =>
  aRole(name, {
    trustPolicy: aDocument({
      Effect: 'Allow',
      Principal,
      Action: 'sts:AssumeRole',
    }),
  });
const pipeline = of('Pipeline', { Service: 'codebuild.amazonaws.com' });
const later = '2026-01-01T00:00:00Z';

describeCheck(creatorKeepsAdministrator, [
  {
    shows: 'a user of the first day, with another administrator beside it',
    given: aSnapshot().with('accessEntries', [
      admin(arn('user/founder')),
      admin(arn('role/Ops'), later),
    ]),
    finds: [arn('user/founder')],
    verdict: 'fail',
    message: /administers the cluster since it was created/,
    repairs: ['delete-access-entry'],
  },
  {
    shows: 'an entry that gives more than that stays',
    given: aSnapshot().with('accessEntries', [
      {
        ...admin(arn('user/founder')),
        policies: [
          ...admin('').policies,
          {
            policyArn:
              'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
            scope: { type: 'namespace', namespaces: ['shop'] },
          },
        ],
      },
      admin(arn('role/Ops'), later),
    ]),
    finds: [arn('user/founder')],
    verdict: 'fail',
    repairs: ['disassociate-access-policy'],
  },
  {
    shows: 'two of the first day, and nobody else',
    given: aSnapshot()
      .with('accessEntries', [admin(arn('role/Pipeline')), admin(arn('root'))])
      .with('iamRoles', [pipeline]),
    finds: [arn('role/Pipeline'), arn('root')],
    verdict: 'fail',
    repairs: [],
  },
  {
    shows: 'CloudTrail tells who it was, whenever the entry was made',
    given: aSnapshot()
      .with('accessEntries', [admin(arn('role/Pipeline'), later)])
      .with('iamRoles', [pipeline])
      .with('clusterCreation', {
        principalArn: 'arn:aws:sts::111122223333:assumed-role/Pipeline/run',
        at: createdAt,
      }),
    finds: [arn('role/Pipeline')],
    verdict: 'fail',
    repairs: [],
  },
  {
    shows: 'made later, for people, or allowed',
    given: aSnapshot()
      .with('accessEntries', [
        admin(arn('role/Pipeline'), later),
        admin(arn('role/AWSReservedSSO_Admin_0123456789abcdef')),
        admin(arn('role/BreakGlass')),
      ])
      .with('iamRoles', [pipeline]),
    settings: { allowedAdminArns: [arn('role/BreakGlass')] },
    finds: [],
  },
  {
    shows: 'hidden in mode CONFIG_MAP',
    given: aSnapshot().withCluster({ authenticationMode: 'CONFIG_MAP' }),
    finds: [cluster],
    verdict: 'warn',
    message: /nothing shows or ends that/,
    repairs: [],
  },
  {
    shows: 'a role of whose purpose nobody knows',
    given: aSnapshot()
      .with('accessEntries', [admin(arn('role/Setup'))])
      .with('iamRoles', [of('Setup', { AWS: '111122223333' })]),
    finds: [arn('role/Setup')],
    verdict: 'unknown',
  },
  {
    shows: 'entries were not read',
    given: aSnapshot().unreadable('accessEntries'),
    verdict: 'unknown',
  },
]);
