import * as fc from 'fast-check';
import { contextOf, unknownContext } from './context';
import { actionPattern, resourcePattern, stringPattern } from './matchPattern';

const resource = (pattern: string, value: string) =>
  resourcePattern(pattern, true).matches(value, unknownContext);

describe('resource patterns', () => {
  it.each([
    ['*', 'arn:aws:s3:::bucket', 'yes'],
    ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/a/b:c', 'yes'],
    ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::other/a', 'no'],
    ['arn:aws:eks:*:*:cluster/shop', 'arn:aws:eks:r:1:cluster/shop', 'yes'],
    // a star that ends a segment may expand beyond the colon, another may not
    ['arn:aws:eks:*:cluster/shop', 'arn:aws:eks:r:1:cluster/shop', 'yes'],
    ['arn:aws:eks:eu*1:1:x', 'arn:aws:eks:eu-west-1:1:x', 'yes'],
    ['arn:aws:eks:e*1:1:x', 'arn:aws:eks:eu:1:1:x', 'no'],
    ['arn:aws:eks:??:1:x', 'arn:aws:eks:e::1:x', 'no'],
    // fewer than six fields are completed
    ['arn:aws:iam::111122223333', 'arn:aws:iam::111122223333:role/x', 'yes'],
    ['arn:aws:iam::1:role/X', 'arn:aws:iam::1:role/x', 'no'],
    ['arn:aws:iam::1:role/a[b]', 'arn:aws:iam::1:role/ab', 'no'],
  ])('%s against %s: %s', (pattern, value, expected) => {
    expect(resource(pattern, value)).toBe(expected);
  });

  it('resolves variables, defaults and escapes only where the version knows them', () => {
    const context = contextOf({ 'aws:username': 'jane' });
    /* eslint-disable no-template-curly-in-string */
    const ask = (pattern: string, value: string, variables: boolean) =>
      resourcePattern(pattern, variables).matches(value, context);
    expect(ask('home/${aws:username}/*', 'home/jane/x', true)).toBe('yes');
    expect(ask('home/${aws:username}/*', 'home/jane/x', false)).toBe('no');
    expect(ask('a${*}', 'a*', true)).toBe('yes');
    expect(ask('a${*}', 'ab', true)).toBe('no');
    expect(ask('${aws:unheardOf}', 'x', true)).toBe('unknown');
    /* eslint-enable no-template-curly-in-string */
  });
});

describe('patterns', () => {
  /** The definition, as slow as it is plain. */
  const matches = (pattern: string, text: string): boolean => {
    if (pattern === '') return text === '';
    const rest = pattern.slice(1);
    if (pattern[0] === '*') {
      return (
        matches(rest, text) || (text !== '' && matches(pattern, text.slice(1)))
      );
    }
    return (
      text !== '' &&
      (pattern[0] === '?' || pattern[0] === text[0]) &&
      matches(rest, text.slice(1))
    );
  };
  const letters = (...chars: string[]) =>
    fc
      .array(fc.constantFrom(...chars), { maxLength: 8 })
      .map(list => list.join(''));

  it('match as the plain definition says', () => {
    fc.assert(
      fc.property(
        letters('a', 'b', '*', '?'),
        letters('a', 'b', 'c'),
        (pattern, text) => {
          const like = stringPattern(pattern, {
            wildcards: true,
            ignoreCase: false,
            variables: false,
          });
          expect(like.matches(text, unknownContext)).toBe(
            matches(pattern, text) ? 'yes' : 'no',
          );
        },
      ),
    );
  });

  it('take linear time where a backtracking matcher would not end', () => {
    const started = performance.now();
    const pattern = actionPattern(`${'a*'.repeat(40)}b`);
    expect(pattern.matches('a'.repeat(5000), unknownContext)).toBe('no');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('of actions ignore case', () => {
    expect(
      actionPattern('EKS:Describe?luster').matches(
        'eks:describecluster',
        unknownContext,
      ),
    ).toBe('yes');
  });
});
