const MAX_EPOCH = 9223372036854775807n;

/** Years that fit into a count of milliseconds of 64 bits, which is how IAM reads dates. */
const MAX_YEAR = 292278993;
const MIN_YEAR = -292275054;

const isoDate =
  /^(?<year>-?\d+)(-(?<month>\d{1,2})(-(?<day>\d{1,2}))?)?(t((?<hour>\d{1,2})(:(?<minute>\d{1,2})(:(?<second>\d{1,2})(\.\d{1,9})?)?)?)?(z|[+-](?<zoneHour>\d{2})(:?(?<zoneMinute>\d{2}))?)?)?$/i;

/**
 * What is wrong with a value of a Date condition: an ISO 8601 date, whole or in part, or a time counted since 1970. IAM
 * stores no policy with another one, while it stores any text under the other operators.
 */
export function dateProblem(value: string): string | undefined {
  const problem = 'must be an ISO 8601 date or a time since 1970';
  if (/^\d+$/.test(value)) {
    return BigInt(value) <= MAX_EPOCH ? undefined : problem;
  }
  const groups = isoDate.exec(value)?.groups;
  if (!groups || !/[t-]/i.test(value)) return problem;
  const within = (text: string | undefined, low: number, high: number) =>
    text === undefined || (Number(text) >= low && Number(text) <= high);
  return within(groups.year, MIN_YEAR, MAX_YEAR) &&
    within(groups.month, 1, 12) &&
    within(groups.day, 1, 31) &&
    within(groups.hour, 0, 23) &&
    within(groups.minute, 0, 59) &&
    within(groups.second, 0, 59) &&
    within(groups.zoneHour, 0, 23) &&
    within(groups.zoneMinute, 0, 59)
    ? undefined
    : problem;
}
