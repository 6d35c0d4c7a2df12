import { aSnapshot, describeCheck } from '../../testing';
import { awsAuthStrayCharacters } from './awsAuthStrayCharacters';

const role = 'arn:aws:iam::111122223333:role/Dev';
const given = (mapRoles: string) => aSnapshot().withAwsAuth({ mapRoles });

describeCheck(awsAuthStrayCharacters, [
  {
    shows: 'a blank at the end and a no-break space',
    given: given(
      `- rolearn: "${role} "\n  username: a\n- rolearn: ${role}2\n  username: b\n  groups: ["dev\\u00a0s", fine]\n`,
    ),
    finds: [`${role}\\u0020`, `${role}2`],
    verdict: 'fail',
    message: '`arn:aws:iam::111122223333:role/Dev\\u0020` holds',
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'quotes inside quotes',
    given: given(`- rolearn: "'${role}'"\n  username: a\n`),
    finds: [`'${role}'`],
    repairs: ['patch-aws-auth'],
  },
  {
    shows:
      'names in other alphabets, blanks inside and plain trimming are fine',
    given: given(
      `- rolearn:   ${role}   \n  username: Jürgen Müller\n  groups: ['команда', "a b"]\n`,
    ),
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
