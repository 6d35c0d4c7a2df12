import { aSnapshot, describeCheck } from '../../testing';
import { mapAccountsInUse } from './mapAccountsInUse';

describeCheck(mapAccountsInUse, [
  {
    shows: 'a foreign account fails, also unquoted with a leading zero',
    given: aSnapshot().withAwsAuth({
      mapAccounts: '- "444455556666"\n- 012345678901\n',
    }),
    finds: ['444455556666', '012345678901'],
    verdict: 'fail',
    message: 'everybody of account `012345678901`, a foreign one, gets in',
    repairs: ['patch-aws-auth'],
  },
  {
    shows: 'the own account and trusted ones are a warning',
    given: aSnapshot().withAwsAuth({
      mapAccounts: '- "444455556666"\n- "111122223333"\n',
    }),
    settings: { trustedAccountIds: ['444455556666'] },
    finds: ['444455556666', '111122223333'],
    verdict: 'warn',
  },
  {
    shows: 'nobody is called foreign who may be one of ours',
    given: aSnapshot()
      .withAwsAuth({ mapAccounts: '- "444455556666"\n' })
      .unreadable('organization'),
    finds: ['444455556666'],
    verdict: 'warn',
    message: 'everybody of account `444455556666` gets in',
  },
  {
    shows: 'an account of the organization',
    given: aSnapshot()
      .withAwsAuth({ mapAccounts: '- "444455556666"\n' })
      .with('organization', {
        id: 'o-1',
        managementAccountId: '777788889999',
        memberAccountIds: ['444455556666'],
      }),
    finds: ['444455556666'],
    verdict: 'warn',
    message: ', one of the organization, gets in',
  },
  {
    shows: 'an empty list is fine',
    given: aSnapshot().withAwsAuth({ mapAccounts: '[]' }),
    finds: [],
  },
  {
    shows: 'mode API does not ask aws-auth',
    given: aSnapshot()
      .withCluster({ authenticationMode: 'API' })
      .withAwsAuth({ mapAccounts: '- "444455556666"' }),
    verdict: 'not-applicable',
  },
  {
    shows: 'an aws-auth that was not read is no pass',
    given: aSnapshot().unreadable('awsAuth'),
    verdict: 'unknown',
  },
  {
    shows: 'lines of a section that does not parse are not judged',
    given: aSnapshot().withAwsAuth({ mapAccounts: 'a: b' }),
    finds: ['mapAccounts'],
    verdict: 'unknown',
    message: 'the lines of `mapAccounts` could not be judged',
    repairs: [],
  },
]);
