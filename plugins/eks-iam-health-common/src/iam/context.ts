/**
 * The value of a condition key in a request: its values, `absent` when the request certainly has no such key, `unknown`
 * when only the caller's request would tell (`aws:SourceIp`, `aws:MultiFactorAuthPresent`, ...).
 *
 * @public
 */
export type KeyValue = readonly string[] | 'absent' | 'unknown';

/** What is known of the condition keys of a request. @public */
export interface RequestContext {
  /** The value of a key, given in lower case: key names ignore case. */
  valueOf(lowerCaseKey: string): KeyValue;
}

/**
 * A context of known keys (values, or `absent`); all other keys are unknown, unless `isAbsent` says that a request of
 * this kind never has them.
 *
 * @public
 */
export function contextOf(
  known: Readonly<Record<string, string | readonly string[] | 'absent'>>,
  isAbsent: (lowerCaseKey: string) => boolean = () => false,
): RequestContext {
  const values = new Map<string, KeyValue>();
  for (const [key, value] of Object.entries(known)) {
    const isList = typeof value !== 'string';
    values.set(
      key.toLowerCase(),
      isList || value === 'absent' ? value : [value],
    );
  }
  return {
    valueOf: key => values.get(key) ?? (isAbsent(key) ? 'absent' : 'unknown'),
  };
}

/** Nothing is known about any key. @public */
export const unknownContext: RequestContext = { valueOf: () => 'unknown' };
