import { DateTime, Duration, DurationLikeObject } from 'luxon';

const DAY_MS = 24 * 60 * 60 * 1000;

const at = (iso: string, locale: string) =>
  DateTime.fromISO(iso).setLocale(locale);

/** `14:02`, in the reader's zone. */
export function clockTime(iso: string, locale: string): string {
  return at(iso, locale).toFormat('HH:mm');
}

/** `12 Nov, 09:02`, with the year when it is another one. */
export function dayAndTime(iso: string, now: string, locale: string): string {
  const time = at(iso, locale);
  const sameYear = time.year === at(now, locale).year;
  return time.toFormat(sameYear ? 'd MMM, HH:mm' : 'd MMM yyyy, HH:mm');
}

/** `21 Nov 2026, 14:02:11 GMT+1`: everything, for the tooltip. */
export function wholeTime(iso: string, locale: string): string {
  return at(iso, locale).toFormat('d MMM yyyy, HH:mm:ss ZZZZ');
}

/** `12 minutes ago` and `14:02`; older than a day only `12 Nov, 09:02`. */
export function moment(
  iso: string,
  now: string,
  locale: string,
): { ago?: string; time: string } {
  const age = Date.parse(now) - Date.parse(iso);
  if (Math.abs(age) >= DAY_MS) return { time: dayAndTime(iso, now, locale) };
  return {
    ago: at(iso, locale).toRelative({ base: DateTime.fromISO(now) }) ?? '',
    time: clockTime(iso, locale),
  };
}

/** How long something lasts, in its largest unit: `9 days`, `33 min`, `21 s`. */
export function span(milliseconds: number, locale: string): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const units: Array<[keyof DurationLikeObject & string, number]> = [
    ['days', 86_400],
    ['hours', 3_600],
    ['minutes', 60],
  ];
  const [unit, size] = units.find(([, u]) => seconds >= u) ?? ['seconds', 1];
  return Duration.fromObject(
    { [unit]: Math.floor(seconds / size) },
    { locale },
  ).toHuman({ unitDisplay: unit === 'days' ? 'long' : 'short' });
}
