import { PolicyRule } from '../../model';
import { ruleAllows } from '../../rbac';

const reading = new Set(['get', 'list', 'watch', 'head', 'options']);

/** Asking about oneself: everybody may, by system:basic-user. */
const harmless = new Set([
  'authorization.k8s.io/selfsubjectaccessreviews',
  'authorization.k8s.io/selfsubjectrulesreviews',
  'authentication.k8s.io/selfsubjectreviews',
]);

const isHarmless = ({ apiGroups, resources }: PolicyRule) =>
  resources.length > 0 &&
  apiGroups.every(group =>
    resources.every(resource => harmless.has(`${group}/${resource}`)),
  );

const hasStar = ({ verbs, resources, apiGroups }: PolicyRule) =>
  [verbs, resources, apiGroups].some(list => list.includes('*'));

const readsSecrets = (rule: PolicyRule) =>
  ['get', 'list', 'watch'].some(verb =>
    ruleAllows(rule, {
      verb,
      apiGroup: '',
      resource: 'secrets',
      name: rule.resourceNames[0],
    }),
  );

/** What makes rules more than reading: changing something, Secrets, or a star, which may be anything. */
export const heavyRule = (
  rules: readonly PolicyRule[],
): PolicyRule | undefined =>
  rules.find(
    rule =>
      !isHarmless(rule) &&
      (hasStar(rule) ||
        readsSecrets(rule) ||
        rule.verbs.some(verb => !reading.has(verb))),
  );

/** Rules that are more than asking about oneself. */
export const hasWeight = (rules: readonly PolicyRule[]): boolean =>
  rules.some(rule => !isHarmless(rule));
