import { PolicyRule } from '../model';
import { isEverything, ruleAllows } from './ruleAllows';

const rbacGroup = 'rbac.authorization.k8s.io';

/** Changing somebody's rights beyond one's own: `escalate`, or `bind` on roles of any name. */
const canEscalate = (rules: readonly PolicyRule[]) =>
  ['escalate', 'bind'].some(verb =>
    rules.some(rule =>
      ruleAllows(rule, {
        verb,
        apiGroup: rbacGroup,
        resource: 'clusterroles',
      }),
    ),
  ) &&
  ['create', 'update', 'patch'].some(verb =>
    ['clusterroles', 'clusterrolebindings'].some(resource =>
      rules.some(rule =>
        ruleAllows(rule, { verb, apiGroup: rbacGroup, resource }),
      ),
    ),
  );

/** Becoming a member of any group, `system:masters` included. */
const canImpersonateGroups = (rules: readonly PolicyRule[]) =>
  rules.some(rule =>
    ruleAllows(rule, {
      verb: 'impersonate',
      apiGroup: '',
      resource: 'groups',
      name: 'system:masters',
    }),
  ) &&
  // The impersonated user needs a name as well.
  rules.some(rule =>
    ['users', 'serviceaccounts'].some(resource =>
      ruleAllows(rule, { verb: 'impersonate', apiGroup: '', resource }),
    ),
  );

/** Rules that, held cluster-wide, are as good as cluster-admin. @public */
export const isAdminLike = (rules: readonly PolicyRule[]): boolean =>
  rules.some(isEverything) || canEscalate(rules) || canImpersonateGroups(rules);

/** Rules that literally are cluster-admin: everything on everything. @public */
export const isClusterAdminRole = (rules: readonly PolicyRule[]): boolean =>
  rules.some(isEverything);
