import { CachedCredentials } from './CachedCredentials';

function cacheOf(lifeSeconds?: number) {
  let now = 0;
  let made = 0;
  let fails = false;
  const cache = new CachedCredentials(
    async () => async () => {
      if (fails) throw new Error('no');
      made += 1;
      return {
        accessKeyId: `key-${made}`,
        secretAccessKey: 'x',
        ...(lifeSeconds && { expiration: new Date(now + lifeSeconds * 1000) }),
      };
    },
    () => now,
  );
  return {
    cache,
    keyAt: async (seconds: number) => {
      now = seconds * 1000;
      return (await cache.provide()).accessKeyId;
    },
    failing: (value: boolean) => {
      fails = value;
    },
  };
}

describe('CachedCredentials', () => {
  it('renews shortly before the end', async () => {
    const { keyAt } = cacheOf(3600);
    expect(await keyAt(0)).toBe('key-1');
    expect(await keyAt(3000)).toBe('key-1');
    expect(await keyAt(3400)).toBe('key-2');
  });

  it('asks once for all who ask at the same time', async () => {
    const { cache } = cacheOf();
    const all = await Promise.all([1, 2, 3].map(() => cache.provide()));
    expect(new Set(all.map(one => one.accessKeyId))).toEqual(
      new Set(['key-1']),
    );
  });

  it('gets new ones after they were refused, or could not be got', async () => {
    const { cache, keyAt, failing } = cacheOf();
    expect(await keyAt(0)).toBe('key-1');
    cache.forget();
    failing(true);
    await expect(cache.provide()).rejects.toThrow('no');
    failing(false);
    expect(await keyAt(1)).toBe('key-2');
  });
});
