import { findRole } from '../../iam';
import { IamRole } from '../../model';
import { Derived } from '../derived';
import { givenRoles } from './givenRoles';

/** A role of the account that pods get, and by which service accounts. */
export interface WorkloadRole {
  role: IamRole;
  /** `namespace/name` */
  accounts: string[];
}

/** The roles that pods of the cluster get, by annotation or association; of what was not read none. */
export function workloadRoles(derived: Derived): WorkloadRole[] {
  return derived.once('rolesOfWorkloads', snapshot => {
    const found = new Map<string, WorkloadRole>();
    for (const { key, annotation, association } of givenRoles(
      derived,
    ).values()) {
      const arn = association?.roleArn ?? annotation;
      const role = arn === undefined ? undefined : findRole(arn, snapshot);
      // Web identity needs the ARN as it is; a role of another path is another role.
      if (!role || role.arn !== arn) continue;
      const known = found.get(role.arn);
      if (known) known.accounts.push(key);
      else found.set(role.arn, { role, accounts: [key] });
    }
    return [...found.values()];
  });
}
