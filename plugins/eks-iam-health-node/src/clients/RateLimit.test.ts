import { RateLimit } from './RateLimit';

function limitAt(options = { requestsPerSecond: 10, burst: 2 }) {
  let seconds = 0;
  const limit = new RateLimit(options, () => seconds * 1000);
  return {
    limit,
    at(time: number) {
      seconds = time;
      return limit;
    },
  };
}

describe('RateLimit', () => {
  it('lets a burst go and then holds the pace', () => {
    const { limit } = limitAt();
    expect([1, 2, 3, 4].map(() => limit.reserve('a'))).toEqual([
      0, 0, 100, 200,
    ]);
  });

  it('fills up again, up to the burst', () => {
    const { limit, at } = limitAt();
    [1, 2].forEach(() => limit.reserve('a'));
    expect(at(60).reserve('a')).toBe(0);
    expect(at(60).reserve('a')).toBe(0);
    expect(at(60).reserve('a')).toBe(100);
  });

  it('keeps accounts, regions and APIs apart', () => {
    const { limit } = limitAt({ requestsPerSecond: 1, burst: 1 });
    expect(limit.reserve('a')).toBe(0);
    expect(limit.reserve('b')).toBe(0);
    expect(limit.reserve('a')).toBe(1000);
  });

  it('goes slower after it was throttled, and recovers with time', () => {
    const { limit, at } = limitAt();
    limit.throttled('a');
    expect(limit.reserve('a')).toBe(200); // half the rate, and nothing saved up
    at(1000);
    expect([1, 2, 3].map(() => limit.reserve('a'))).toEqual([0, 0, 100]);
  });

  it('stops waiting with the signal', async () => {
    const { limit } = limitAt({ requestsPerSecond: 0.1, burst: 0 });
    await expect(
      limit.take('a', AbortSignal.timeout(10)),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
