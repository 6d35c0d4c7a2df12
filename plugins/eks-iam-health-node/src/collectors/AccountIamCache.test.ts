import { ConfigReader } from '@backstage/config';
import { AwsClients } from '../clients/AwsClients';
import { ReadError } from '../clients/ReadError';
import { AccountIamCache } from './AccountIamCache';
import { defineCollector } from './defineCollector';

const target = {
  partition: 'aws',
  accountId: '111122223333',
  region: 'eu-west-1',
};
const summary = {
  accountId: target.accountId,
  accountAccessKeysPresent: 0,
  accountMfaEnabled: 1,
};
const { signal } = new AbortController();

function aCache() {
  let now = new Date('2026-11-21T14:00:00Z');
  let reads = 0;
  let denied = false;
  let release = () => {};
  let held = Promise.resolve();
  const collector = defineCollector({
    source: 'account',
    sections: ['accountSummary'],
    doing: 'reading the account summary',
    permissions: ['iam:GetAccountSummary'],
    async collect() {
      reads += 1;
      await held;
      if (denied) throw new ReadError('denied', 'no');
      return { accountSummary: summary };
    },
  });
  return {
    cache: new AccountIamCache({
      clients: AwsClients.fromConfig(new ConfigReader({})),
      collectors: [collector],
      maxAgeSeconds: 600,
      now: () => now,
    }),
    reads: () => reads,
    wait: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
    deny: (value: boolean) => {
      denied = value;
    },
    hold: () => {
      held = new Promise(resolve => {
        release = resolve;
      });
    },
    release: () => release(),
  };
}

describe('AccountIamCache', () => {
  it('reads once for all who ask within its time', async () => {
    const { cache, reads, wait } = aCache();
    const [first] = await Promise.all(
      [1, 2, 3].map(() => cache.read(target, { signal })),
    );
    expect(first.sections.accountSummary).toMatchObject({ value: summary });
    wait(599);
    await cache.read(target, { signal });
    expect(reads()).toBe(1);
    wait(2);
    await cache.read(target, { signal });
    expect(reads()).toBe(2);
  });

  it('keeps accounts apart, and the same number in two partitions', async () => {
    const { cache, reads } = aCache();
    await cache.read(target, { signal });
    await cache.read({ ...target, accountId: '444455556666' }, { signal });
    await cache.read({ ...target, partition: 'aws-cn' }, { signal });
    expect(reads()).toBe(3);
  });

  it('tries again soon what could not be read', async () => {
    const { cache, reads, wait, deny } = aCache();
    deny(true);
    await cache.read(target, { signal });
    wait(10);
    await cache.read(target, { signal });
    expect(reads()).toBe(1);
    deny(false);
    wait(25);
    const { sections } = await cache.read(target, { signal });
    expect(sections.accountSummary?.status).toBe('read');
  });

  it('reads anew for who wants it fresh, also while older reading is under way', async () => {
    const { cache, reads, hold, release } = aCache();
    hold();
    const old = cache.read(target, { signal });
    const fresh = cache.read(target, { fresh: true, signal });
    release();
    await Promise.all([old, fresh]);
    expect(reads()).toBe(2);
  });

  it('lets one who gives up go without spoiling it for the others', async () => {
    const { cache, reads, hold, release } = aCache();
    hold();
    const controller = new AbortController();
    const first = cache.read(target, { signal: controller.signal });
    const second = cache.read(target, { signal });
    controller.abort(new Error('scan ended'));
    await expect(first).rejects.toThrow('scan ended');
    release();
    expect((await second).sections.accountSummary?.status).toBe('read');
    expect(reads()).toBe(1);
  });
});
