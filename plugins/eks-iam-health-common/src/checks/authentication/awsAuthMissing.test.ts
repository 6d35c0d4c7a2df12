import { aCluster, aSnapshot, describeCheck } from '../../testing';
import { awsAuthMissing } from './awsAuthMissing';

const { arn } = aCluster();
const given = aSnapshot()
  .withCluster({ authenticationMode: 'CONFIG_MAP' })
  .with('nodegroups', [
    {
      name: 'ng',
      nodeRoleArn: 'arn:aws:iam::111122223333:role/n',
      status: 'ACTIVE',
      healthIssues: [],
    },
  ]);

describeCheck(awsAuthMissing, [
  {
    shows: 'no ConfigMap: it is created with the node line',
    given,
    finds: [arn],
    verdict: 'fail',
    message: 'aws-auth does not exist, so the nodes',
    repairs: ['patch-aws-auth', 'set-authentication-mode'],
  },
  {
    shows: 'a ConfigMap with users alone lets no node in',
    given: given.withAwsAuth({
      mapUsers: '- userarn: arn:aws:iam::111122223333:user/a\n  username: a',
    }),
    finds: [arn],
    verdict: 'fail',
  },
  {
    shows: 'without compute it is a warning',
    given: given.with('nodegroups', []),
    finds: [arn],
    verdict: 'warn',
  },
  {
    shows: 'a line is enough; a broken section has its own check',
    given: given.withAwsAuth({ mapRoles: '- a: {{b}}' }),
    finds: [],
  },
  {
    shows: 'other modes have other sources',
    given: aSnapshot(),
    verdict: 'not-applicable',
  },
  {
    shows: 'an aws-auth that was not read is not missing',
    given: given.unreadable('awsAuth'),
    verdict: 'unknown',
  },
]);
