/** The keys of aws-auth that the authenticator reads. @public */
export type AwsAuthSection = 'mapRoles' | 'mapUsers' | 'mapAccounts';

/** A line of `mapRoles` or `mapUsers` that counts: it has an ARN. @public */
export interface AwsAuthRow {
  section: 'mapRoles' | 'mapUsers';
  /** position in the list as it is written, from 0 */
  index: number;
  /** in the text of the section, from 1 */
  line: number;
  column: number;
  arn: string;
  /** empty when it is missing or no text */
  username: string;
  /** a group that is no text became an empty string, as it does in the authenticator */
  groups: string[];
}

/** An account of `mapAccounts`: all its identities get in, under their ARN and without groups. @public */
export interface AwsAuthAccount {
  index: number;
  line: number;
  column: number;
  accountId: string;
}

/** What is wrong with the text of aws-auth. @public */
export type AwsAuthProblemCode =
  | 'not-yaml'
  | 'not-a-list'
  | 'row-not-a-map'
  | 'arn-missing'
  | 'arn-not-text'
  | 'username-missing'
  | 'username-not-text'
  | 'groups-not-a-list'
  | 'group-not-text'
  | 'group-folded'
  | 'account-not-text'
  | 'sso-row'
  | 'repeated-key'
  | 'unknown-field'
  | 'key-case'
  | 'unknown-key';

/** A problem in the text of aws-auth and where it stands. @public */
export interface AwsAuthProblem {
  code: AwsAuthProblemCode;
  /** the key of `data`, as it is written */
  section: string;
  /** position in the list, from 0; absent when the section as a whole is meant */
  row?: number;
  line: number;
  column: number;
  /** what it costs: the whole section, the line, the field, or nothing */
  costs: 'section' | 'row' | 'field' | 'nothing';
  /** lower case, no final period, user data in backticks */
  message: string;
  /** the ARN of the line, where it has one */
  arn?: string;
}

/** aws-auth as the control plane understands it. @public */
export interface AwsAuth {
  /** roles first, then users, as they are written */
  rows: AwsAuthRow[];
  accounts: AwsAuthAccount[];
  problems: AwsAuthProblem[];
  /** sections that yield no mapping at all, for they do not parse */
  lostSections: AwsAuthSection[];
}

/** `kube-system/aws-auth, mapRoles[2]` with the line in the section. @public */
export function placeInAwsAuth(where: {
  section: string;
  index?: number;
  row?: number;
  line?: number;
}): string {
  const position = where.index ?? where.row;
  return [
    'kube-system/aws-auth,',
    where.section + (position === undefined ? '' : `[${position}]`),
    ...(where.line === undefined ? [] : [`(line ${where.line})`]),
  ].join(' ');
}
