import { AccessChange } from '../access';
import {
  AuthenticationMode,
  Evidence,
  Repair,
  RepairAction,
  SectionName,
} from '../model';

/** The access entry that takes the place of a line. @public */
export type PlannedEntry = Extract<
  RepairAction,
  { kind: 'create-access-entry' }
>;

/** Why a line cannot become an access entry as it is. @public */
export type MigrationBlockerCode =
  /** a section of aws-auth does not parse: nobody can tell what its lines were meant to give */
  | 'section-lost'
  /** `mapAccounts` has no counterpart */
  | 'whole-account'
  /** the role or user does not exist (any more) */
  | 'principal-missing'
  /** a role of another account: the path of its ARN has to be asked for there */
  | 'foreign-principal'
  /** IAM was not read, so the path of the role is not known */
  | 'principal-unread'
  /** root, federated users and service-linked roles cannot have an entry */
  | 'not-a-principal'
  /** EKS takes no such user name for an entry */
  | 'username-refused'
  /** a group of the platform other than `system:masters` */
  | 'system-group'
  /** groups or user name of a node, but what kind of node is not clear */
  | 'node-kind-unclear'
  /** nodes have to be roles of the cluster's account */
  | 'node-of-other-account'
  /** several lines differ in case only, and chance decides which of them answers */
  | 'chance-decides'
  /** there is an entry, but its principal was made anew since: the line is what lets it in */
  | 'entry-is-stale';

/** What stands in the way, and what somebody has to decide or find out. @public */
export interface MigrationBlocker {
  code: MigrationBlockerCode;
  /** lower case, no final period, user data in backticks */
  message: string;
}

/**
 * What becomes of one line of aws-auth, one account of `mapAccounts`, or one role of nodes that has no line.
 *
 * `create`: it becomes the access entry `entry`. `exists`: an access entry answers for the principal already. `drop`:
 * the line lets nobody in today, so nothing has to take its place. `blocked`: see `blockers`.
 *
 * @public
 */
export interface MigrationLine {
  outcome: 'create' | 'exists' | 'drop' | 'blocked';
  /** `mapRoles`, `mapUsers`, `mapAccounts`, or `nodes` for a role that only EKS tells of */
  section: 'mapRoles' | 'mapUsers' | 'mapAccounts' | 'nodes';
  /** position in the section, from 0; absent for `nodes` */
  index?: number;
  /** in the text of the section, from 1 */
  line?: number;
  /** as it is written: an ARN, or an account id */
  arn: string;
  username: string;
  groups: string[];
  entry?: PlannedEntry;
  blockers: MigrationBlocker[];
  /** what will be different or is worth knowing; lower case, no final period */
  notes: string[];
}

/** Whether somebody can still administer the cluster afterwards. @public */
export interface LockOutCheck {
  /** `no`: after the plan nobody would be left; `unknown`: something that matters was not read */
  isSafe: 'yes' | 'no' | 'unknown';
  /** ARNs of principals that hold cluster-admin power afterwards */
  administrators: string[];
  evidence: Evidence[];
}

/**
 * The way of a cluster from aws-auth to access entries. Pure and complete: what is not known is said, and what cannot be
 * carried over is a blocker and never silently left out.
 *
 * `status` is `done` when the mode is `API` already; `ready` when every line has its place, effective rights are known
 * and nobody is locked out; `blocked` when somebody has to decide something first (`steps` then go as far as can be gone
 * without harm, which is never to mode `API`); `unknown` when something was not read that the plan rests on (`unread`).
 *
 * @public
 */
export interface MigrationPlan {
  status: 'done' | 'ready' | 'blocked' | 'unknown';
  clusterArn: string;
  mode?: AuthenticationMode;
  lines: MigrationLine[];
  /** all blockers, those of lines and those of the whole */
  blockers: MigrationBlocker[];
  /**
   * The proof: what the principals of the cluster may do more or less once the mode is `API` and the planned entries
   * exist. Empty: effective rights stay equal. With `status` `blocked` it tells what moving on regardless would change.
   */
  changes: AccessChange[];
  lockOut: LockOutCheck;
  /** in this order; each with what it needs, its cautions, and rendered with undo and proof */
  steps: Repair[];
  /** sections that were not read and matter */
  unread: SectionName[];
}
