import fc from 'fast-check';
import { PolicyRule, RbacBinding, RbacRole, RbacSubject } from '../model';
import {
  authorizeRbac,
  compactRules,
  covers,
  indexRbac,
  RbacRequest,
  ruleAllows,
} from './index';

const someOf = (...values: string[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 });
const verbs = ['get', 'list', 'create'];
const names = ['a', 'b'];
const paths = ['/logs', '/logs/a', '/healthz'];

/** As the API server stores them: a rule is about resources or about paths, never about both. */
const ruleArbitrary: fc.Arbitrary<PolicyRule> = fc.oneof(
  fc.record({
    verbs: someOf(...verbs, '*'),
    apiGroups: someOf('', 'apps', '*'),
    resources: someOf('pods', 'pods/exec', '*/exec', 'secrets', '*'),
    resourceNames: someOf(...names),
    nonResourceURLs: fc.constant<string[]>([]),
  }),
  fc.record({
    verbs: someOf(...verbs, '*'),
    apiGroups: fc.constant<string[]>([]),
    resources: fc.constant<string[]>([]),
    resourceNames: fc.constant<string[]>([]),
    nonResourceURLs: someOf(...paths, '/logs/*', '/lo*', '*'),
  }),
);
const rulesArbitrary = fc.array(ruleArbitrary, { maxLength: 4 });

const subjectArbitrary: fc.Arbitrary<RbacSubject> = fc.oneof(
  fc.record({
    kind: fc.constant('User' as const),
    name: fc.constantFrom('jane', 'system:serviceaccount:shop:cart'),
  }),
  fc.record({
    kind: fc.constant('Group' as const),
    name: fc.constantFrom('devs', 'ops'),
  }),
  fc.record({
    kind: fc.constant('ServiceAccount' as const),
    name: fc.constant('cart'),
    namespace: fc.constantFrom('shop', 'web'),
  }),
);
const bindingArbitrary: fc.Arbitrary<RbacBinding> = fc.record({
  name: fc.constantFrom('x', 'y', 'z'),
  namespace: fc.constantFrom(undefined, 'shop', 'web'),
  roleRef: fc.record({
    kind: fc.constant('ClusterRole' as const),
    name: fc.constantFrom('r0', 'r1', 'gone'),
  }),
  subjects: fc.array(subjectArbitrary, { maxLength: 3 }),
});
const userArbitrary = fc.record({
  username: fc.constantFrom('jane', 'system:serviceaccount:shop:cart'),
  groups: someOf('devs', 'ops'),
});
const requestArbitrary: fc.Arbitrary<RbacRequest> = fc.oneof(
  fc.record({
    verb: fc.constantFrom(...verbs),
    path: fc.constantFrom(...paths),
  }),
  fc.record({
    verb: fc.constantFrom(...verbs),
    apiGroup: fc.constantFrom('', 'apps'),
    resource: fc.constantFrom('pods', 'secrets'),
    subresource: fc.constantFrom(undefined, 'exec'),
    namespace: fc.constantFrom(undefined, 'shop', 'web'),
    name: fc.constantFrom(undefined, ...names),
  }),
);
/** Everything that can be asked in this small world. */
const allRequests: RbacRequest[] = verbs.flatMap(verb => [
  ...paths.map(path => ({ verb, path })),
  ...['', 'apps'].flatMap(apiGroup =>
    ['pods', 'secrets'].flatMap(resource =>
      [undefined, 'exec'].flatMap(subresource =>
        [undefined, ...names].map(name => ({
          verb,
          apiGroup,
          resource,
          subresource,
          name,
        })),
      ),
    ),
  ),
]);
const toRoles = (rules: PolicyRule[][]): RbacRole[] =>
  rules.map((own, i) => ({
    name: `r${i}`,
    labels: {},
    annotations: {},
    rules: own,
  }));
const worldArbitrary = fc.record({
  clusterRoles: fc
    .tuple(rulesArbitrary, rulesArbitrary)
    .map(rules => toRoles(rules)),
  bindings: fc.array(bindingArbitrary, { maxLength: 5 }),
  user: userArbitrary,
  request: requestArbitrary,
});
const allows = (rules: readonly PolicyRule[], request: RbacRequest) =>
  rules.some(rule => ruleAllows(rule, request));

const runs = { numRuns: 3_000, seed: 7 };

describe('laws of RBAC', () => {
  it('never grants when a binding is removed, and never takes away when one is added', () => {
    let allowed = 0;
    fc.assert(
      fc.property(
        worldArbitrary,
        fc.nat({ max: 4 }),
        ({ clusterRoles, bindings, user, request }, removed) => {
          const decide = (some: readonly RbacBinding[]) =>
            authorizeRbac(
              user,
              request,
              indexRbac({ roles: [], clusterRoles, bindings: some }),
            ).decision;
          const fewer = bindings.filter((_, index) => index !== removed);
          if (decide(fewer) === 'allow') allowed += 1;
          expect([decide(fewer), decide(bindings)]).not.toEqual([
            'allow',
            'deny',
          ]);
        },
      ),
      runs,
    );
    expect(allowed).toBeGreaterThan(20);
  });

  it('does not depend on the order of bindings, rules and groups', () => {
    fc.assert(
      fc.property(
        worldArbitrary,
        ({ clusterRoles, bindings, user, request }) => {
          const turned = clusterRoles.map(role => ({
            ...role,
            rules: [...role.rules].reverse(),
          }));
          const ask = (
            groups: string[],
            roles: RbacRole[],
            some: RbacBinding[],
          ) =>
            authorizeRbac(
              { ...user, groups },
              request,
              indexRbac({ roles: [], clusterRoles: roles, bindings: some }),
            ).decision;
          expect(
            ask([...user.groups].reverse(), turned, [...bindings].reverse()),
          ).toBe(ask(user.groups, clusterRoles, bindings));
        },
      ),
      runs,
    );
  });

  it('covers itself, and what is covered by something covered', () => {
    let chains = 0;
    fc.assert(
      fc.property(rulesArbitrary, rulesArbitrary, rulesArbitrary, (a, b, c) => {
        expect(covers(a, a).covered).toBe(true);
        // Random sets seldom cover one another; together with the next one they do.
        const [big, middle] = [
          [...a, ...b, ...c],
          [...b, ...c],
        ];
        expect(covers(big, middle).covered).toBe(true);
        const isChain = covers(a, b).covered && covers(b, c).covered;
        if (isChain) chains += 1;
        expect(covers(a, c).covered || !isChain).toBe(true);
      }),
      runs,
    );
    expect(chains).toBeGreaterThan(20);
  });

  it('allows whatever a covered set of rules allows', () => {
    let covered = 0;
    fc.assert(
      fc.property(
        rulesArbitrary,
        fc.array(ruleArbitrary, { maxLength: 1 }),
        (owner, servant) => {
          const { covered: isCovered, uncovered } = covers(owner, servant);
          // What is missing is all that is missing.
          expect(covers([...owner, ...uncovered], servant).covered).toBe(true);
          if (!isCovered) return;
          const held = allRequests.filter(request => allows(servant, request));
          if (held.length > 0) covered += 1;
          expect(held.filter(request => !allows(owner, request))).toEqual([]);
        },
      ),
      runs,
    );
    expect(covered).toBeGreaterThan(50);
  });

  it('means the same when it is written in fewer rules', () => {
    fc.assert(
      fc.property(rulesArbitrary, requestArbitrary, (rules, request) => {
        expect(allows(compactRules(rules), request)).toBe(
          allows(rules, request),
        );
      }),
      runs,
    );
  });
});
