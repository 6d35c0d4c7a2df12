import { Duration } from 'luxon';

/** How long something is granted for, whole and exact: `8 hours`, `5 days`, `1 hour, 30 minutes`. */
export function durationOf(seconds: number, locale: string): string {
  const shifted = Duration.fromObject({ seconds }, { locale }).shiftTo(
    'days',
    'hours',
    'minutes',
    'seconds',
  );
  const parts = Object.entries(shifted.toObject()).filter(([, n]) => n);
  if (parts.length === 0)
    return Duration.fromObject({ seconds: 0 }, { locale }).toHuman();
  return Duration.fromObject(Object.fromEntries(parts), { locale }).toHuman();
}
