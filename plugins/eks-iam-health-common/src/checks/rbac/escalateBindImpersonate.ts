import { Derived } from '../../model';
import { isAdminLike, rbacOf } from '../../rbac';
import { defineCheck } from '../defineCheck';
import { Hit } from './holdings';
import { riskCheck } from './riskCheck';
import { escalationRisks } from './risks';

/** These alone are no way to other rights. */
const weak = new Set(['impersonate-user-extras']);

export const escalateBindImpersonate = defineCheck(
  riskCheck({
    id: 'escalate-bind-impersonate',
    number: 'AUTHZ-011',
    title: 'Verbs escalate, bind or impersonate',
    severity: 'critical',
    why: 'These verbs lift the limits that Kubernetes sets by itself: to hand out only what one holds, and to be only who one is. Held for the whole cluster they are as good as cluster-admin.',
    risks: escalationRisks,
    judge: (hits, place, derived) =>
      place.kind === 'cluster' && hits.some(hit => isUnlimited(hit, derived))
        ? 'fail'
        : 'warn',
    // Limited to a namespace or to names it is what the role edit gives to every team.
    severityOf: ({ verdict }) => (verdict === 'fail' ? 'critical' : 'medium'),
    isOncePerRole: true,
    advice:
      'Take the verb out of the role, or name by resourceNames the roles, groups or accounts that it is needed for.',
  }),
);

/** Names limit a verb, unless what they name is everything by itself. */
function isUnlimited({ risk, names }: Hit, derived: Derived): boolean {
  if (weak.has(risk.id)) return false;
  if (!names) return true;
  if (risk.id === 'impersonate-groups') return names.includes('system:masters');
  return (
    risk.id === 'bind-cluster-roles' &&
    names.some(name => isAdminRole(name, derived))
  );
}

function isAdminRole(name: string, derived: Derived): boolean {
  const role = rbacOf(derived).roleOf({
    name,
    roleRef: { kind: 'ClusterRole', name },
    subjects: [],
  });
  return name === 'cluster-admin' || isAdminLike(role?.rules ?? []);
}
