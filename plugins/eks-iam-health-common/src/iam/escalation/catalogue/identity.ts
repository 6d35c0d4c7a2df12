import { EscalationPath } from '../EscalationPath';

type Data = readonly [
  id: string,
  title: string,
  actions: readonly string[],
  steps: readonly string[],
  onSelf?: readonly string[],
];

const assumeIt = 'Assume the role; its trust policy has to name the caller.';
const trustMe =
  'Write the own ARN into the trust policy of the role, which then needs no permission of the caller, and assume it.';
const asThatUser = 'Sign in as that user and use what it may do.';

const data: readonly Data[] = [
  [
    'iam-001',
    'Write a new version of a managed policy',
    ['iam:CreatePolicyVersion'],
    [
      'Find a customer managed policy that is attached to the caller.',
      'Create a version of it that allows everything and make it the default in the same call.',
    ],
  ],
  [
    'iam-002',
    'Make an access key for another user',
    ['iam:CreateAccessKey'],
    [
      'Create an access key for a user that may do more and has fewer than two keys.',
      asThatUser,
    ],
  ],
  [
    'iam-003',
    'Replace an access key of another user',
    ['iam:CreateAccessKey', 'iam:DeleteAccessKey'],
    [
      'Delete one of the two access keys of a user that may do more.',
      'Create a new key in its place.',
      asThatUser,
    ],
  ],
  [
    'iam-004',
    'Give another user a console password',
    ['iam:CreateLoginProfile'],
    ['Create a password for a user that may do more and has none.', asThatUser],
  ],
  [
    'iam-005',
    'Write an inline policy into the own role',
    ['iam:PutRolePolicy'],
    ['Put an inline policy that allows everything into the own role.'],
    ['iam:PutRolePolicy'],
  ],
  [
    'iam-006',
    'Change the console password of another user',
    ['iam:UpdateLoginProfile'],
    ['Set a new password for a user that may do more.', asThatUser],
  ],
  [
    'iam-007',
    'Write an inline policy into the own user',
    ['iam:PutUserPolicy'],
    ['Put an inline policy that allows everything into the own user.'],
    ['iam:PutUserPolicy'],
  ],
  [
    'iam-008',
    'Attach a policy to the own user',
    ['iam:AttachUserPolicy'],
    ['Attach `AdministratorAccess` to the own user.'],
    ['iam:AttachUserPolicy'],
  ],
  [
    'iam-009',
    'Attach a policy to the own role',
    ['iam:AttachRolePolicy'],
    ['Attach `AdministratorAccess` to the own role.'],
    ['iam:AttachRolePolicy'],
  ],
  [
    'iam-010',
    'Attach a policy to a group of the own user',
    ['iam:AttachGroupPolicy'],
    ['Attach `AdministratorAccess` to a group that the caller is in.'],
  ],
  [
    'iam-011',
    'Write an inline policy into a group of the own user',
    ['iam:PutGroupPolicy'],
    [
      'Put an inline policy that allows everything into a group that the caller is in.',
    ],
  ],
  [
    'iam-012',
    'Change whom a role trusts',
    ['iam:UpdateAssumeRolePolicy'],
    ['Choose a role that may do more.', trustMe],
  ],
  [
    'iam-013',
    'Join a group that may do more',
    ['iam:AddUserToGroup'],
    ['Add the own user to a group of administrators.'],
  ],
  [
    'iam-014',
    'Attach a policy to a role, then assume it',
    ['iam:AttachRolePolicy', 'sts:AssumeRole'],
    [
      'Attach `AdministratorAccess` to a role that trusts the caller.',
      assumeIt,
    ],
  ],
  [
    'iam-015',
    'Attach a policy to a user, then make a key for it',
    ['iam:AttachUserPolicy', 'iam:CreateAccessKey'],
    [
      'Attach `AdministratorAccess` to another user.',
      'Create an access key for that user.',
      asThatUser,
    ],
  ],
  [
    'iam-016',
    'Write a new version of the policy of a role, then assume it',
    ['iam:CreatePolicyVersion', 'sts:AssumeRole'],
    [
      'Create a default version that allows everything of a policy that is attached to a role which trusts the caller.',
      assumeIt,
    ],
  ],
  [
    'iam-017',
    'Write an inline policy into a role, then assume it',
    ['iam:PutRolePolicy', 'sts:AssumeRole'],
    [
      'Put an inline policy that allows everything into a role that trusts the caller.',
      assumeIt,
    ],
  ],
  [
    'iam-018',
    'Write an inline policy into a user, then make a key for it',
    ['iam:PutUserPolicy', 'iam:CreateAccessKey'],
    [
      'Put an inline policy that allows everything into another user.',
      'Create an access key for that user.',
      asThatUser,
    ],
  ],
  [
    'iam-019',
    'Attach a policy to a role and change whom it trusts',
    ['iam:AttachRolePolicy', 'iam:UpdateAssumeRolePolicy'],
    ['Attach `AdministratorAccess` to any role.', trustMe],
  ],
  [
    'iam-020',
    'Write a new version of the policy of a role and change whom it trusts',
    ['iam:CreatePolicyVersion', 'iam:UpdateAssumeRolePolicy'],
    [
      'Create a default version that allows everything of a policy that is attached to a role.',
      trustMe,
    ],
  ],
  [
    'iam-021',
    'Write an inline policy into a role and change whom it trusts',
    ['iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'],
    ['Put an inline policy that allows everything into any role.', trustMe],
  ],
  [
    'iam-022',
    'Take the permissions boundary off the own user',
    ['iam:DeleteUserPermissionsBoundary'],
    ['Delete the boundary of the own user; its policies count in full again.'],
    ['iam:DeleteUserPermissionsBoundary'],
  ],
  [
    'iam-023',
    'Take the permissions boundary off a role, then assume it',
    ['iam:DeleteRolePermissionsBoundary', 'sts:AssumeRole'],
    [
      'Delete the boundary of a role whose policies allow more than the boundary.',
      assumeIt,
    ],
  ],
  [
    'iam-024',
    'Replace the permissions boundary of the own user',
    ['iam:PutUserPermissionsBoundary'],
    ['Make a policy that allows everything the boundary of the own user.'],
    ['iam:PutUserPermissionsBoundary'],
  ],
  [
    'iam-025',
    'Detach the policy that denies',
    ['iam:DetachUserPolicy'],
    [
      'Detach the managed policy that denies something to the own user; what it kept back is allowed again.',
    ],
    ['iam:DetachUserPolicy'],
  ],
  [
    'iam-026',
    'Delete the inline policy that denies',
    ['iam:DeleteUserPolicy'],
    [
      'Delete the inline policy that denies something to the own user; what it kept back is allowed again.',
    ],
    ['iam:DeleteUserPolicy'],
  ],
  [
    'iam-set-default-policy-version',
    'Bring back an older version of a managed policy',
    ['iam:SetDefaultPolicyVersion'],
    [
      'Find a policy attached to the caller that has an older version which allows more.',
      'Make that version the default.',
    ],
  ],
  [
    'sso-001',
    'Make a permission set of administrators and assign it',
    [
      'sso:CreatePermissionSet',
      'sso:CreateAccountAssignment',
      'sso:AttachManagedPolicyToPermissionSet',
    ],
    [
      'Create a permission set in IAM Identity Center.',
      'Attach `AdministratorAccess` to it.',
      'Assign it to the own user in any account of the organization and sign in with it.',
    ],
  ],
  [
    'sso-002',
    'Attach a policy to a permission set one has',
    ['sso:AttachManagedPolicyToPermissionSet'],
    [
      'Attach `AdministratorAccess` to a permission set that is assigned to the caller; sign in again once it is provisioned.',
    ],
  ],
  [
    'sso-003',
    'Write an inline policy into a permission set one has',
    ['sso:PutInlinePolicyToPermissionSet'],
    [
      'Put an inline policy that allows everything into a permission set that is assigned to the caller; sign in again once it is provisioned.',
    ],
  ],
];

/** Paths by changing policies, passwords, keys, groups, trust or boundaries. */
export const identityPaths: readonly EscalationPath[] = data.map(
  ([id, title, actions, steps, onSelf]) => ({
    id,
    title,
    kind: 'identity',
    actions,
    steps,
    ...(onSelf && { onSelf }),
  }),
);
