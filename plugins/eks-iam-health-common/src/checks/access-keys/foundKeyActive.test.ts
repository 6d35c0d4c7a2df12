import { FoundKey } from '../../model';
import { anAccessKey, aPod, aSnapshot, describeCheck } from '../../testing';
import { foundKeyActive } from './foundKeyActive';

const found = (
  last4: string,
  status: FoundKey['status'],
  change: Partial<FoundKey> = {},
): FoundKey => ({
  maskedKeyId: `AKIA…${last4}`,
  places: ['ConfigMap shop/settings, data key config.ini'],
  accountId: '111122223333',
  status,
  ...change,
});
const keys = (...list: FoundKey[]) => aSnapshot().with('foundKeys', list);
const leaking = aSnapshot().with('pods', [
  aPod('shop', 'cart', {
    keyMaterial: [{ place: 'x', maskedKeyId: 'AKIA…AAAA', hasSecret: true }],
  }),
]);

describeCheck(foundKeyActive, [
  {
    shows: 'two active keys, one of this account',
    given: keys(
      found('AAAA', 'Active', { userName: 'jane' }),
      found('BBBB', 'Active', { accountId: '444455556666' }),
    ).with('accessKeys', [anAccessKey('jane', 'AAAA')]),
    finds: ['AKIA…AAAA of 111122223333', 'AKIA…BBBB of 444455556666'],
    verdict: 'fail',
    message: /^key `AKIA…AAAA` of `jane`, found in .*, is active in account/m,
    repairs: ['deactivate-access-key'],
  },
  {
    shows: 'inactive, not deleted',
    given: keys(found('AAAA', 'Inactive')),
    finds: ['AKIA…AAAA of 111122223333'],
    verdict: 'warn',
    repairs: [],
  },
  {
    shows: 'gone',
    given: leaking.with('foundKeys', [found('AAAA', 'gone')]),
    finds: [],
    verdict: 'pass',
  },
  {
    shows: 'the account of the key is not read',
    given: keys(found('AAAA', 'unread', { accountId: '444455556666' })),
    finds: ['AKIA…AAAA of 444455556666'],
    verdict: 'unknown',
  },
  {
    shows: 'no key was found, so nobody looked any up',
    given: aSnapshot().unreadable('foundKeys', 'not-collected'),
    verdict: 'not-applicable',
  },
  {
    shows: 'a key was found and not looked up',
    given: leaking.unreadable('foundKeys', 'not-collected'),
    verdict: 'unknown',
  },
]);
