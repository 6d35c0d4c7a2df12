import { aSnapshot, describeCheck } from '../../testing';
import { awsAuthUnparseable } from './awsAuthUnparseable';

const good = '- rolearn: arn:aws:iam::111122223333:role/nodes\n  username: n\n';
const template = `${good}- rolearn: arn:aws:iam::111122223333:role/Dev\n  username: {{SessionName}}\n`;

describeCheck(awsAuthUnparseable, [
  {
    shows: 'an unquoted template loses the section; quotes bring it back',
    given: aSnapshot().withAwsAuth({ mapRoles: template }),
    finds: ['mapRoles'],
    verdict: 'fail',
    message: /`mapRoles` cannot be parsed \(line 4: .*map key/,
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'two broken sections are two findings; one of them needs a person',
    given: aSnapshot().withAwsAuth({
      mapRoles: 'rolearn: x',
      mapUsers: `- userarn: "open`,
    }),
    finds: ['mapRoles', 'mapUsers'],
    verdict: 'fail',
    repairs: [],
  },
  {
    shows: 'a repeated key and broken accounts are warnings',
    given: aSnapshot().withAwsAuth({
      mapRoles: `${good}  username: m\n`,
      mapAccounts: 'x: y',
    }),
    finds: ['mapAccounts', 'mapRoles, line 3'],
    verdict: 'warn',
  },
  {
    shows: 'what other parsers dislike is fine: base 60, a second document',
    given: aSnapshot().withAwsAuth({ mapRoles: `${good}---\n: [` }),
    finds: [],
  },
  {
    shows: 'no ConfigMap, nothing to parse',
    given: aSnapshot(),
    verdict: 'not-applicable',
  },
  {
    shows: 'an aws-auth that was not read is no pass',
    given: aSnapshot().unreadable('awsAuth'),
    verdict: 'unknown',
  },
]);
