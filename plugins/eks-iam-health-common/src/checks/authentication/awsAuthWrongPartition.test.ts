import { aSnapshot, describeCheck } from '../../testing';
import { awsAuthWrongPartition } from './awsAuthWrongPartition';

const rows = (...arns: string[]) => ({
  mapRoles: arns.map(arn => `- rolearn: ${arn}\n  username: u\n`).join(''),
});
const china = aSnapshot().withCluster({ partition: 'aws-cn' });

describeCheck(awsAuthWrongPartition, [
  {
    shows: 'an ARN of the commercial partition on a cluster in China',
    given: china.withAwsAuth(rows('arn:aws:iam::111122223333:role/Dev')),
    finds: ['arn:aws:iam::111122223333:role/Dev'],
    verdict: 'fail',
    message: 'is of partition `aws`, the cluster of `aws-cn`',
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'a lost leading zero and another partition with another account',
    given: aSnapshot()
      .withCluster({ accountId: '011122223333' })
      .withAwsAuth(
        rows(
          'arn:aws:iam::11122223333:role/Dev',
          'arn:aws-us-gov:iam::444455556666:role/x',
        ),
      ),
    finds: [
      'arn:aws:iam::11122223333:role/Dev',
      'arn:aws-us-gov:iam::444455556666:role/x',
    ],
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'foreign accounts of the partition are somebody else’s matter',
    given: china.withAwsAuth(rows('arn:aws-cn:iam::444455556666:role/x', 'x')),
    finds: [],
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
