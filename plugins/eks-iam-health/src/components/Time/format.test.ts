import { Settings } from 'luxon';
import { dayAndTime, moment, span, wholeTime } from './format';

const now = '2026-11-21T14:14:00Z';
const en = 'en';

describe('times', () => {
  beforeEach(() => {
    Settings.defaultZone = 'utc';
  });
  afterAll(() => {
    Settings.defaultZone = 'system';
  });

  it('says how long ago and when, within a day', () => {
    expect(moment('2026-11-21T14:02:00Z', now, en)).toEqual({
      ago: '12 minutes ago',
      time: '14:02',
    });
  });

  it('says the day only, when it is older than a day', () => {
    expect(moment('2026-11-12T09:02:00Z', now, en)).toEqual({
      time: '12 Nov, 09:02',
    });
  });

  it('adds the year when it is another one', () => {
    expect(dayAndTime('2025-11-12T09:02:00Z', now, en)).toBe(
      '12 Nov 2025, 09:02',
    );
  });

  it('names the zone in the tooltip', () => {
    expect(wholeTime('2026-11-21T14:02:11Z', en)).toBe(
      '21 Nov 2026, 14:02:11 UTC',
    );
  });

  it.each([
    [21_000, '21 sec'],
    [33 * 60_000, '33 min'],
    [61 * 60_000, '1 hr'],
    [9 * 86_400_000 + 5, '9 days'],
    [86_400_000, '1 day'],
    [-5, '0 sec'],
  ])('%d ms last %s', (ms, words) => {
    expect(span(ms, en)).toBe(words);
  });
});
