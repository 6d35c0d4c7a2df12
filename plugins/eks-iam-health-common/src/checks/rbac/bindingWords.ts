import { Evidence, RbacBinding, RbacSubject, Repair } from '../../model';

/** `ClusterRoleBinding ops` or `RoleBinding shop/ops`. */
export const bindingName = ({ namespace, name }: RbacBinding): string =>
  namespace === undefined
    ? `ClusterRoleBinding ${name}`
    : `RoleBinding ${namespace}/${name}`;

/** `Group ops` or `ServiceAccount shop/cart`. */
export const subjectName = ({ kind, namespace, name }: RbacSubject): string =>
  kind === 'ServiceAccount' && namespace
    ? `${kind} ${namespace}/${name}`
    : `${kind} ${name}`;

export const bindingEvidence = (
  binding: RbacBinding,
  subjects: readonly RbacSubject[] = binding.subjects,
): Evidence => ({
  fact: bindingName(binding),
  value: `to ${binding.roleRef.kind} ${binding.roleRef.name} for ${subjects
    .map(subjectName)
    .join(', ')}`,
  readFrom:
    binding.namespace === undefined
      ? 'list clusterrolebindings'
      : 'list rolebindings',
});

export const rbacGuide =
  'https://kubernetes.io/docs/reference/access-authn-authz/rbac/';
export const goodPracticesGuide =
  'https://kubernetes.io/docs/concepts/security/rbac-good-practices/';

/** Takes the whole binding away; it is kept in a file first. */
export const deleteBinding = (
  { name, namespace }: RbacBinding,
  title: string,
  cautions: string[] = [],
): Repair => ({
  title,
  class: 'review',
  actions: [{ kind: 'delete-binding', name, ...(namespace && { namespace }) }],
  needs: [namespace ? 'delete rolebindings' : 'delete clusterrolebindings'],
  cautions,
});

/** Takes single subjects off a binding, from the end; refused when the binding was changed meanwhile. */
export function removeSubjects(
  binding: RbacBinding,
  subjects: readonly RbacSubject[],
  title: string,
  cautions: string[] = [],
): Repair {
  const indexes = subjects
    .map(subject => binding.subjects.indexOf(subject))
    .sort((a, b) => b - a);
  const written = (index: number) => {
    const { kind, name, namespace } = binding.subjects[index];
    return kind === 'ServiceAccount'
      ? { kind, name, namespace }
      : { kind, name, apiGroup: 'rbac.authorization.k8s.io' };
  };
  return {
    title,
    class: 'review',
    actions: [
      {
        kind: 'kubectl-patch',
        resource:
          binding.namespace === undefined
            ? 'clusterrolebinding'
            : 'rolebinding',
        name: binding.name,
        ...(binding.namespace && { namespace: binding.namespace }),
        patch: indexes.flatMap(index => [
          {
            op: 'test',
            path: `/subjects/${index}/name`,
            value: binding.subjects[index].name,
          },
          { op: 'remove', path: `/subjects/${index}` },
        ]),
        undo: [...indexes].reverse().map(index => ({
          op: 'add',
          path: `/subjects/${index}`,
          value: written(index),
        })),
      },
    ],
    needs: ['patch clusterrolebindings, rolebindings'],
    cautions,
  };
}
