import { EscalationPath } from '../EscalationPath';

/** A path that starts with `iam:PassRole`. */
export type PassRoleData = readonly [
  id: string,
  title: string,
  passedTo: readonly string[],
  /** beside `iam:PassRole` */
  actions: readonly string[],
  steps: readonly string[],
];

export const ec2 = ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn'];

/** What comes last: the role is used. */
export const act = 'Act with the role from the code that runs there.';
export const credentials =
  'Read the credentials of the role from the metadata service there.';

export const toPassRolePath = ([
  id,
  title,
  passedTo,
  actions,
  steps,
]: PassRoleData): EscalationPath => ({
  id,
  title,
  kind: 'pass-role',
  passedTo,
  actions: ['iam:PassRole', ...actions],
  steps: [
    `Choose a role that may do more and that \`${passedTo[0]}\` may assume.`,
    ...steps,
  ],
});
