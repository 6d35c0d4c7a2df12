import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { arnOf } from '../__testUtils__/clusters';
import { readOptions } from './readOptions';

const optionsOf = (eksIamHealth: JsonObject) =>
  readOptions(new ConfigReader({ eksIamHealth }));

describe('readOptions', () => {
  it('needs no configuration at all', () => {
    expect(readOptions(new ConfigReader({}))).toMatchObject({
      frequencySeconds: 900,
      staleAfterIntervals: 3,
      clusters: [],
      catalog: { enabled: true, filter: { kind: 'Resource' } },
      scan: { concurrency: 4, timeoutSeconds: 300 },
      checks: { disabled: [], parameters: { accessKeyMaxAgeDays: 90 } },
      retention: { days: 90, reports: 2 },
    });
  });

  it('reads durations in both forms, and leaves access requests to their owner', () => {
    expect(
      optionsOf({
        schedule: { frequency: { minutes: 2 }, timeout: '90s' },
        clusters: [{ arn: arnOf('a'), entityRef: 'A' }],
        accessRequests: { anything: true },
      }),
    ).toMatchObject({
      frequencySeconds: 120,
      locateTimeoutSeconds: 90,
      clusters: [{ entityRef: 'resource:default/a' }],
    });
  });

  it.each<[string, JsonObject, RegExp]>([
    ['a slip', { scan: { concurency: 2 } }, /eksIamHealth\.scan.*concurency/],
    [
      'a wrong ARN',
      { clusters: [{ arn: 'arn:aws:s3:::x' }] },
      /eksIamHealth\.clusters\.0\.arn: `arn:aws:s3:::x` is not the ARN of an EKS cluster/,
    ],
    [
      'a wrong number',
      { scan: { concurrency: 0 } },
      /eksIamHealth\.scan\.concurrency/,
    ],
    [
      'a wrong severity',
      { checks: { severity: { x: 'huge' } } },
      /eksIamHealth\.checks\.severity\.x/,
    ],
    [
      'an account without quotes',
      { checks: { parameters: { trustedAccountIds: [111122223333] } } },
      /trustedAccountIds\.0/,
    ],
    [
      'too often',
      { schedule: { frequency: { seconds: 1 } } },
      /schedule\.frequency: clusters cannot be scanned more often/,
    ],
    ['cron', { schedule: { frequency: { cron: '* * * * *' } } }, /frequency/],
    [
      'two at once',
      { retention: { days: -1 }, aws: { endpoint: 'x' } },
      /aws\.endpoint.*retention\.days/,
    ],
  ])('refuses %s and says where', (_, given, message) => {
    expect(() => optionsOf(given)).toThrow(message);
  });
});
