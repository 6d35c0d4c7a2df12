import { aSnapshot, describeCheck } from '../../testing';
import { awsAuthRolePath } from './awsAuthRolePath';

const account = '111122223333';
const path = `arn:aws:iam::${account}:role/eng/platform/PaymentsDeveloper`;
const row = (arn: string, group = 'developers') =>
  `- rolearn: ${arn}\n  username: dev:{{SessionName}}\n  groups: [${group}]\n`;
const given = aSnapshot().withAwsAuth({
  mapRoles: row(path) + row(`arn:aws:iam::${account}:role/Plain`),
});

describeCheck(awsAuthRolePath, [
  {
    shows: 'a path never matches; an entry is offered before a patch',
    given,
    finds: [path],
    verdict: 'fail',
    message: '`role/eng/platform/PaymentsDeveloper` never matches',
    repairs: ['create-access-entry', 'patch-aws-auth'],
  },
  {
    shows: 'without access entries only the line can be corrected',
    given: given.withCluster({ authenticationMode: 'CONFIG_MAP' }),
    finds: [path],
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'roles of China and of other accounts are told in full',
    given: aSnapshot()
      .withCluster({ partition: 'aws-cn' })
      .withAwsAuth({
        mapRoles:
          row('arn:aws-cn:iam::444455556666:role/a/One') +
          row(`arn:aws-cn:iam::${account}:role/b/Two`),
      }),
    finds: [
      'arn:aws-cn:iam::444455556666:role/a/One',
      `arn:aws-cn:iam::${account}:role/b/Two`,
    ],
    message: '`444455556666:role/a/One` never matches',
  },
  {
    shows: 'user ARNs keep their path, and roles without path are fine',
    given: aSnapshot().withAwsAuth({
      mapRoles: row(`arn:aws:iam::${account}:role/Plain`),
      mapUsers: `- userarn: arn:aws:iam::${account}:user/eng/jane\n  username: jane`,
    }),
    finds: [],
  },
  {
    shows: 'a role that has an access entry gets in all the same',
    given: given.with('accessEntries', [
      {
        principalArn: path,
        accessEntryArn: 'arn',
        type: 'STANDARD',
        username: 'x',
        kubernetesGroups: ['developers'],
        policies: [],
        createdAt: '2026-01-01T00:00:00Z',
        tags: {},
      },
    ]),
    finds: [],
  },
  {
    shows: 'a node line is never rewritten: an entry, or a line beside it',
    given: aSnapshot().withAwsAuth({
      mapRoles: `- rolearn: arn:aws:iam::${account}:role/eks/nodes
  username: system:node:{{EC2PrivateDNSName}}
  groups: [system:bootstrappers, system:nodes]\n`,
    }),
    finds: [`arn:aws:iam::${account}:role/eks/nodes`],
    repairs: ['create-access-entry', 'patch-aws-auth'],
  },
  {
    shows: 'mode API does not ask aws-auth',
    given: given.withCluster({ authenticationMode: 'API' }),
    verdict: 'not-applicable',
  },
  {
    shows: 'an aws-auth that was not read is no pass',
    given: given.unreadable('awsAuth'),
    verdict: 'unknown',
  },
  {
    shows: 'nor is an unread cluster',
    given: given.unreadable('cluster'),
    verdict: 'unknown',
  },
  {
    shows: 'what parses is judged beside what does not',
    given: aSnapshot().withAwsAuth({ mapRoles: row(path), mapUsers: 'a: b' }),
    finds: [path, 'mapUsers'],
    verdict: 'fail',
  },
  {
    shows: 'in mode API a broken section does not matter',
    given: aSnapshot()
      .withCluster({ authenticationMode: 'API' })
      .withAwsAuth({ mapRoles: 'a: b' }),
    verdict: 'not-applicable',
  },
  {
    shows: 'lines of a section that does not parse are not judged',
    given: aSnapshot().withAwsAuth({ mapRoles: 'a: b' }),
    finds: ['mapRoles'],
    verdict: 'unknown',
    message: 'the lines of `mapRoles` could not be judged',
    repairs: [],
  },
]);
