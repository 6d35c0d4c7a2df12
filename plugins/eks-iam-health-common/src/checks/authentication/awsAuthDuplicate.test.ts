import { aSnapshot, describeCheck } from '../../testing';
import { awsAuthDuplicate } from './awsAuthDuplicate';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const line = (name: string, group: string) =>
  `- rolearn: ${role(name)}\n  username: u\n  groups:\n  - ${group}\n`;
const user = (name: string) =>
  `- userarn: arn:aws:iam::111122223333:user/${name}\n  username: u\n`;

describeCheck(awsAuthDuplicate, [
  {
    shows: 'different groups: the last line wins',
    given: aSnapshot().withAwsAuth({
      mapRoles: line('Dev', 'a') + line('Ops', 'x') + line('dev', 'b'),
    }),
    finds: [role('dev').toLowerCase()],
    verdict: 'fail',
    message: '`role/Dev` stands in 2 lines; only mapRoles[2] counts',
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'identical lines, and users that differ in case',
    given: aSnapshot().withAwsAuth({
      mapRoles: line('Dev', 'a') + line('Dev', 'a'),
      mapUsers: user('jane') + user('Jane'),
    }),
    finds: [role('dev').toLowerCase(), 'arn:aws:iam::111122223333:user/jane'],
    verdict: 'warn',
    message: 'left to chance',
  },
  {
    shows: 'the same name with another path or account is another principal',
    given: aSnapshot().withAwsAuth({
      mapRoles: line('Dev', 'a') + line('x/Dev', 'a'),
      mapUsers: user('jane') + user('a/jane'),
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
