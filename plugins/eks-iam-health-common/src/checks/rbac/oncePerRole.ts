import { accessPolicyName } from '../../rbac';
import { Holding } from './holdings';
import type { RiskFound } from './riskCheck';

/** What is held: `ClusterRole edit`, `Role shop/deployer`, `access policy AmazonEKSEditPolicy`. */
export function roleOf({ source }: Holding): string {
  if (source.kind === 'access-policy') {
    return `access policy ${accessPolicyName(source.policy.policyArn)}`;
  }
  const { kind, name } = source.binding.roleRef;
  return kind === 'Role'
    ? `Role ${source.binding.namespace}/${name}`
    : `${kind} ${name}`;
}

const isOrdinary = ({ verdict, place }: RiskFound) =>
  verdict === 'warn' && (place.kind === 'ordinary' || place.kind === 'open');

/**
 * Teams that have the same role in namespaces of their own are one finding about the role: it is given so on purpose,
 * is looked at once, and is accepted once, however many teams there are.
 */
export function oncePerRole(all: readonly RiskFound[]): RiskFound[] {
  const byRole = new Map<string, RiskFound[]>();
  for (const found of all.filter(isOrdinary)) {
    const role = roleOf(found.holding);
    const known = byRole.get(role);
    if (known) known.push(found);
    else byRole.set(role, [found]);
  }
  return [
    ...all.filter(found => !isOrdinary(found)),
    ...[...byRole].map(([role, [first, ...others]]) => ({
      ...first,
      role: { name: role, others: others.map(({ holding }) => holding) },
    })),
  ];
}
