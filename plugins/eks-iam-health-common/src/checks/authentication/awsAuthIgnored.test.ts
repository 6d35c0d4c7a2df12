import { aSnapshot, describeCheck } from '../../testing';
import { awsAuthIgnored } from './awsAuthIgnored';

const role = 'arn:aws:iam::111122223333:role/Dev';
const good = `- rolearn: ${role}\n  username: u\n  groups: [g]\n`;

describeCheck(awsAuthIgnored, [
  {
    shows: 'a key in the wrong case',
    given: aSnapshot().withAwsAuth({ maproles: good }),
    finds: ['maproles'],
    verdict: 'fail',
    message: 'it has to be written `mapRoles`',
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'a slip in the name of a field loses the entry',
    given: aSnapshot().withAwsAuth({
      mapRoles: `- rolearm: ${role}\n  username: u\n`,
      mapUsers: `- username: u\n`,
    }),
    finds: [
      'mapRoles[0] arn-missing',
      'mapRoles[0] unknown-field',
      'mapUsers[0] arn-missing',
    ],
    verdict: 'fail',
  },
  {
    shows: 'what EKS merely does not know is a warning',
    given: aSnapshot().withAwsAuth({
      mapRoles: `${good}  note: x\n`,
      notes: 'x',
    }),
    finds: ['notes', `${role} unknown-field`],
    verdict: 'warn',
  },
  {
    shows: 'fields in any case are read',
    given: aSnapshot().withAwsAuth({
      mapRoles: good.replace('rolearn', 'roleARN'),
    }),
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
