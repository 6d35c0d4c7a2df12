import { nextDueAt, retryAt } from './backOff';

const now = new Date('2026-11-21T14:00:00Z');
const seconds = (date: Date) => (date.getTime() - now.getTime()) / 1000;

describe('backOff', () => {
  it.each([
    [1, 30],
    [2, 60],
    [5, 480],
    [8, 3600],
    [100, 3600],
  ])('after %i failures waits %i seconds', (failures, expected) => {
    expect(seconds(retryAt(now, failures, 900, 0.5))).toBeCloseTo(expected);
  });

  it('does not try more often than a healthy cluster for ever', () => {
    expect(seconds(retryAt(now, 20, 7200, 0.5))).toBeCloseTo(7200);
  });

  it('spreads by a tenth to either side', () => {
    expect(seconds(nextDueAt(now, 900, 0))).toBeCloseTo(810);
    expect(seconds(nextDueAt(now, 900, 1))).toBeCloseTo(990);
    expect(seconds(retryAt(now, 1, 900, 0))).toBeCloseTo(27);
  });
});
