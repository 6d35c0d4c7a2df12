import { IamRole, IamUser } from '../../model';
import { aSnapshot, describeCheck } from '../../testing';
import { mappedPrincipalMissing } from './mappedPrincipalMissing';

const a = '111122223333';
const role = (path: string): IamRole => ({
  arn: `arn:aws:iam::${a}:role${path}`,
  name: path.slice(path.lastIndexOf('/') + 1),
  path: '/',
  id: 'AROA',
  createdAt: '2025-01-01T00:00:00Z',
  trustPolicy: {},
  attachedPolicyArns: [],
  inlinePolicies: [],
  instanceProfileArns: [],
  tags: {},
});
const user = (name: string): IamUser => ({
  arn: `arn:aws:iam::${a}:user/${name}`,
  name,
  path: '/',
  id: 'AIDA',
  createdAt: '2025-01-01T00:00:00Z',
  groupNames: [],
  attachedPolicyArns: [],
  inlinePolicies: [],
});
const line = (arn: string, group = 'g') =>
  `- rolearn: ${arn}\n  username: u\n  groups:\n  - ${group}\n`;
const given = aSnapshot()
  .with('iamRoles', [role('/eng/Here')])
  .with('iamUsers', [user('jane')]);

describeCheck(mappedPrincipalMissing, [
  {
    shows: 'a role and a user that are gone',
    given: given.withAwsAuth({
      mapRoles: line(`arn:aws:iam::${a}:role/Gone`, 'system:masters'),
      mapUsers: `- userarn: arn:aws:iam::${a}:user/bob\n  username: bob\n`,
    }),
    finds: [`arn:aws:iam::${a}:role/Gone`, `arn:aws:iam::${a}:user/bob`],
    verdict: 'fail',
    message:
      'a principal made anew under this name gets in as `system:masters`',
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'present ones, whatever their path',
    given: given.withAwsAuth({
      mapRoles: line(`arn:aws:iam::${a}:role/Here`),
      mapUsers: `- userarn: arn:aws:iam::${a}:user/jane\n  username: jane\n`,
    }),
    finds: [],
  },
  {
    shows: 'nothing is known of other accounts',
    given: given.withAwsAuth({
      mapRoles: line('arn:aws:iam::444455556666:role/x'),
    }),
    finds: ['arn:aws:iam::444455556666:role/x'],
    verdict: 'unknown',
  },
  {
    shows: 'roles that were not read are not missing',
    given: given
      .withAwsAuth({ mapRoles: line(`arn:aws:iam::${a}:role/Gone`) })
      .unreadable('iamRoles'),
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
