import { AccessKey } from '../../model';
import { aSnapshot, describeCheck } from '../../testing';
import { mappedIamUser } from './mappedIamUser';

const arn = (name: string) => `arn:aws:iam::111122223333:user/${name}`;
const line = (name: string, group: string) =>
  `- userarn: ${arn(name)}\n  username: u\n  groups:\n  - ${group}\n`;
const key = (name: string, status: AccessKey['status']): AccessKey => ({
  userName: name,
  userArn: arn(name),
  id: 'AKIAEXAMPLE',
  status,
  createdAt: '2025-01-01T00:00:00Z',
});
const given = aSnapshot().withAwsAuth({
  mapUsers: line('jane', 'system:masters') + line('bob', 'developers'),
});

describeCheck(mappedIamUser, [
  {
    shows: 'an administrator with an active key fails, others are a warning',
    given: given.with('accessKeys', [
      key('jane', 'Active'),
      key('bob', 'Active'),
    ]),
    finds: [arn('jane'), arn('bob')],
    verdict: 'fail',
    message: '`user/jane` administers the cluster by group system:masters',
    repairs: [],
  },
  {
    shows: 'without an active key, or without reading them, it is a warning',
    given: given.with('accessKeys', [key('jane', 'Inactive')]),
    finds: [arn('jane'), arn('bob')],
    verdict: 'warn',
  },
  {
    shows: 'roles are fine',
    given: aSnapshot().withAwsAuth({
      mapRoles:
        '- rolearn: arn:aws:iam::111122223333:role/Dev\n  username: u\n',
    }),
    finds: [],
  },
  {
    shows: 'an unread source could hold users',
    given: aSnapshot().unreadable('awsAuth'),
    verdict: 'unknown',
  },
]);
