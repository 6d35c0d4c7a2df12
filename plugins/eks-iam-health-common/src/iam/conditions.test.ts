import cases from './__cases__/conditions.json';
import { Answer } from './answer';
import { contextOf, KeyValue } from './context';
import { preparePolicy } from './preparePolicy';

interface Case {
  shows: string;
  condition: unknown;
  /** of `key:k`: absent when `null`, unknown when `?` */
  value: string | string[] | null;
  version?: string;
  inAllow: Answer;
  inDeny: Answer;
}

/** Other keys: `key:name` is `Dev`, `key:star` is `*`, `key:list` has two values; `key:none` is absent. */
function contextWith(value: Case['value']) {
  const known: Record<string, string[]> = {
    'key:name': ['Dev'],
    'key:star': ['*'],
    'key:list': ['Dev', 'Ops'],
  };
  if (value !== null && value !== '?') {
    known['key:k'] = Array.isArray(value) ? value : [value];
  }
  const { valueOf } = contextOf(known, () => true);
  return {
    valueOf: (key: string): KeyValue =>
      key === 'key:k' && value === '?' ? 'unknown' : valueOf(key),
  };
}

function holds(c: Case, effect: 'Allow' | 'Deny'): Answer | undefined {
  const prepared = preparePolicy({
    Version: c.version ?? '2012-10-17',
    Statement: {
      Effect: effect,
      Action: '*',
      Resource: '*',
      Condition: c.condition,
    },
  });
  return prepared.status === 'parsed'
    ? prepared.statements[0].conditionsHold(contextWith(c.value))
    : undefined;
}

describe('conditions', () => {
  it.each((cases as Case[]).map(c => [c.shows, c] as const))('%s', (_, c) => {
    expect({ inAllow: holds(c, 'Allow'), inDeny: holds(c, 'Deny') }).toEqual({
      inAllow: c.inAllow,
      inDeny: c.inDeny,
    });
  });

  it('are never surer in an Allow than in a Deny', () => {
    for (const c of cases as Case[]) {
      const [allow, deny] = [holds(c, 'Allow'), holds(c, 'Deny')];
      expect(allow === deny || (allow === 'no' && deny === 'unknown')).toBe(
        true,
      );
    }
  });
});
