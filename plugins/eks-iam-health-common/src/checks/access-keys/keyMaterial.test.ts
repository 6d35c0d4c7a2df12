import { defaultCheckSettings, runChecks } from '..';
import { KeyMaterial } from '../../model';
import {
  anAccessKey,
  aPod,
  aSnapshot,
  describeCheck,
  testNow,
} from '../../testing';
import { awsKeyInConfigMap } from './awsKeyInConfigMap';
import { awsKeyInPod } from './awsKeyInPod';

const found = (last4: string, hasSecret = true): KeyMaterial => ({
  place: `container app, env KEY_${last4}`,
  maskedKeyId: `AKIA…${last4}`,
  hasSecret,
});
const pod = (name: string, ...keyMaterial: KeyMaterial[]) =>
  aPod('shop', name, { keyMaterial });
const known = aSnapshot().with('accessKeys', [anAccessKey('jane', 'AAAA')]);

describeCheck(awsKeyInPod, [
  {
    shows: 'a key of this account: it can be deactivated',
    given: known.with('pods', [pod('cart', found('AAAA'))]),
    finds: ['shop/cart'],
    verdict: 'fail',
    message:
      /the pods of Deployment `shop\/cart` hold an AWS access key in clear/,
    repairs: ['deactivate-access-key'],
  },
  {
    shows: 'two workloads, keys of another account',
    given: known.with('pods', [
      pod('cart', found('BBBB')),
      pod('till', found('CCCC')),
      pod('till', found('CCCC')),
    ]),
    finds: ['shop/cart', 'shop/till'],
    repairs: [],
  },
  {
    shows: 'the id alone',
    given: known.with('pods', [pod('cart', found('AAAA', false))]),
    finds: ['shop/cart'],
    verdict: 'warn',
  },
  {
    shows: 'a key from a Secret',
    given: aSnapshot().with('pods', [
      aPod('shop', 'cart', {
        containers: [
          {
            name: 'app',
            isInit: false,
            env: [{ name: 'AWS_ACCESS_KEY_ID', source: 'secret' }],
            stsArguments: [],
            volumeMountNames: [],
          },
        ],
      }),
    ]),
    finds: ['shop/cart'],
    verdict: 'warn',
    message: /take a long-term AWS key from a Secret/,
  },
  {
    shows: 'a pod without keys',
    given: known.with('pods', [pod('cart')]),
    finds: [],
  },
  {
    shows: 'pods were not read',
    given: aSnapshot().unreadable('pods'),
    verdict: 'unknown',
  },
]);

const configMaps = (...items: Array<[string, KeyMaterial]>) =>
  known.with(
    'leakingConfigMaps',
    items.map(([name, keyMaterial]) => ({
      namespace: 'shop',
      name,
      keyMaterial: [keyMaterial],
    })),
  );

describeCheck(awsKeyInConfigMap, [
  {
    shows: 'two ConfigMaps with keys',
    given: configMaps(['a', found('AAAA')], ['b', found('BBBB')]),
    finds: ['shop/a', 'shop/b'],
    verdict: 'fail',
    message: /the ConfigMap `shop\/a` holds an AWS access key/,
    repairs: ['deactivate-access-key'],
  },
  {
    shows: 'the id alone',
    given: configMaps(['a', found('AAAA', false)]),
    finds: ['shop/a'],
    verdict: 'warn',
  },
  { shows: 'none leaks', given: known, finds: [] },
  {
    shows: 'ConfigMaps were not read',
    given: known.unreadable('leakingConfigMaps'),
    verdict: 'unknown',
  },
]);

describe('what is shown of a key', () => {
  it('is its mask; the whole id stands only in the command that deactivates it', () => {
    const snapshot = known.with('pods', [pod('cart', found('AAAA'))]).build();
    const [{ findings }] = runChecks(snapshot, [awsKeyInPod], {
      ...defaultCheckSettings,
      now: testNow,
    });
    const [{ repairs, ...shown }] = findings;
    const id = anAccessKey('jane', 'AAAA').id;
    expect(JSON.stringify(shown)).not.toContain(id);
    expect(JSON.stringify(shown)).toContain('AKIA…AAAA');
    expect(repairs.map(({ title }) => title).join()).not.toContain(id);
  });
});
