import * as fc from 'fast-check';
import cases from './__cases__/evaluateIdentity.json';
import { contextOf } from './context';
import { evaluateIdentity, IamDecision } from './evaluateIdentity';
import { AppliedPolicy, PrincipalPolicies } from './policiesOf';

interface Case {
  shows: string;
  policies: Record<string, unknown>;
  boundary?: unknown;
  unread?: string[];
  action?: string;
  resource?: string;
  context?: Record<string, string | string[]>;
  /** keys that the request certainly has not */
  absent?: string[];
  effect: IamDecision['effect'];
  layer?: IamDecision['layer'];
  by?: string;
}

const role = (
  identity: AppliedPolicy[],
  more: Partial<PrincipalPolicies> = {},
): PrincipalPolicies => ({
  status: 'read',
  kind: 'role',
  arn: 'arn:aws:iam::111122223333:role/Dev',
  name: 'Dev',
  identity,
  unread: [],
  ...more,
});

const document = (statement: unknown) => ({
  Version: '2012-10-17',
  Statement: statement,
});

describe('evaluateIdentity', () => {
  it.each((cases as Case[]).map(c => [c.shows, c] as const))('%s', (_, c) => {
    const decision = evaluateIdentity(
      role(
        Object.entries(c.policies).map(([name, statement]) => ({
          name,
          document: document(statement),
        })),
        {
          unread: c.unread ?? [],
          boundary: c.boundary
            ? { name: 'boundary', document: document(c.boundary) }
            : undefined,
        },
      ),
      {
        action: c.action ?? 'eks:DescribeCluster',
        resource:
          c.resource ?? 'arn:aws:eks:eu-west-1:111122223333:cluster/shop',
        context: contextOf(c.context ?? {}, key =>
          (c.absent ?? []).includes(key),
        ),
      },
    );
    const by = decision.by && `${decision.by.policyName}[${decision.by.index}]`;
    expect({ effect: decision.effect, by }).toEqual({
      effect: c.effect,
      by: c.by,
    });
    expect(decision.layer).toBe(c.layer ?? decision.layer);
    expect(decision.reasons.length > 0).toBe(c.effect === 'unknown');
  });

  describe('laws', () => {
    const pattern = fc.constantFrom(
      'eks:DescribeCluster',
      'eks:*',
      'eks:Describe*',
      '*',
      'iam:*',
      'eks:List?lusters',
    );
    const resource = fc.constantFrom(
      '*',
      'arn:aws:eks:*:111122223333:cluster/shop',
      'arn:aws:eks:eu-west-1:111122223333:cluster/${aws:username}',
      'arn:aws:eks:eu-west-1:111122223333:cluster/other',
    );
    const condition = fc.constantFrom(
      undefined,
      { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
      { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
      { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      { NoSuchOperator: { 'aws:SourceIp': 'x' } },
    );
    const statement = (effect: fc.Arbitrary<'Allow' | 'Deny'>) =>
      fc.record({
        Effect: effect,
        Action: pattern,
        Resource: resource,
        Condition: condition,
      });
    const anyStatement = statement(fc.constantFrom('Allow', 'Deny'));
    const request = {
      action: 'eks:DescribeCluster',
      resource: 'arn:aws:eks:eu-west-1:111122223333:cluster/shop',
      context: contextOf({ 'aws:RequestedRegion': 'eu-west-1' }),
    };
    const clean = (statements: unknown[]): unknown =>
      JSON.parse(JSON.stringify(document(statements)));
    const decide = (statements: unknown[]) =>
      evaluateIdentity(
        role([{ name: 'p', document: clean(statements) }]),
        request,
      ).effect;

    it('another Deny never grants', () => {
      fc.assert(
        fc.property(
          fc.array(anyStatement),
          statement(fc.constant('Deny' as const)),
          (statements, deny) => {
            const before = decide(statements);
            const after = decide([...statements, deny]);
            expect(after !== 'allowed' || before === 'allowed').toBe(true);
            expect(before !== 'explicitDeny' || after === 'explicitDeny').toBe(
              true,
            );
          },
        ),
      );
    });

    it('the order of statements does not matter', () => {
      fc.assert(
        fc.property(
          fc
            .array(anyStatement)
            .chain(all =>
              fc.tuple(
                fc.constant(all),
                fc.shuffledSubarray(all, { minLength: all.length }),
              ),
            ),
          ([statements, shuffled]) => {
            expect(decide(shuffled)).toBe(decide(statements));
          },
        ),
      );
    });

    it('removing an Allow never grants', () => {
      fc.assert(
        fc.property(fc.array(anyStatement, { minLength: 1 }), statements => {
          const at = statements.findIndex(({ Effect }) => Effect === 'Allow');
          const fewer = statements.filter((_, index) => index !== at);
          expect(
            decide(fewer) !== 'allowed' || decide(statements) === 'allowed',
          ).toBe(true);
        }),
      );
    });
  });
});
