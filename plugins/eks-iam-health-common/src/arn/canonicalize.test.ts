import cases from './__cases__/canonicalize.json';
import { arrivalKey, canonicalizeArn, foldArn } from './index';

describe('canonicalizeArn', () => {
  it.each(cases.map(c => [c.shows, c] as const))('%s', (_, c) => {
    const result = canonicalizeArn(c.arn);
    const said = {
      status: result.status,
      arn: result.status === 'canonical' ? result.arn : undefined,
      session: result.status === 'canonical' ? result.sessionName : undefined,
      isReasonGiven:
        result.status === 'refused' && result.reason.includes(c.refused ?? ''),
    };
    const isRefused = c.refused !== undefined;
    expect(said).toEqual({
      status: isRefused ? 'refused' : 'canonical',
      arn: c.is,
      session: c.session,
      isReasonGiven: isRefused,
    });
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
