import * as fc from 'fast-check';
import { contextOf } from '../context';
import crossAccount from './__cases__/crossAccount.json';
import organization from './__cases__/organization.json';
import principals from './__cases__/principals.json';
import sameAccount from './__cases__/sameAccount.json';
import services from './__cases__/services.json';
import unknowns from './__cases__/unknowns.json';
import { AccessDecision, AccessReason, authorize } from './authorize';
import { PolicyLayers } from './policyLayers';

/** Layers are lists of statements; an organization's are levels of policies of statements. */
interface Case {
  shows: string;
  principal?: string;
  action?: string;
  resource?: string;
  /** the account of the resource; `null` when the caller does not know */
  account?: string | null;
  context?: Record<string, unknown>;
  /** other keys may be there or not; otherwise they are absent */
  unknown?: boolean;
  version?: string;
  identity?: unknown[];
  resourcePolicy?: unknown[];
  boundary?: unknown[];
  session?: unknown[];
  scp?: unknown[][][];
  rcp?: unknown[][][];
  /** documents that go in as they are, beside the others */
  documents?: Partial<Record<keyof PolicyLayers, unknown[]>>;
  decision: AccessDecision['decision'];
  /** the grounds, in short: `identity[0][1]`, `serviceControl#1`; left out, they are not compared */
  by?: string[];
}

const home = '111122223333';

function layersOf(c: Case): PolicyLayers {
  const policy = (statements: unknown[]) => ({
    Version: c.version ?? '2012-10-17',
    Statement: statements,
  });
  const one = (statements?: unknown[]) => statements && [policy(statements)];
  const levels = (list?: unknown[][][]) =>
    list?.map(policies => policies.map(policy));
  return {
    identityPolicies: [
      ...(one(c.identity) ?? []),
      ...(c.documents?.identityPolicies ?? []),
    ],
    resourcePolicy: c.resourcePolicy && policy(c.resourcePolicy),
    permissionBoundaries: one(c.boundary),
    sessionPolicies: one(c.session),
    serviceControlPolicies: levels(c.scp),
    resourceControlPolicies: levels(c.rcp),
  };
}

function requestOf(c: Case) {
  const known = Object.entries(c.context ?? {}).map(
    ([key, value]) => [key, [String(value)]] as const,
  );
  return {
    principal: c.principal ?? `arn:aws:iam::${home}:role/Dev`,
    action: c.action ?? 's3:GetObject',
    resource: {
      arn: c.resource ?? 'arn:aws:s3:::bucket/key',
      accountId: c.account === null ? undefined : c.account ?? home,
    },
    context: contextOf(Object.fromEntries(known), () => c.unknown !== true),
  };
}

const inShort = ({ layer, level, policy, statement }: AccessReason) =>
  layer === undefined
    ? []
    : [
        layer +
          (level === undefined ? '' : `#${level}`) +
          (policy === undefined ? '' : `[${policy}][${statement}]`),
      ];

const tables = {
  sameAccount,
  crossAccount,
  organization,
  services,
  principals,
  unknowns,
};

