import fc from 'fast-check';
import { PolicyRule, RbacBinding, RbacRole } from '../../model';
import { aSnapshot, testNow } from '../../testing';
import { checks } from '..';
import { defaultCheckSettings } from '../defineCheck';
import { runChecks } from '../runChecks';
import { anAccount, anEntry, aRule, aSubject } from './__fixtures__/rbac';
import { allRisks } from './risks';

const numbers = new Set([
  ...Array.from({ length: 11 }, (_, i) => `AUTHZ-0${i + 10}`),
  ...Array.from({ length: 6 }, (_, i) => `AUTHZ-0${i + 22}`),
  'AUTHZ-029',
  ...Array.from({ length: 10 }, (_, i) => `AUTHZ-0${i + 30}`),
]);
const judged = checks.filter(({ number }) => numbers.has(number));
const targets = allRisks.flatMap(risk => risk.targets);
const some = <T>(from: readonly T[], max: number) =>
  fc.uniqueArray(fc.constantFrom(...from), { minLength: 1, maxLength: max });
const rules: fc.Arbitrary<PolicyRule> = fc
  .record({
    apiGroups: some(['', '*', 'apps', ...targets.map(t => t.apiGroup)], 2),
    resources: some(['*', '*/proxy', ...targets.map(t => t.resource)], 3),
    verbs: some(['*', 'get', ...targets.flatMap(t => t.verbs)], 3),
    resourceNames: fc.oneof(
      { weight: 4, arbitrary: fc.constant<string[]>([]) },
      { weight: 1, arbitrary: fc.constant<string[]>(['one']) },
    ),
  })
  .map(aRule);

const namespaces = ['kube-system', 'shop', 'pay'];
const roleNames = ['a', 'b', 'c', 'd', 'gone'];
const subjects = [
  'Group devs',
  'Group system:masters',
  'Group system:authenticated',
  'Group system:nodes',
  'User jane',
  'User eks:addon-manager',
  'ServiceAccount shop/cart',
  'ServiceAccount shop/default',
  'ServiceAccount shop/gone',
  'ServiceAccount cert-manager/cert-manager',
].map(aSubject);

interface World {
  clusterRoles: RbacRole[];
  bindings: RbacBinding[];
}
const worlds: fc.Arbitrary<World> = fc.record({
  clusterRoles: fc.tuple(
    ...roleNames.slice(0, 4).map(name =>
      fc.array(rules, { maxLength: 3 }).map(
        (held): RbacRole => ({
          name,
          labels: {},
          annotations: {},
          rules: held,
        }),
      ),
    ),
  ),
  bindings: fc
    .array(
      fc.record({
        role: fc.constantFrom(...roleNames),
        namespace: fc.option(fc.constantFrom(...namespaces), {
          nil: undefined,
        }),
        subjects: some(subjects, 3),
      }),
      { maxLength: 8 },
    )
    .map(all =>
      all.map(
        ({ role, namespace, subjects: who }, i): RbacBinding => ({
          name: `b${i}`,
          ...(namespace && { namespace }),
          roleRef: { kind: 'ClusterRole', name: role },
          subjects: who,
        }),
      ),
    ),
});

function findingsOf({ clusterRoles, bindings }: World) {
  const snapshot = aSnapshot()
    .with('clusterRoles', clusterRoles)
    .with('bindings', bindings)
    .with('serviceAccounts', [
      anAccount('shop', 'cart', 'Cart'),
      anAccount('shop', 'default'),
      anAccount('cert-manager', 'cert-manager'),
    ])
    .with(
      'namespaces',
      [...namespaces, 'cert-manager'].map(name => ({ name, labels: {} })),
    )
    .with('accessEntries', [anEntry('Team', 'AmazonEKSEditPolicy', ['shop'])])
    .build();
  return runChecks(snapshot, judged, {
    ...defaultCheckSettings,
    now: testNow,
  }).flatMap(({ findings }) => findings);
}

const keysOf = (world: World) =>
  findingsOf(world)
    .map(({ checkId, subject, verdict }) => `${checkId} ${subject} ${verdict}`)
    .sort();

describe('findings about RBAC', () => {
  it('are about all of the checks', () => expect(judged).toHaveLength(28));

  it('are the same in whatever order things are listed', () =>
    fc.assert(
      fc.property(worlds, world => {
        const turned: World = {
          clusterRoles: [...world.clusterRoles].reverse().map(role => ({
            ...role,
            rules: [...role.rules].reverse(),
          })),
          bindings: [...world.bindings].reverse().map(binding => ({
            ...binding,
            subjects: [...binding.subjects].reverse(),
          })),
        };
        expect(keysOf(turned)).toEqual(keysOf(world));
      }),
      { numRuns: 150 },
    ));

  it('never come of taking a binding away', () =>
    fc.assert(
      fc.property(worlds, fc.nat(7), (world, which) => {
        const fewer = {
          ...world,
          bindings: world.bindings.filter((_, i) => i !== which),
        };
        const before = new Set(
          findingsOf(world).map(f => `${f.checkId} ${f.subject}`),
        );
        const added = findingsOf(fewer).filter(
          f => !before.has(`${f.checkId} ${f.subject}`),
        );
        expect(added).toEqual([]);
      }),
      { numRuns: 150 },
    ));

  it('never come of bindings for the control plane alone', () =>
    fc.assert(
      fc.property(worlds, world => {
        const platform = ['Group system:masters', 'User eks:addon-manager'];
        const bindings = world.bindings
          .filter(({ roleRef }) => roleRef.name !== 'gone')
          .map(binding => ({ ...binding, subjects: platform.map(aSubject) }));
        const blamed = findingsOf({ ...world, bindings }).filter(
          ({ subject }) => subject.includes('Binding b'),
        );
        expect(blamed).toEqual([]);
      }),
      { numRuns: 100 },
    ));
});
