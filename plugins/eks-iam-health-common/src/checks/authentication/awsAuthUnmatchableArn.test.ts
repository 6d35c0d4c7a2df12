import { aSnapshot, describeCheck } from '../../testing';
import { awsAuthUnmatchableArn } from './awsAuthUnmatchableArn';

const a = '111122223333';
const rows = (...arns: string[]) => ({
  mapRoles: arns
    .map(arn => `- rolearn: ${arn}\n  username: u\n  groups: [g]\n`)
    .join(''),
});

describeCheck(awsAuthUnmatchableArn, [
  {
    shows: 'a session is corrected to its role',
    given: aSnapshot().withAwsAuth(
      rows(`arn:aws-us-gov:sts::${a}:assumed-role/Dev/jane`),
    ),
    finds: [`arn:aws-us-gov:sts::${a}:assumed-role/Dev/jane`],
    verdict: 'fail',
    message: /^`assumed-role\/Dev\/jane` never matches: it is a session/,
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'groups, policies, instance profiles, patterns and bare names',
    given: aSnapshot().withAwsAuth(
      rows(
        `arn:aws:iam::${a}:group/devs`,
        `arn:aws:iam::${a}:policy/p`,
        `arn:aws:iam::${a}:instance-profile/nodes`,
        `'arn:aws:iam::${a}:role/*'`,
        'Developers',
        `arn:aws:s3:::bucket`,
      ),
    ),
    finds: [
      `arn:aws:iam::${a}:group/devs`,
      `arn:aws:iam::${a}:policy/p`,
      `arn:aws:iam::${a}:instance-profile/nodes`,
      `arn:aws:iam::${a}:role/*`,
      'Developers',
      'arn:aws:s3:::bucket',
    ],
    verdict: 'fail',
  },
  {
    shows: 'what matches but misleads is a warning',
    given: aSnapshot().withAwsAuth({
      ...rows(`arn:aws:iam::${a}:user/jane`, `arn:aws:iam::${a}:root`),
      mapUsers: `- userarn: arn:aws:iam::${a}:role/Dev\n  username: u`,
    }),
    finds: [
      `arn:aws:iam::${a}:user/jane`,
      `arn:aws:iam::${a}:root`,
      `arn:aws:iam::${a}:role/Dev`,
    ],
    verdict: 'warn',
  },
  {
    shows: 'roles and users in their place are fine, foreign ones too',
    given: aSnapshot().withAwsAuth({
      ...rows(`arn:aws:iam::${a}:role/Dev`, 'arn:aws:iam::444455556666:role/x'),
      mapUsers: `- userarn: arn:aws:iam::${a}:user/eng/jane\n  username: u`,
    }),
    finds: [],
  },
  {
    shows: 'mode API does not ask aws-auth',
    given: aSnapshot()
      .withCluster({ authenticationMode: 'API' })
      .withAwsAuth(rows('x')),
    verdict: 'not-applicable',
  },
  {
    shows: 'an aws-auth that was not read is no pass',
    given: aSnapshot().unreadable('awsAuth'),
    verdict: 'unknown',
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