describe('authorize', () => {
  describe.each(Object.entries(tables))('%s', (_, table) => {
    it.each((table as Case[]).map(c => [c.shows, c] as const))(
      '%s',
      (__, c) => {
        const { decision, because, missing } = authorize(
          requestOf(c),
          layersOf(c),
        );
        const by = c.by ? [...new Set(because.flatMap(inShort))] : undefined;
        expect({ decision, by }).toEqual({ decision: c.decision, by: c.by });
        expect(missing === undefined || decision === 'ImplicitlyDenied').toBe(
          true,
        );
      },
    );
  });

  it('names the statement and its Sid', () => {
    const { because } = authorize(
      requestOf({ shows: '', decision: 'ExplicitlyDenied' }),
      {
        identityPolicies: [
          { Statement: [] },
          {
            Statement: [
              { Effect: 'Allow', Action: '*', Resource: '*' },
              {
                Sid: 'NoReads',
                Effect: 'Deny',
                Action: 's3:Get*',
                Resource: '*',
              },
            ],
          },
        ],
      },
    );
    expect(because).toEqual([
      {
        layer: 'identity',
        policy: 1,
        statement: 1,
        sid: 'NoReads',
        effect: 'Deny',
        why: 'denies',
      },
    ]);
  });

  describe('the smallest Allow that is missing', () => {
    it('makes the denial go away', () => {
      const c: Case = {
        shows: '',
        account: '444455556666',
        decision: 'ImplicitlyDenied',
        identity: [],
        resourcePolicy: [],
      };
      const first = authorize(requestOf(c), layersOf(c));
      expect(first.missing).toMatchObject({
        layer: 'resource',
        also: [{ layer: 'identity' }],
        statement: {
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::bucket/key',
          Principal: { AWS: `arn:aws:iam::${home}:role/Dev` },
        },
      });
      const second = { ...c, resourcePolicy: [first.missing!.statement] };
      const third = authorize(requestOf(second), layersOf(second));
      expect(third.missing?.layer).toBe('identity');
      const fourth = { ...second, identity: [third.missing!.statement] };
      expect(authorize(requestOf(fourth), layersOf(fourth)).decision).toBe(
        'Allowed',
      );
    });
  });

  describe('laws', () => {
    const pattern = fc.constantFrom('*', 's3:*', 's3:Get*', 'ec2:*');
    const resource = fc.constantFrom(
      '*',
      'arn:aws:s3:::bucket/*',
      'arn:aws:s3:::${aws:username}/*',
      'arn:aws:s3:::other',
    );
    const condition = fc.constantFrom(
      {},
      {},
      { StringEquals: { 'a:b': 'c' } },
      { StringNotEquals: { 'a:b': 'c' } },
      { Null: { 'a:b': 'true' } },
      { NumericLessThan: { 'a:b': '5' } },
      { 'ForAnyValue:StringLike': { 'a:b': ['c*', 'x'] } },
    );
    const someone = fc.constantFrom(
      undefined,
      '*',
      { AWS: home },
      { AWS: `arn:aws:iam::${home}:role/Dev` },
      { AWS: `arn:aws:sts::${home}:assumed-role/Dev/alice` },
      { Service: 'ec2.amazonaws.com' },
    );
    const statement = (effect?: 'Allow' | 'Deny') =>
      fc.record(
        {
          Effect: effect
            ? fc.constant(effect)
            : fc.constantFrom('Allow', 'Allow', 'Deny'),
          Action: pattern,
          Resource: resource,
          Condition: condition,
          Principal: someone,
        },
        { requiredKeys: ['Effect', 'Action', 'Resource', 'Condition'] },
      );
    const own = statement().map(({ Principal, ...rest }) => rest);
    const statements = fc.array(own, { minLength: 1, maxLength: 3 });
    const levels = fc.option(
      fc.array(fc.array(statements, { maxLength: 2 }), { maxLength: 2 }),
      { nil: undefined },
    );
    const some = fc.option(statements, { nil: undefined });
    const aCase: fc.Arbitrary<Case> = fc.record({
      shows: fc.constant(''),
      decision: fc.constant('Unknown' as const),
      principal: fc.constantFrom(
        `arn:aws:iam::${home}:role/Dev`,
        `arn:aws:sts::${home}:assumed-role/Dev/alice`,
        `arn:aws:iam::${home}:root`,
        'ec2.amazonaws.com',
        '*',
      ),
      account: fc.constantFrom(home, '444455556666', null),
      context: fc.constantFrom({}, { 'a:b': 'c' }, { 'a:b': 7 }),
      unknown: fc.boolean(),
      identity: some,
      resourcePolicy: fc.option(fc.array(statement()), { nil: undefined }),
      boundary: some,
      session: some,
      scp: levels,
      rcp: levels,
    });
    const decide = (c: Case) => authorize(requestOf(c), layersOf(c)).decision;
    /** A change that takes rights away must not give any, nor make an explicit denial go away. */
    const expectNoMore = (before: Case, after: Case) => {
      const [was, is] = [decide(before), decide(after)];
      expect(is !== 'Allowed' || was === 'Allowed').toBe(true);
      expect(was !== 'ExplicitlyDenied' || is === 'ExplicitlyDenied').toBe(
        true,
      );
    };
    const runs = { numRuns: 500 };

    /* eslint-disable jest/expect-expect -- `expectNoMore` expects */
    it('another Deny never grants, in whatever layer', () => {
      const where = fc.constantFrom('identity', 'boundary', 'session');
      fc.assert(
        fc.property(aCase, statement('Deny'), where, (c, deny, layer) => {
          const list = c[layer as 'identity'];
          // A first policy in a layer would bring the layer itself.
          if (!list && layer !== 'identity') return;
          expectNoMore(c, { ...c, [layer]: [...(list ?? []), deny] });
        }),
        runs,
      );
      fc.assert(
        fc.property(aCase, statement('Deny'), (c, deny) =>
          expectNoMore(c, {
            ...c,
            resourcePolicy: [...(c.resourcePolicy ?? []), deny],
          }),
        ),
        runs,
      );
    });

    it('another level of an organization never grants', () => {
      fc.assert(
        fc.property(aCase, fc.array(statements), (c, level) => {
          expectNoMore(c, { ...c, scp: [...(c.scp ?? []), level] });
          expectNoMore(c, { ...c, rcp: [...(c.rcp ?? []), level] });
        }),
        runs,
      );
    });

    it('a boundary or a session policy never grants', () => {
      fc.assert(
        fc.property(aCase, statements, (c, limit) => {
          if (!c.boundary) expectNoMore(c, { ...c, boundary: limit });
          // What a federated session may do begins with its session policies; the others only lose by them.
          if (!c.session) expectNoMore(c, { ...c, session: limit });
        }),
        runs,
      );
    });

    it('the order of statements does not matter', () => {
      fc.assert(
        fc.property(aCase, c => {
          const turned = (list?: unknown[]) => list && [...list].reverse();
          expect(
            decide({
              ...c,
              identity: turned(c.identity),
              resourcePolicy: turned(c.resourcePolicy),
              boundary: turned(c.boundary),
              session: turned(c.session),
            }),
          ).toBe(decide(c));
        }),
        runs,
      );
    });

    it('a decision made without knowing a key holds when it turns out to be absent', () => {
      fc.assert(
        fc.property(aCase, c => {
          const open = decide({ ...c, unknown: true });
          const closed = decide({ ...c, unknown: false });
          // Whether a certain denial is an explicit one may still depend on the key.
          const kind = (decision: string) =>
            decision.replace(/^.+(?=Denied)/, '');
          expect([kind(closed), 'Unknown']).toContain(kind(open));
        }),
        runs,
      );
    });

    it('documents as text and as values decide alike', () => {
      fc.assert(
        fc.property(aCase, c => {
          const layers = layersOf(c);
          const text = (list?: readonly unknown[]) =>
            list?.map(document => JSON.stringify(document));
          expect(
            authorize(requestOf(c), {
              ...layers,
              identityPolicies: text(layers.identityPolicies),
              permissionBoundaries: text(layers.permissionBoundaries),
            }),
          ).toEqual(authorize(requestOf(c), layers));
        }),
        { numRuns: 200 },
      );
    });
  });
});
