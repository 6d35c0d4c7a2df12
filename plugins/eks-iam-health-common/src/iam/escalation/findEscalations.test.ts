import cases from '../__cases__/escalations.json';
import { PrincipalPolicies } from '../policiesOf';
import { escalationPaths, findEscalations, FoundEscalation } from './index';

interface Case {
  shows: string;
  policies: unknown[];
  boundary?: unknown[];
  has?: string[];
  lacks?: string[];
  limited?: string[];
  undecided?: string[];
  /** exactly these */
  only?: string[];
}

const toDocument = (statements: unknown[]) => ({
  Version: '2012-10-17',
  Statement: statements,
});

function holding(
  statements: unknown[],
  boundary?: unknown[],
): PrincipalPolicies {
  return {
    status: 'read',
    kind: 'user',
    arn: 'arn:aws:iam::111122223333:user/jane',
    name: 'jane',
    identity: [{ name: 'p', document: toDocument(statements) }],
    ...(boundary && {
      boundary: { name: 'b', document: toDocument(boundary) },
    }),
    unread: [],
  };
}

const allowing = (actions: readonly string[]) =>
  holding([{ Effect: 'Allow', Action: actions, Resource: '*' }]);
const idsOf = (
  found: FoundEscalation[],
  verdict: FoundEscalation['verdict'] = 'allowed',
) => found.filter(f => f.verdict === verdict).map(f => f.path.id);

describe('findEscalations', () => {
  it.each((cases as Case[]).map(c => [c.shows, c] as const))('%s', (_, c) => {
    const policies = holding(c.policies, c.boundary);
    for (const isAnonymous of [true, false]) {
      const found = findEscalations(policies, { isAnonymous });
      const allowed = idsOf(found);
      expect(allowed).toEqual(expect.arrayContaining(c.has ?? []));
      expect(allowed.filter(id => c.lacks?.includes(id))).toEqual([]);
      expect(c.only ?? allowed).toEqual(allowed);
      const limited = idsOf(found, 'limited');
      expect(c.limited ?? limited).toEqual(limited);
      const undecided = idsOf(found, 'undecided');
      expect(undecided).toEqual(expect.arrayContaining(c.undecided ?? []));
      expect(c.undecided?.length === 0 ? undecided : []).toEqual([]);
    }
  });

  it('says which statement gives each action, and on what it is limited', () => {
    const [found] = findEscalations(
      holding([
        {
          Sid: 'Pass',
          Effect: 'Allow',
          Action: 'iam:PassRole',
          Resource: 'arn:aws:iam::111122223333:role/app',
        },
        { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' },
      ]),
    );
    expect(found.path.id).toBe('ec2-001');
    expect(found.held).toMatchObject([
      {
        action: 'iam:PassRole',
        reach: 'some',
        resources: ['arn:aws:iam::111122223333:role/app'],
        by: { sid: 'Pass' },
      },
      { action: 'ec2:RunInstances', reach: 'any', by: { index: 1 } },
    ]);
  });

  it('leaves open what was not read', () => {
    const policies = { ...holding([]), unread: ['arn:aws:iam::1:policy/x'] };
    const found = findEscalations(policies);
    expect(idsOf(found)).toEqual([]);
    expect(idsOf(found, 'undecided')).toHaveLength(escalationPaths.length);
  });

  describe('the catalogue', () => {
    it('has its paths once, each with actions, steps and a title', () => {
      const ids = escalationPaths.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThan(110);
      for (const { id, title, actions, steps, kind } of escalationPaths) {
        expect(id).toMatch(/^[a-z0-9-]+$/);
        expect(title).toMatch(/^[A-Z].*[^.]$/);
        expect(new Set(actions).size).toBe(actions.length);
        expect(steps.length).toBeGreaterThan(0);
        for (const step of steps) expect(step).toMatch(/^[A-Z`].*\.$/s);
        for (const action of actions) {
          expect(action).toMatch(/^[a-z0-9-]+:[A-Z][A-Za-z]+$/);
        }
        expect(kind === 'pass-role').toBe(
          actions[0] === 'iam:PassRole' && !id.startsWith('eks-'),
        );
      }
    });

    it.each(escalationPaths.map(path => [path.id, path] as const))(
      '%s is open with all its actions, and with none of them left out',
      (id, { actions }) => {
        expect(idsOf(findEscalations(allowing(actions)))).toContain(id);
        for (const action of actions) {
          const others = actions.filter(other => other !== action);
          const without = others.length > 0 ? others : ['s3:ListBucket'];
          expect(idsOf(findEscalations(allowing(without)))).not.toContain(id);
          const denied = holding([
            { Effect: 'Allow', Action: '*', Resource: '*' },
            { Effect: 'Deny', Action: action, Resource: '*' },
          ]);
          expect(idsOf(findEscalations(denied))).not.toContain(id);
        }
      },
    );
  });

  it('opens nothing more by a Deny or a boundary, and does not care about the order', () => {
    const statements = (cases as Case[]).flatMap(c => c.policies.slice(0, 2));
    const usable = statements.filter(s =>
      ['Allow', 'Deny'].includes(Object(s).Effect),
    );
    const open = (list: unknown[], boundary?: unknown[]) =>
      idsOf(findEscalations(holding(list, boundary))).sort();
    usable.forEach((statement, i) => {
      const list = [statement, usable[(i + 5) % usable.length]];
      const before = open(list);
      expect(open([...list].reverse())).toEqual(before);
      const deny = { ...Object(usable[(i + 9) % usable.length]) };
      deny.Effect = 'Deny';
      const after = open([...list, deny]);
      expect(after.filter(id => !before.includes(id))).toEqual([]);
      const bounded = open(list, [usable[(i + 11) % usable.length]]);
      expect(bounded.filter(id => !before.includes(id))).toEqual([]);
    });
  });
});
