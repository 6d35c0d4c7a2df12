/** What can be said of a question about a policy: not-unknown is unknown. @public */
export type Answer = 'yes' | 'no' | 'unknown';

/** Whether a value is meant, or `incomparable`: one side has no value that could be compared. @public */
export type Comparison = Answer | 'incomparable';

/** `yes` or `no`. */
export function toAnswer(value: boolean): Answer {
  return value ? 'yes' : 'no';
}

/** Not-unknown is unknown. */
export function not(answer: Answer): Answer {
  if (answer === 'unknown') return 'unknown';
  return answer === 'yes' ? 'no' : 'yes';
}

/** `no` as soon as one is `no`; later items are not looked at then. */
export function every<T>(
  items: readonly T[],
  test: (item: T) => Answer,
): Answer {
  let result: Answer = 'yes';
  for (const item of items) {
    const answer = test(item);
    if (answer === 'no') return 'no';
    if (answer === 'unknown') result = 'unknown';
  }
  return result;
}

/** `yes` as soon as one is `yes`. */
export function some<T>(
  items: readonly T[],
  test: (item: T) => Answer,
): Answer {
  let result: Answer = 'no';
  for (const item of items) {
    const answer = test(item);
    if (answer === 'yes') return 'yes';
    if (answer === 'unknown') result = 'unknown';
  }
  return result;
}

/** `yes` when all are. */
export const allOf = (...answers: Answer[]): Answer =>
  every(answers, answer => answer);

/** `yes` when one is. */
export const anyOf = (...answers: Answer[]): Answer =>
  some(answers, answer => answer);

/** The best of several alternatives: a value is meant as soon as one of them means it, and the rest is not asked. */
export function best<T>(
  alternatives: readonly T[],
  compare: (alternative: T) => Comparison,
): Comparison {
  let result: Comparison = 'no';
  for (const alternative of alternatives) {
    const comparison = compare(alternative);
    if (comparison === 'yes') return 'yes';
    if (comparison === 'unknown') result = 'unknown';
    else if (comparison === 'incomparable' && result === 'no') {
      result = 'incomparable';
    }
  }
  return result;
}
