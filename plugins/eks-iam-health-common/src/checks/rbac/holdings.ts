import { MappedPrincipal, principalsIn } from '../../access';
import { arrivalKey } from '../../arn';
import {
  AssociatedAccessPolicy,
  Derived,
  PolicyRule,
  RbacBinding,
  RbacSubject,
} from '../../model';
import {
  accessPolicyName,
  accessPolicyRules,
  isClusterAdminRole,
  rbacOf,
} from '../../rbac';
import { isRoleKnown, isServicePolicy } from '../access/isRoleKnown';
import { bindingName, subjectName } from './bindingWords';
import { findRisks, RiskMatch } from './findRisks';
import { judgedSubjects } from './platformSubjects';
import { Risk } from './risks';

/** By what somebody holds rules: a binding, or an access policy of EKS. */
export type Source =
  | { kind: 'binding'; binding: RbacBinding; subjects: RbacSubject[] }
  | {
      kind: 'access-policy';
      principal: MappedPrincipal;
      policy: AssociatedAccessPolicy;
    };

/** Somebody who is not the platform, with rules that they hold somewhere. */
export interface Holding {
  /** stable: `ClusterRoleBinding ops`, `RoleBinding shop/ops`, or ARN and name of an access policy */
  id: string;
  source: Source;
  rules: readonly PolicyRule[];
  /** absent: the whole cluster. Otherwise names, which may hold stars in the scope of an access policy */
  namespaces?: readonly string[];
}

/** A holding about which nothing is certain, and why. */
export interface OpenHolding extends Holding {
  because: string;
}

/** A risk that a holding gives. */
export interface Hit extends RiskMatch {
  holding: Holding;
}

interface Holdings {
  byRisk: ReadonlyMap<Risk, readonly Hit[]>;
  /** access policies of which nobody can say what they give, or whether it is given to a service of AWS */
  open: readonly OpenHolding[];
}

const unknownRules: readonly PolicyRule[] = [];

/** Who holds which risk; built once for all checks. Administrators of the whole cluster are told by checks of their own. */
function holdingsOf(derived: Derived): Holdings {
  return derived.once('riskHoldings', () => {
    const byRisk = new Map<Risk, Hit[]>();
    const open: OpenHolding[] = [];
    const add = (holding: Holding) => {
      for (const match of findRisks(holding.rules)) {
        if (match.risk.reach === 'cluster' && holding.namespaces) continue;
        const hit = { ...match, holding };
        const known = byRisk.get(match.risk);
        if (known) known.push(hit);
        else byRisk.set(match.risk, [hit]);
      }
    };
    for (const holding of byBindings(derived)) add(holding);
    for (const holding of byAccessPolicies(derived)) {
      const because = doubtAbout(holding, derived);
      if (because) open.push({ ...holding, because });
      else add(holding);
    }
    return { byRisk, open };
  });
}

function doubtAbout(
  { rules, source }: Holding,
  { snapshot }: Derived,
): string | undefined {
  if (rules === unknownRules) return 'AWS does not publish its rules';
  if (source.kind !== 'access-policy') return undefined;
  if (source.principal.state === 'unknown') {
    return 'whether the cluster asks access entries could not be read';
  }
  return isServicePolicy(source.policy.policyArn) &&
    !isRoleKnown(source.principal.arn, snapshot)
    ? 'whether it is the role of a service of AWS could not be read'
    : undefined;
}

function byBindings(derived: Derived): Holding[] {
  const index = rbacOf(derived);
  return index.bindings.flatMap((binding): Holding[] => {
    const { namespace } = binding;
    const rules = index.roleOf(binding)?.rules ?? [];
    if (findRisks(rules).length === 0) return [];
    if (namespace === undefined && isClusterAdminRole(rules)) return [];
    const subjects = judgedSubjects(binding, derived);
    return subjects.length === 0
      ? []
      : [
          {
            id: bindingName(binding),
            source: { kind: 'binding', binding, subjects },
            rules,
            ...(namespace !== undefined && { namespaces: [namespace] }),
          },
        ];
  });
}

function byAccessPolicies(derived: Derived): Holding[] {
  return principalsIn(derived).all.flatMap(principal => {
    const { door, state, isService, isNode } = principal;
    if (door.kind !== 'access-entry') return [];
    if (state !== 'live' && state !== 'unknown') return [];
    if (isService || isNode) return [];
    return principal.policies.flatMap((policy): Holding[] => {
      const { scope, policyArn } = policy;
      const rules = accessPolicyRules(policyArn);
      if (rules && scope.type === 'cluster' && isClusterAdminRole(rules)) {
        return [];
      }
      return [
        {
          id: `${principal.arn} ${accessPolicyName(policyArn)}`,
          source: { kind: 'access-policy', principal, policy },
          rules: rules ?? unknownRules,
          ...(scope.type === 'namespace' && { namespaces: scope.namespaces }),
        },
      ];
    });
  });
}

/** Everybody who holds one of these risks, but for those who may administer the cluster anyway. */
export function hitsOf(
  risks: readonly Risk[],
  derived: Derived,
  allowedAdminArns: readonly string[],
): Hit[] {
  const { byRisk } = holdingsOf(derived);
  const allowed = new Set(allowedAdminArns.map(arrivalKey));
  return risks
    .flatMap(risk => byRisk.get(risk) ?? [])
    .filter(({ holding: { source } }) => !isAllowed(source, allowed));
}

function isAllowed(source: Source, allowed: ReadonlySet<string>): boolean {
  return (
    source.kind === 'access-policy' &&
    allowed.has(arrivalKey(source.principal.arn))
  );
}

/** Access policies that may give any risk. */
export const openHoldings = (
  derived: Derived,
  allowedAdminArns: readonly string[],
): OpenHolding[] => {
  const allowed = new Set(allowedAdminArns.map(arrivalKey));
  return holdingsOf(derived).open.filter(
    ({ source }) => !isAllowed(source, allowed),
  );
};

/** Hits by who holds them, so that one holding is one finding however many risks it gives. */
export function byHolding(hits: readonly Hit[]): Array<[Holding, Hit[]]> {
  const groups = new Map<Holding, Hit[]>();
  for (const hit of hits) {
    const known = groups.get(hit.holding);
    if (known) known.push(hit);
    else groups.set(hit.holding, [hit]);
  }
  return [...groups];
}

/** Who holds it, as people read it. */
export const holdersOf = ({ source }: Holding): string[] =>
  source.kind === 'binding'
    ? source.subjects.map(subjectName)
    : [source.principal.arn];
