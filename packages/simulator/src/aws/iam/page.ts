import { AwsError } from '../errors';
import { pageOf } from '../Operation';
import { XmlValue } from '../xml';

/** A page as IAM gives it: 100 unless asked otherwise, 1,000 at most, continued by `Marker`. */
export function iamPage<T>(
  items: T[],
  parameters: URLSearchParams,
): { items: T[]; fields: { [field: string]: XmlValue } } {
  const wanted = parameters.get('MaxItems');
  const size = wanted === null ? 100 : Number(wanted);
  if (!Number.isInteger(size) || size < 1 || size > 1000) {
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '${wanted}' at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 1000`,
    );
  }
  const page = pageOf(items, {
    size,
    token: parameters.get('Marker') ?? undefined,
  });
  if (page === 'bad-token') {
    throw new AwsError('ValidationError', 'Invalid Marker');
  }
  return {
    items: page.items,
    fields: {
      IsTruncated: page.next !== undefined,
      Marker: page.next,
    },
  };
}
