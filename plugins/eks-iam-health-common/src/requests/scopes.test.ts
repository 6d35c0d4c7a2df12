import fc from 'fast-check';
import { AccessScope } from '../model';
import {
  coveredBy,
  minus,
  sameScope,
  scopeWords,
  toScope,
  toScopeSet,
  union,
} from './scopes';

const ns = (...namespaces: string[]): AccessScope => ({
  type: 'namespace',
  namespaces,
});
const whole: AccessScope = { type: 'cluster' };

describe('scopes', () => {
  it('merges namespaces, and the cluster swallows them', () => {
    const merge = (...scopes: AccessScope[]) =>
      toScope(union(...scopes.map(toScopeSet)));
    expect(merge(ns('b'), ns('a', 'b'))).toEqual(ns('a', 'b'));
    expect(merge(ns('a'), whole)).toEqual(whole);
    expect(merge()).toBeUndefined();
  });

  it('remembers namespaces below the cluster, so that it can be narrowed again', () => {
    const both = union(toScopeSet(ns('a')), toScopeSet(whole));
    expect(toScope(minus(both, toScopeSet(whole)))).toEqual(ns('a'));
  });

  it('covers', () => {
    expect(coveredBy(toScopeSet(ns('a')), toScopeSet(whole))).toEqual(
      toScopeSet(ns('a')),
    );
    expect(coveredBy(toScopeSet(whole), toScopeSet(ns('a'))).size).toBe(0);
  });

  it('compares without order', () => {
    expect(sameScope(ns('a', 'b'), ns('b', 'a'))).toBe(true);
    expect(sameScope(ns('a'), whole)).toBe(false);
    expect(sameScope(undefined, ns('a'))).toBe(false);
    expect(sameScope(undefined, undefined)).toBe(true);
  });

  it('speaks', () => {
    expect(scopeWords(whole)).toBe('the whole cluster');
    expect(scopeWords(ns('b', 'a'))).toBe('the namespaces `a`, `b`');
  });

  it('does not depend on the order of grants', () => {
    const scope = fc.oneof(
      fc.constant(whole),
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c')).map(n => ns(...n)),
    );
    fc.assert(
      fc.property(fc.array(scope), scopes => {
        const sets = scopes.map(toScopeSet);
        expect(toScope(union(...sets))).toEqual(
          toScope(union(...[...sets].reverse())),
        );
      }),
    );
  });
});
