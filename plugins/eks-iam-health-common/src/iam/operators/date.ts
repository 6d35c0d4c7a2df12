import { orderedOperators } from './ordered';

/** From here on a count since 1970 can only be meant in milliseconds: in seconds it would be the year 5138. */
const FIRST_MILLISECONDS = 1e11;

const isoDate =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:t(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(z|[+-]\d\d:?\d\d)?)?)?)?$/i;

/**
 * A date in one of the W3C forms of ISO 8601, or a time since 1970, in milliseconds. A date without a time zone is meant
 * in UTC. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function toTime(text: string): number | undefined {
  if (/^-?\d{5,}(\.\d+)?$/.test(text)) {
    const count = Number(text);
    return Math.abs(count) < FIRST_MILLISECONDS ? count * 1000 : count;
  }
  const parts = isoDate.exec(text);
  if (!parts) return undefined;
  const [, year, month = '1', day = '1', hour = '0', minute = '0'] = parts;
  const [second = '0', fraction = '', zone = 'z'] = parts.slice(6);
  const time = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const read = new Date(time);
  // The 31st of a short month is no date.
  if (
    read.getUTCMonth() !== Number(month) - 1 ||
    read.getUTCDate() !== Number(day) ||
    read.getUTCHours() !== Number(hour) ||
    read.getUTCMinutes() !== Number(minute)
  ) {
    return undefined;
  }
  return time + Number(`0${fraction}`) * 1000 - offsetOf(zone);
}

function offsetOf(zone: string): number {
  const parts = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (!parts) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return (parts[1] === '-' ? -minutes : minutes) * 60_000;
}

export const dateOperators = orderedOperators('Date', toTime);
