import { aSnapshot, describeCheck, testNow } from '../../testing';
import { defaultCheckSettings } from '../defineCheck';
import { runChecks } from '../runChecks';
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
    settings: { trustedAccountIds: ['999900001111'] },
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
    message:
      '`444455556666:role/Vendor` of trusted account `444455556666` gets in',
  },
  {
    shows: 'an account that is not on the list fails beside one that is',
    given,
    settings: { trustedAccountIds: ['444455556666'] },
    finds: [foreign, entry.principalArn],
    verdict: 'fail',
    message:
      '`777788889999:role/partner/Ci` of foreign account `777788889999` gets in',
  },
  {
    shows: 'without trusted accounts nobody can tell, and nothing is removed',
    given: given.unreadable('organization'),
    finds: [foreign, entry.principalArn],
    verdict: 'unknown',
    message:
      /no trusted accounts are configured \(`eksIamHealth\.checks\.parameters\.trustedAccountIds`\)/,
    repairs: [],
  },
  {
    shows: 'accounts of the organization are a warning, others are foreign',
    given: given.with('organization', {
      id: 'o-1',
      managementAccountId: '444455556666',
      memberAccountIds: ['444455556666', '111122223333'],
    }),
    finds: [foreign, entry.principalArn],
    verdict: 'fail',
    message:
      /account `444455556666`, which belongs to the organization, gets in/,
  },
  {
    shows: 'in no organization every other account is foreign',
    given: given.with('organization', null),
    finds: [foreign, entry.principalArn],
    verdict: 'fail',
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
    settings: { trustedAccountIds: ['999900001111'] },
    finds: [entry.principalArn],
    verdict: 'fail',
  },
  {
    shows: 'but nothing found in half the sources is no pass',
    given: aSnapshot().unreadable('awsAuth'),
    verdict: 'unknown',
  },
]);

it('advises to confirm the account while no trusted accounts are configured', () => {
  const [{ findings }] = runChecks(
    given.unreadable('organization').build(),
    [foreignAccountMapped],
    { ...defaultCheckSettings, now: testNow },
  );
  for (const { repairs } of findings) {
    expect(repairs.map(repair => repair.class)).toEqual(['advice']);
    expect(repairs[0].title).toContain(
      '`eksIamHealth.checks.parameters.trustedAccountIds`',
    );
  }
  expect(findings.map(({ repairs }) => repairs[0].title)).toEqual([
    expect.stringContaining('`777788889999`'),
    expect.stringContaining('`444455556666`'),
  ]);
});
