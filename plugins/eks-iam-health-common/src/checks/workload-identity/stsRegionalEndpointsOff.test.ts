import { aServiceAccount, aSnapshot, describeCheck } from '../../testing';
import { stsRegionalEndpointsOff } from './stsRegionalEndpointsOff';

const accounts = (...values: string[]) =>
  aSnapshot().with(
    'serviceAccounts',
    values.map((value, i) =>
      aServiceAccount('shop', `sa${i}`, 'cart', {
        'eks.amazonaws.com/sts-regional-endpoints': value,
      }),
    ),
  );

describeCheck(stsRegionalEndpointsOff, [
  {
    shows: 'two ways to say false',
    given: accounts('false', 'F'),
    finds: ['shop/sa0', 'shop/sa1'],
    repairs: ['annotate-service-account'],
  },
  {
    shows: 'a value that the webhook ignores',
    given: accounts('no'),
    finds: ['shop/sa0'],
    message: /`no` is not a boolean/,
  },
  { shows: 'true in two forms', given: accounts('true', '1'), finds: [] },
  {
    shows: 'service accounts were not read',
    given: aSnapshot().unreadable('serviceAccounts'),
    verdict: 'unknown',
  },
]);
