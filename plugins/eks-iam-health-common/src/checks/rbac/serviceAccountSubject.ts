import { RbacBinding, RbacSubject } from '../../model';
import { usernameOf } from '../../rbac';
import { CheckSettings } from '../defineCheck';
import { isListed } from '../knownControllers';

/** `namespace/name` of the service account that a subject means, written as an account or by its user name. */
export function serviceAccountOf(
  subject: RbacSubject,
  binding: RbacBinding,
): string | undefined {
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(
    usernameOf(subject, binding) ?? '',
  );
  return account ? `${account[1]}/${account[2]}` : undefined;
}

/** Whether every one of the subjects is an account of a list, such as that of well-known controllers. */
export const areListed = (
  list: readonly string[],
  subjects: readonly RbacSubject[],
  binding: RbacBinding,
): boolean =>
  subjects.every(subject => {
    const account = serviceAccountOf(subject, binding);
    return account !== undefined && isListed(list, account);
  });

/** Whether all that is bound is well-known controllers. */
export const areKnownControllers = (
  { knownControllers }: Pick<CheckSettings, 'knownControllers'>,
  subjects: readonly RbacSubject[],
  binding: RbacBinding,
): boolean => areListed(knownControllers, subjects, binding);
