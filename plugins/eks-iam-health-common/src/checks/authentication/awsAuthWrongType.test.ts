import { aSnapshot, describeCheck } from '../../testing';
import { awsAuthWrongType } from './awsAuthWrongType';

const role = 'arn:aws:iam::111122223333:role/Dev';
const given = (mapRoles: string) => aSnapshot().withAwsAuth({ mapRoles });

describeCheck(awsAuthWrongType, [
  {
    shows: 'groups as text become a list',
    given: given(`- rolearn: ${role}\n  username: u\n  groups: developers\n`),
    finds: [`${role} groups-not-a-list`],
    verdict: 'fail',
    message: 'so it has no groups',
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'a correction makes nobody a superuser',
    given: given(
      `- rolearn: ${role}\n  username: u\n  groups: system:masters\n`,
    ),
    finds: [`${role} groups-not-a-list`],
    verdict: 'fail',
    repairs: [],
  },
  {
    shows: 'a numeric name is quoted',
    given: given(`- rolearn: ${role}\n  username: 12345\n  groups: [g]\n`),
    finds: [`${role} username-not-text`],
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'a boolean group and an entry that is no map need a person',
    given: given(
      `- rolearn: ${role}\n  username: u\n  groups: [on, off]\n- text\n`,
    ),
    finds: [`${role} group-not-text`, 'mapRoles[1] row-not-a-map'],
    repairs: [],
  },
  {
    shows: 'a missing name and a folded group are warnings',
    given: given(`- rolearn: ${role}\n  groups:\n  - a\n    - b\n`),
    finds: [`${role} group-folded`, `${role} username-missing`],
    verdict: 'warn',
  },
  {
    shows: 'base 60 and quoted numbers are text',
    given: given(`- rolearn: ${role}\n  username: 1:30\n  groups: ["12"]\n`),
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
