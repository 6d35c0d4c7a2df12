import { isNotFound } from '../../clients/ReadError';
import { inParallel } from '../inParallel';

const DESCRIBES_AT_ONCE = 8;

/** Describes each item of a listing. One that went away since it was listed is left out. */
export async function describeEach<T, R>(
  items: readonly T[],
  describe: (item: T) => Promise<R>,
): Promise<R[]> {
  const described = await inParallel(items, DESCRIBES_AT_ONCE, async item => {
    try {
      return [await describe(item)];
    } catch (error) {
      if (isNotFound(error)) return [];
      throw error;
    }
  });
  return described.flat();
}
