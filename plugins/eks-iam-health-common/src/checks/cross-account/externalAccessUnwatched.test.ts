import { IamRole } from '../../model';
import { aSnapshot, describeCheck, testAccountId } from '../../testing';
import { externalAccessUnwatched } from './externalAccessUnwatched';

const aRole = (name: string): IamRole => ({
  arn: `arn:aws:iam::${testAccountId}:role/${name}`,
  name,
  path: '/',
  id: `AROA${name}`,
  createdAt: '2025-01-01T00:00:00Z',
  trustPolicy: { Version: '2012-10-17', Statement: [] },
  attachedPolicyArns: [],
  inlinePolicies: [],
  instanceProfileArns: [],
  tags: {},
});
const analyzer = {
  arn: `arn:aws:access-analyzer:eu-west-1:${testAccountId}:analyzer/a`,
  type: 'ACCOUNT',
  status: 'ACTIVE',
};
const found = (name: string, status = 'ACTIVE') => ({
  resourceArn: aRole(name).arn,
  principal: '999988887777',
  status,
});
const analysed = (...findings: Array<ReturnType<typeof found>>) =>
  aSnapshot()
    .withCluster({ roleArn: aRole('cluster').arn })
    .with('iamRoles', [aRole('cluster'), aRole('app'), aRole('other')])
    .with('podIdentityAssociations', [
      {
        associationId: 'a-1',
        associationArn:
          'arn:aws:eks:eu-west-1:111122223333:podidentityassociation/payments-prod/a-1',
        namespace: 'shop',
        serviceAccount: 'cart',
        roleArn: aRole('app').arn,
        disableSessionTags: false,
      },
    ])
    .with('externalAccess', {
      analyzers: [analyzer],
      findings,
      organizationAnalyzersUnread: false,
    });

describeCheck(externalAccessUnwatched, [
  {
    shows: 'no analyzer',
    given: aSnapshot().with('externalAccess', {
      analyzers: [{ ...analyzer, status: 'DISABLED' }],
      findings: [],
      organizationAnalyzersUnread: false,
    }),
    finds: [`${testAccountId}/eu-west-1`],
    verdict: 'fail',
    message: 'has no active analyzer in eu-west-1',
  },
  {
    shows: 'roles of the cluster and of a workload that are open',
    given: analysed(found('cluster'), found('app')),
    finds: [aRole('cluster').arn, aRole('app').arn],
    verdict: 'warn',
  },
  {
    shows: 'findings that are archived, or on roles of others',
    given: analysed(found('app', 'ARCHIVED'), found('other')),
    finds: [],
  },
  {
    shows: 'the organization may have an analyzer',
    given: aSnapshot().with('externalAccess', {
      analyzers: [],
      findings: [],
      organizationAnalyzersUnread: true,
    }),
    verdict: 'unknown',
    message: 'whether its organization has one was not read',
  },
  {
    shows: 'analyzers that were not read',
    given: aSnapshot().unreadable('externalAccess'),
    verdict: 'unknown',
  },
]);
