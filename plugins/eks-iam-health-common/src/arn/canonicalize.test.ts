import cases from './__cases__/canonicalize.json';
import { arrivalKey, canonicalizeArn, foldArn } from './index';

describe('canonicalizeArn', () => {
  it.each(cases.map(c => [c.shows, c] as const))('%s', (_, c) => {
    expect(canonicalizeArn(c.arn)).toEqual(
      c.refused === undefined
        ? { status: 'canonical', arn: c.is, sessionName: c.session }
        : { status: 'refused', reason: expect.stringContaining(c.refused) },
    );
  });

  it.each(cases.flatMap(({ is }) => (is === undefined ? [] : [[is]])))(
    'leaves %s, which is canonical, as it is',
    arn => expect(canonicalizeArn(arn)).toMatchObject({ arn }),
  );
});

describe('arrivalKey', () => {
  it.each(cases.map(({ arn }) => [arn]))('of the key of %p is the key', arn =>
    expect(arrivalKey(arrivalKey(arn))).toBe(arrivalKey(arn)),
  );
});

describe('foldArn', () => {
  it('folds what Go folds into ASCII, and nothing else of the kind', () => {
    expect(foldArn('ROLE/\u017fam\u212a')).toBe('role/samk');
    expect(foldArn('role/\u0131')).toBe('role/\u0131');
  });
});
