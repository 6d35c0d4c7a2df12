import { Derived } from '../model';
import type { AccessChange } from './diffAccess';
import {
  serviceAccountKey,
  WorkloadRole,
  workloadRolesOf,
} from './workloadRoles';

const rolesByName = (derived: Derived) =>
  new Map(
    workloadRolesOf(derived)
      .all.filter(({ admitted }) => admitted !== 'no')
      .map(role => [
        `${serviceAccountKey(role.serviceAccount)} ${role.roleArn}`,
        role,
      ]),
  );

const toChange = (
  { serviceAccount, roleArn, via, readFrom }: WorkloadRole,
  change: AccessChange['change'],
): AccessChange => ({
  kind: 'workload',
  who: serviceAccountKey(serviceAccount),
  change,
  what: { kind: 'role', roleArn, via },
  by: readFrom,
});

/** Roles that service accounts run with on one side only; a role that certainly shuts them out is none. */
export function diffWorkloads(before: Derived, after: Derived): AccessChange[] {
  const [old, now] = [before, after].map(derived => rolesByName(derived));
  return [
    ...[...old].flatMap(([key, role]) =>
      now.has(key) ? [] : [toChange(role, 'lost')],
    ),
    ...[...now].flatMap(([key, role]) =>
      old.has(key) ? [] : [toChange(role, 'gained')],
    ),
  ];
}
