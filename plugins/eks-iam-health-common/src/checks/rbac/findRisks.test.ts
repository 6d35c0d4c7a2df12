import { PolicyRule } from '../../model';
import { ruleAllows } from '../../rbac';
import { findRisks } from './findRisks';
import { aRule } from './__fixtures__/rbac';
import { allRisks, Risk } from './risks';

const ids = (...rules: Array<Partial<PolicyRule>>) =>
  findRisks(rules.map(aRule)).map(({ risk }) => risk.id);

describe('the table of risks', () => {
  it('is at least fifty, each known by its id', () => {
    expect(allRisks.length).toBeGreaterThanOrEqual(50);
    expect(new Set(allRisks.map(({ id }) => id)).size).toBe(allRisks.length);
  });

  it.each(allRisks.map(risk => [risk.id, risk] as const))(
    '%s says what, why and where it is written',
    (id, { may, why, source, targets }) => {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(may).toMatch(/^[a-z].*[^.]$/);
      expect(why).toMatch(/^[A-Z\w].{20,}[.]$/);
      expect(source).toMatch(/^https:\/\/\S+$/);
      expect(targets.length).toBeGreaterThan(0);
      for (const { resource, verbs } of targets) {
        expect(resource).toMatch(/^[a-z0-9]+(\/([a-z]+|\*))?$/);
        expect(verbs.length).toBeGreaterThan(0);
      }
    },
  );
});

describe('findRisks', () => {
  it('takes rules as the authoriser does', () => {
    expect(ids({ resources: ['pods/exec'], verbs: ['create'] })).toEqual([
      'exec-into-pods',
    ]);
    expect(ids({ resources: ['*/exec'], verbs: ['create'] })).toEqual([
      'exec-into-pods',
    ]);
    expect(ids({ resources: ['pods/*'], verbs: ['*'] })).toEqual([]);
    expect(ids({ resources: ['Pods', 'pod'], verbs: ['*'] })).toEqual([]);
    expect(
      ids({ apiGroups: ['apps'], resources: ['pods'], verbs: ['create'] }),
    ).toEqual([]);
    expect(ids({ nonResourceURLs: ['*'], verbs: ['*'] })).toEqual([]);
  });

  it('finds every risk in the rule that allows everything', () => {
    const everything = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
    expect(ids(everything).sort()).toEqual(allRisks.map(r => r.id).sort());
    expect(findRisks([aRule(everything)]).every(m => m.isByStar)).toBe(true);
  });

  it('finds extra fields of identities, one or all', () => {
    const apiGroups = ['authentication.k8s.io'];
    const verbs = ['impersonate'];
    for (const resource of ['userextras/scopes', 'userextras/*', '*']) {
      expect(ids({ apiGroups, resources: [resource], verbs })).toContain(
        'impersonate-user-extras',
      );
    }
    expect(ids({ apiGroups, resources: ['userextras'], verbs })).toEqual([]);
  });

  it('knows the names a right is limited to, and which rights have none', () => {
    const named = { resources: ['secrets'], resourceNames: ['a', 'b'] };
    expect(findRisks([aRule({ ...named, verbs: ['get'] })])).toEqual([
      expect.objectContaining({ names: ['a', 'b'] }),
    ]);
    expect(ids({ ...named, verbs: ['create'] })).toEqual([]);
    expect(
      ids({
        resources: ['events'],
        resourceNames: ['a'],
        verbs: ['deletecollection'],
      }),
    ).toEqual([]);
    const [both] = findRisks([
      aRule({ ...named, verbs: ['get'] }),
      aRule({ resources: ['secrets'], verbs: ['get'] }),
    ]);
    expect(both.names).toBeUndefined();
  });

  it('tells each right once, by resource', () => {
    const [match] = findRisks([
      aRule({ resources: ['secrets'], verbs: ['list'] }),
      aRule({ resources: ['secrets', '*'], verbs: ['watch', 'list'] }),
    ]);
    expect(match.rights).toEqual(['list, watch secrets']);
    expect(match.isByStar).toBe(false);
  });

  it('agrees with asking about every risk one by one, whatever the rule', () => {
    const pick = picker(7);
    const groups = ['', '*', ...new Set(targetsOf('apiGroup'))];
    const resources = ['*', '*/exec', 'pods/*', ...targetsOf('resource')];
    const verbs = ['*', 'get', 'create', 'patch', 'impersonate', 'delete'];
    for (let i = 0; i < 500; i++) {
      const rule = aRule({
        apiGroups: [pick(groups), pick(groups)],
        resources: [pick(resources), pick(resources), pick(resources)],
        verbs: [pick(verbs)],
      });
      const found = findRisks([rule]).map(({ risk }) => risk.id);
      const asked = allRisks.filter(risk => isAllowed(risk, rule));
      expect(found.sort()).toEqual(asked.map(({ id }) => id).sort());
    }
  });
});

function targetsOf(key: 'apiGroup' | 'resource'): string[] {
  return allRisks.flatMap(({ targets }) =>
    targets.map(target => target[key]).filter(text => !text.endsWith('/*')),
  );
}

function isAllowed({ targets }: Risk, rule: PolicyRule): boolean {
  return targets.some(({ apiGroup, resource: text, verbs }) => {
    const [resource, subresource] = text.split('/');
    return verbs.some(verb =>
      ruleAllows(rule, { verb, apiGroup, resource, subresource }),
    );
  });
}

/** The same choice in every run. */
function picker(seed: number) {
  let state = seed;
  return <T>(from: readonly T[]): T => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return from[Math.floor((state / 2147483648) * from.length)];
  };
}
