import { EscalationPath } from '../EscalationPath';
import { eksPaths } from './eks';
import { existingRolePaths } from './existingRole';
import { identityPaths } from './identity';
import { passRoleToCompute } from './passRoleToCompute';
import { passRoleToServices } from './passRoleToServices';

/**
 * The paths that permissions in AWS can open, the public ones under their ids at https://pathfinding.cloud. Those that
 * start with rights in Kubernetes are found by `findClusterEscalations`.
 *
 * @public
 */
export const escalationPaths: readonly EscalationPath[] = [
  ...identityPaths,
  ...passRoleToCompute,
  ...passRoleToServices,
  ...existingRolePaths,
  ...eksPaths,
];
