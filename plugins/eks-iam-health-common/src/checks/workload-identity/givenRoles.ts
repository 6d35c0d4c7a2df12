import { isRead, PodIdentityAssociation, ServiceAccount } from '../../model';
import { Derived } from '../derived';
import { associatedKey, keyOf, ROLE_ANNOTATION } from './serviceAccountRoles';

/** How the pods of a service account get an AWS role; an association takes precedence over the annotation. */
export interface GivenRole {
  /** `namespace/name` */
  key: string;
  /** as annotated, well-formed or not */
  annotation?: string;
  association?: PodIdentityAssociation;
  /** absent: an association of an account that does not exist */
  account?: ServiceAccount;
}

/** The service accounts that carry a role, by `namespace/name`; of what was not read none. */
export function givenRoles(derived: Derived): ReadonlyMap<string, GivenRole> {
  return derived.once('givenRoles', ({ sections }) => {
    const { serviceAccounts, podIdentityAssociations } = sections;
    const found = new Map<string, GivenRole>();
    if (isRead(podIdentityAssociations)) {
      for (const association of podIdentityAssociations.value) {
        const key = associatedKey(association);
        found.set(key, { key, association });
      }
    }
    for (const account of isRead(serviceAccounts)
      ? serviceAccounts.value
      : []) {
      const key = keyOf(account);
      // An empty one counts as none: the webhook takes it so.
      const annotation = account.annotations[ROLE_ANNOTATION] || undefined;
      const association = found.get(key)?.association;
      if (annotation !== undefined || association) {
        found.set(key, { key, annotation, association, account });
      }
    }
    return found;
  });
}
