import { aCluster, aRole, aSnapshot, describeCheck } from '../../testing';
import { migrationBlocked } from './migrationBlocked';

const { arn: cluster } = aCluster();
const arn = (name: string, account = '111122223333') =>
  `arn:aws:iam::${account}:role/${name}`;
const row = (roleArn: string, username: string, group: string) =>
  `- rolearn: ${roleArn}\n  username: "${username}"\n  groups: ["${group}"]\n`;
const dev = row(arn('Dev'), 'dev:{{SessionName}}', 'devs');
const given = (mapRoles: string, more: Record<string, string> = {}) =>
  aSnapshot()
    .withAwsAuth({ mapRoles, ...more })
    .with('iamRoles', [aRole('Dev')]);

describeCheck(migrationBlocked, [
  {
    shows: 'a user name that EKS refuses',
    given: given(row(arn('Dev'), '{{SessionName}}', 'devs')),
    finds: [`${arn('Dev')} username-refused`],
    verdict: 'warn',
    message: /cannot have the user name `\{\{SessionName\}\}`/,
    repairs: [],
  },
  {
    shows: 'a foreign role and a whole account',
    given: given(dev + row(arn('Ops', '444455556666'), 'ops', 'g'), {
      mapAccounts: '- "444455556666"',
    }),
    finds: [
      `${arn('Ops', '444455556666')} foreign-principal`,
      '444455556666 whole-account',
    ],
    verdict: 'warn',
  },
  {
    shows: 'a section that does not parse',
    given: given('- rolearn: {{x}}'),
    finds: [cluster],
    verdict: 'warn',
    message: /`mapRoles` does not parse/,
  },
  {
    shows: 'lines that all have their place are fine',
    given: given(dev),
    finds: [],
  },
  {
    shows: 'mode API is where it leads',
    given: given(dev).withCluster({ authenticationMode: 'API' }),
    verdict: 'not-applicable',
  },
  {
    shows: 'without IAM the path of the role is not known',
    given: given(dev).unreadable('iamRoles'),
    finds: [`${arn('Dev')} principal-unread`],
    verdict: 'unknown',
  },
  {
    shows: 'aws-auth was not read',
    given: given(dev).unreadable('awsAuth'),
    verdict: 'unknown',
  },
]);
