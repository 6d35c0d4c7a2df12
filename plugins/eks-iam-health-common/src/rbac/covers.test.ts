import table from './__cases__/covers.json';
import { PolicyRule } from '../model';
import { compactRules, covers, describeRule, toPolicyRule } from './index';

const parse = (rules: readonly unknown[]): PolicyRule[] =>
  rules.map(rule => toPolicyRule(rule, 'rule'));

describe('covers', () => {
  it.each(table.cases.map(c => [c.title, c] as const))('%s', (_, given) => {
    const owner = parse(given.owner);
    expect(covers(owner, parse(given.servant))).toEqual({
      covered: given.uncovered.length === 0,
      uncovered: parse(given.uncovered),
    });
    expect(
      covers([...owner].reverse(), parse(given.servant)).uncovered,
    ).toEqual(parse(given.uncovered));
  });
});

describe('compactRules', () => {
  const rule = (change: Partial<PolicyRule>): PolicyRule =>
    toPolicyRule({ apiGroups: [''], ...change }, 'rule');

  it('writes parts together again', () => {
    const { uncovered } = covers(
      [],
      [
        rule({ resources: ['pods', 'pods/log'], verbs: ['get', 'list'] }),
        rule({ resources: ['secrets'], verbs: ['get'], resourceNames: ['a'] }),
        rule({ resources: ['secrets'], verbs: ['get'], resourceNames: ['b'] }),
        rule({ apiGroups: [], nonResourceURLs: ['/a', '/b'], verbs: ['get'] }),
      ],
    );
    expect(compactRules(uncovered).map(describeRule)).toEqual([
      'get, list pods, pods/log',
      'get secrets "a", "b"',
      'get /a, /b',
    ]);
  });

  it('does not take a named object for all of them', () => {
    const rules = [
      rule({ resources: ['secrets'], verbs: ['get'] }),
      rule({ resources: ['secrets'], verbs: ['get'], resourceNames: ['a'] }),
    ];
    expect(compactRules(rules)).toEqual(rules);
  });
});
