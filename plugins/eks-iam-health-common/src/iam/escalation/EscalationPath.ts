/**
 * A way from some permissions to more than they say. What has to exist beside them (a role that trusts the service, a
 * function to change) is part of the steps: only the permissions are evaluated.
 *
 * @public
 */
export interface EscalationPath {
  /** of the public catalogue at https://pathfinding.cloud (`lambda-001`), or our own (`eks-create-addon`) */
  id: string;
  /** sentence case, no period */
  title: string;
  /**
   * `identity`: changes policies or identities; `pass-role`: hands a role to something new; `existing-role`: gets into
   * something that has a role; `assume-role`: takes a role; `eks`: leads into a cluster
   */
  kind: 'identity' | 'pass-role' | 'existing-role' | 'assume-role' | 'eks';
  /** all of them are needed */
  actions: readonly string[];
  /** full sentences, in order */
  steps: readonly string[];
  /** the services that `iam:PassRole` names in `iam:PassedToService`: any of them will do */
  passedTo?: readonly string[];
  /** it is enough to hold these actions on the caller's own user or role */
  onSelf?: readonly string[];
}
