import { KeyMaterial, LeakingSecret } from '../../model';
import { anAccessKey, aSnapshot, describeCheck } from '../../testing';
import { awsKeyInSecret } from './awsKeyInSecret';

const secret = (
  name: string,
  ...keyMaterial: KeyMaterial[]
): LeakingSecret => ({ namespace: 'shop', name, type: 'Opaque', keyMaterial });
const key = (
  maskedKeyId: string | undefined,
  hasSecret = true,
): KeyMaterial => ({ place: 'data key credentials', maskedKeyId, hasSecret });
const secrets = (...list: LeakingSecret[]) =>
  aSnapshot()
    .with('accessKeys', [anAccessKey('jane', 'AAAA')])
    .with('leakingSecrets', list);

describeCheck(awsKeyInSecret, [
  {
    shows: 'two Secrets, one with a key of this account',
    given: secrets(
      secret('a', key('AKIA…AAAA')),
      secret('b', key('AKIA…BBBB')),
    ),
    finds: ['shop/a', 'shop/b'],
    verdict: 'fail',
    message:
      /^the Secret `shop\/a` holds an AWS access key in data key credentials$/m,
    repairs: ['deactivate-access-key'],
  },
  {
    shows: 'the id alone',
    given: secrets(secret('a', key('AKIA…AAAA', false))),
    finds: ['shop/a'],
    verdict: 'warn',
    message: /holds the id of an AWS access key/,
  },
  {
    shows: 'temporary credentials',
    given: secrets(secret('a', key('ASIA…AAAA'))),
    finds: ['shop/a'],
    verdict: 'warn',
    message: /holds temporary AWS credentials/,
  },
  {
    shows: 'temporary ones beside a key that lasts',
    given: secrets(secret('a', key('ASIA…AAAA'), key(undefined))),
    finds: ['shop/a'],
    verdict: 'fail',
  },
  { shows: 'no Secret holds any', given: secrets(), finds: [] },
  {
    shows: 'nobody opted in',
    given: aSnapshot().unreadable('leakingSecrets', 'not-collected'),
    verdict: 'unknown',
  },
]);
