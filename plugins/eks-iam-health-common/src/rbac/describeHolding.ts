import { RbacBinding, RbacSubject } from '../model';

function describeSubject(
  { kind, name, namespace }: RbacSubject,
  binding: RbacBinding,
): string {
  return kind === 'ServiceAccount'
    ? `${kind} "${name}/${namespace || (binding.namespace ?? '')}"`
    : `${kind} "${name}"`;
}

/**
 * What gave a right, in the words of the API server's audit log: `RoleBinding "dev/shop" of Role "reader" to Group "devs"`.
 *
 * @public
 */
export function describeHolding(
  binding: RbacBinding,
  subject: RbacSubject,
): string {
  const { name, namespace, roleRef } = binding;
  const what =
    namespace === undefined
      ? `ClusterRoleBinding "${name}"`
      : `RoleBinding "${name}/${namespace}"`;
  return `${what} of ${roleRef.kind} "${roleRef.name}" to ${describeSubject(
    subject,
    binding,
  )}`;
}
