import { Derived } from '../model';
import { AwsRight, awsRightsOf, describeAwsRight } from './awsRights';
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

/** A statement without what may differ though it says the same: its place, its name, its layout. */
const meaningOf = ({
  effect,
  statement: { actions, notActions, resources, notResources, conditions },
}: AwsRight) =>
  JSON.stringify([
    effect,
    ...[actions, notActions, resources, notResources].map(
      list => list && [...list].sort(),
    ),
    conditions.map(condition => JSON.stringify(condition)).sort(),
  ]);

/**
 * Statements that one side has and the other has not, of roles that service accounts run with on both. A Deny that came
 * is a loss, one that went is a gain.
 */
function diffStatements(before: Derived, after: Derived): AccessChange[] {
  const old = workloadRolesOf(before).byRole;
  const shared = [...workloadRolesOf(after).byRole.keys()].filter(arn =>
    old.has(arn),
  );
  return shared.flatMap(roleArn => {
    const [was, is] = [before, after].map(({ snapshot }) =>
      awsRightsOf(roleArn, snapshot),
    );
    // Of documents that were not read on one side nobody knows whether they changed.
    if (was.unread.length + is.unread.length > 0) return [];
    const only = (
      rights: readonly AwsRight[],
      others: readonly AwsRight[],
      ofAllow: AccessChange['change'],
    ) => {
      const known = new Set(others.map(meaningOf));
      const ofDeny = ofAllow === 'gained' ? 'lost' : 'gained';
      return rights
        .filter(right => !known.has(meaningOf(right)))
        .map(
          (right): AccessChange => ({
            kind: 'role',
            who: roleArn,
            change: right.effect === 'Allow' ? ofAllow : ofDeny,
            what: { kind: 'aws', statement: describeAwsRight(right) },
            by: `policy ${right.policyName}`,
          }),
        );
    };
    return [
      ...only(was.rights, is.rights, 'lost'),
      ...only(is.rights, was.rights, 'gained'),
    ];
  });
}

/**
 * Roles that service accounts run with on one side only (one that certainly shuts them out is none), and what changed in
 * the policies of the others.
 */
export function diffWorkloads(before: Derived, after: Derived): AccessChange[] {
  const [old, now] = [before, after].map(derived => rolesByName(derived));
  return [
    ...[...old].flatMap(([key, role]) =>
      now.has(key) ? [] : [toChange(role, 'lost')],
    ),
    ...[...now].flatMap(([key, role]) =>
      old.has(key) ? [] : [toChange(role, 'gained')],
    ),
    ...diffStatements(before, after),
  ];
}
