import { IamUser } from '../../model';
import { aSnapshot, describeCheck } from '../../testing';
import { awsAuthUserPath } from './awsAuthUserPath';

const arn = (path: string) => `arn:aws:iam::111122223333:user/${path}`;
const user = (path: string): IamUser => ({
  arn: arn(path),
  name: path.slice(path.lastIndexOf('/') + 1),
  path: '/',
  id: 'AIDA',
  createdAt: '2025-01-01T00:00:00Z',
  groupNames: [],
  attachedPolicyArns: [],
  inlinePolicies: [],
});
const lines = (...paths: string[]) => ({
  mapUsers: paths
    .map(path => `- userarn: ${arn(path)}\n  username: u\n`)
    .join(''),
});
const given = aSnapshot().with('iamUsers', [user('eng/jane'), user('bob')]);

describeCheck(awsAuthUserPath, [
  {
    shows: 'a path left out and a path too much',
    given: given.withAwsAuth(lines('jane', 'eng/bob')),
    finds: [arn('jane'), arn('eng/bob')],
    verdict: 'fail',
    message: '`user/jane` never matches: the user arrives as `user/eng/jane`',
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'the full ARN in any case; a missing user has its own check',
    given: given.withAwsAuth(lines('eng/Jane', 'bob', 'gone')),
    finds: [],
  },
  {
    shows: 'no users, nothing to compare',
    given: given.withAwsAuth({}),
    verdict: 'not-applicable',
  },
  {
    shows: 'unread users leave it open',
    given: given.withAwsAuth(lines('jane')).unreadable('iamUsers'),
    verdict: 'unknown',
  },
  {
    shows: 'lines of a section that does not parse are not judged',
    given: aSnapshot().withAwsAuth({ mapUsers: 'a: b' }),
    finds: ['mapUsers'],
    verdict: 'unknown',
    message: 'the lines of `mapUsers` could not be judged',
    repairs: [],
  },
]);
