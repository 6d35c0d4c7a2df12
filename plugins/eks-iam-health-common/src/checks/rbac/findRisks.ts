import { PolicyRule } from '../../model';
import { ruleAllows } from '../../rbac';
import { allRisks, Risk, Target } from './risks';

/** What of a risk a set of rules gives. */
export interface RiskMatch {
  risk: Risk;
  verbs: ReadonlySet<string>;
  /** `create, update pods` each, as they are asked for */
  rights: readonly string[];
  /** only objects of these names; absent: all */
  names?: readonly string[];
  /** by rules that say `*` where others name the resource */
  isByStar: boolean;
}

interface Entry {
  risk: Risk;
  target: Target;
  resource: string;
  subresource?: string;
}

const entries: readonly Entry[] = allRisks.flatMap(risk =>
  risk.targets.map(target => {
    const [resource, subresource] = target.resource.split('/');
    return { risk, target, resource, subresource };
  }),
);

const groupBy = (keyOf: (entry: Entry) => string | undefined) => {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    const known = groups.get(key);
    if (known) known.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
};

/** The risks in question for what stands in `resources` of a rule, so that no rule is held against all of them. */
const byResource = groupBy(({ target }) => target.resource);
const bySubresource = groupBy(({ subresource }) => subresource);

function entriesFor(resource: string): readonly Entry[] {
  if (resource === '*') return entries;
  if (resource.startsWith('*/')) {
    return bySubresource.get(resource.slice(2)) ?? [];
  }
  const exact = byResource.get(resource);
  if (exact) return exact;
  const slash = resource.indexOf('/');
  return slash < 0 ? [] : byResource.get(`${resource.slice(0, slash)}/*`) ?? [];
}

/** A request that has no name is never allowed by a rule with names: creating, and deleting many at once. */
const isNameless = (verb: string, { subresource }: Entry) =>
  verb === 'deletecollection' || (verb === 'create' && !subresource);

function verbsHeld(rule: PolicyRule, named: string, entry: Entry): string[] {
  const { target, resource, subresource } = entry;
  // `userextras/*` stands for each extra field; the field that the rule names is the one to ask about.
  const asked =
    subresource === '*' && named.startsWith(`${resource}/`)
      ? named.slice(resource.length + 1)
      : subresource;
  const [name] = rule.resourceNames;
  return target.verbs.filter(verb =>
    ruleAllows(rule, {
      verb,
      apiGroup: target.apiGroup,
      resource,
      ...(asked && { subresource: asked }),
      ...(name !== undefined && !isNameless(verb, entry) && { name }),
    }),
  );
}

interface Found {
  verbs: Set<string>;
  /** verbs by resource, for people */
  rights: Map<string, Set<string>>;
  /** `undefined`: all */
  names: Set<string> | undefined;
  isByStar: boolean;
}

const kept = new WeakMap<readonly PolicyRule[], readonly RiskMatch[]>();

/** The risks that a set of rules holds; looked up once for each role, however many bindings it has. */
export function findRisks(rules: readonly PolicyRule[]): readonly RiskMatch[] {
  const known = kept.get(rules);
  if (known) return known;
  const found = new Map<Risk, Found>();
  for (const rule of rules) {
    for (const named of rule.resources) {
      for (const entry of entriesFor(named)) {
        const verbs = verbsHeld(rule, named, entry);
        if (verbs.length > 0) note(found, rule, named, entry, verbs);
      }
    }
  }
  const matches = [...found].map(
    ([risk, { verbs, rights, names, isByStar }]): RiskMatch => ({
      risk,
      verbs,
      rights: [...rights].map(
        ([resource, held]) => `${[...held].join(', ')} ${resource}`,
      ),
      ...(names && { names: [...names] }),
      isByStar,
    }),
  );
  kept.set(rules, matches);
  return matches;
}

function note(
  found: Map<Risk, Found>,
  { resourceNames }: PolicyRule,
  named: string,
  { risk, target }: Entry,
  verbs: readonly string[],
) {
  const isByStar = named === '*';
  const known = found.get(risk) ?? {
    verbs: new Set<string>(),
    rights: new Map<string, Set<string>>(),
    names: new Set<string>(),
    isByStar: true,
  };
  const shown = target.apiGroup
    ? `${target.resource}.${target.apiGroup}`
    : target.resource;
  const held = known.rights.get(shown) ?? new Set<string>();
  for (const verb of verbs) {
    known.verbs.add(verb);
    held.add(verb);
  }
  known.rights.set(shown, held);
  if (resourceNames.length === 0) known.names = undefined;
  resourceNames.forEach(name => known.names?.add(name));
  known.isByStar = known.isByStar && isByStar;
  found.set(risk, known);
}
