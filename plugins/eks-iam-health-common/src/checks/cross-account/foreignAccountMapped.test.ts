import { aSnapshot, describeCheck } from '../../testing';
import { foreignAccountMapped } from './foreignAccountMapped';

const foreign = 'arn:aws:iam::444455556666:role/Vendor';
const line = (arn: string) =>
  `- rolearn: ${arn}\n  username: v\n  groups:\n  - system:masters\n`;
const entry = {
  principalArn: 'arn:aws:iam::777788889999:role/partner/Ci',
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: 'x',
  kubernetesGroups: [],
  policies: [],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
};
const given = aSnapshot()
  .withAwsAuth({
    mapRoles: line(foreign) + line('arn:aws:iam::111122223333:role/Ours'),
  })
  .with('accessEntries', [entry]);

describeCheck(foreignAccountMapped, [
  {
    shows: 'entries and lines of other accounts',
    given,
    finds: [foreign, entry.principalArn],
    verdict: 'fail',
    message:
      '`444455556666:role/Vendor` of foreign account `444455556666` gets in',
    repairs: ['delete-access-entry'],
  },
  {
    shows: 'trusted accounts are a warning',
    given,
    settings: { trustedAccountIds: ['444455556666', '777788889999'] },
    finds: [foreign, entry.principalArn],
    verdict: 'warn',
  },
  {
    shows: 'the own account, and foreign lines that match nobody, are fine',
    given: aSnapshot().withAwsAuth({
      mapRoles:
        line('arn:aws:iam::111122223333:role/Ours') +
        line('arn:aws:iam::444455556666:role/path/Dead'),
    }),
    finds: [],
  },
  {
    shows: 'what was read still proves a failure',
    given: given.unreadable('awsAuth'),
    finds: [entry.principalArn],
    verdict: 'fail',
  },
  {
    shows: 'but nothing found in half the sources is no pass',
    given: aSnapshot().unreadable('awsAuth'),
    verdict: 'unknown',
  },
]);
