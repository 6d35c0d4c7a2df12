import { MessageRule } from '../rulesPattern';

/** What EKS answers to calls whose values do not hold: entries, policies, associations, roles, limits. */
export const eksValidationRules: MessageRule[] = [
  {
    matches:
      /(?:specified )?principalArn could not be found|No access entry found for principal/i,
    say: () => ({
      headline: 'The principal has no access entry on this cluster.',
      summary:
        'The call names an entry that does not exist; entries are known by the exact ARN of their principal.',
      causes: [
        {
          id: 'entry-missing',
          title: 'No entry was made for this principal, or it was deleted',
          hint: 'See `aws eks list-access-entries`.',
          steps: ['Create the access entry first, then repeat the call.'],
        },
        {
          id: 'other-arn',
          title: 'The entry stands under another ARN',
          hint: 'The path of the role belongs to the ARN of an entry, the session does not.',
          steps: ['Take the ARN from `aws eks list-access-entries`.'],
        },
      ],
    }),
  },
  {
    matches:
      /policyArn (?:parameter )?(?:format )?is not valid|specified policyArn (?:is invalid|could not be found|does not exist)|invalid policyArn/i,
    say: () => ({
      headline: 'EKS knows no access policy of this ARN.',
      summary:
        'Access policies belong to EKS: `arn:aws:eks::aws:cluster-access-policy/NAME`, with the partition of the cluster. Policies of IAM are something else.',
      causes: [
        {
          id: 'iam-policy-arn',
          title: 'The ARN is of an IAM policy, or of another partition',
          hint: 'See `aws eks list-access-policies` for those that exist.',
          steps: ['Take the ARN from `aws eks list-access-policies`.'],
        },
        {
          id: 'service-only-policy',
          title: 'The policy is kept for roles of AWS itself',
          hint: 'Policies of Auto Mode and other services cannot be associated with roles of yours.',
        },
      ],
    }),
  },
  {
    matches:
      /(?:username|user name) .{0,120}(?:must not|cannot|can't|can not) (?:start|begin) with/i,
    say: () => ({
      headline: 'The user name of the access entry is reserved.',
      summary:
        'User names of entries may not start with `system:`, `eks:`, `aws:`, `amazon:` or `iam:`, and `{{SessionName}}` must stand behind a colon.',
      causes: [
        {
          id: 'reserved-user-name',
          title: 'The user name starts with a reserved word',
          hint: 'Leave the user name out, or put a word of your own first.',
          steps: [
            'Create the entry without `--username`, or with another one.',
          ],
        },
      ],
    }),
  },
  {
    matches:
      /(?:access )?entr(?:y|ies) (?:of|with) type \S{1,40} .{0,80}(?:cannot|not (?:supported|allowed))|type .{0,60}does not support (?:kubernetes groups|access policies)/i,
    say: () => ({
      headline: 'An entry of this type takes no groups and no policies.',
      summary:
        'Entries of nodes get their rights from EKS by their type; groups and user names are for type `STANDARD`.',
      causes: [
        {
          id: 'groups-on-node-entry',
          title: 'Groups or policies were given for an entry of a node type',
          hint: 'Type and principal of an entry never change.',
          steps: [
            'Leave groups and policies out, or make an entry of type `STANDARD` for another role.',
          ],
        },
      ],
    }),
  },
  {
    matches:
      /[Aa]ssociation already exists|podIdentityAssociation.{0,80}already exists/,
    say: () => ({
      headline: 'The service account has a Pod Identity association already.',
      summary:
        'One service account of a cluster has one association; its role is changed by an update.',
      causes: [
        {
          id: 'association-exists',
          title: 'There is an association for this namespace and account',
          hint: 'See `aws eks list-pod-identity-associations`.',
          steps: [
            'Update the association that exists with `aws eks update-pod-identity-association`.',
          ],
        },
      ],
    }),
  },
  {
    matches:
      /bootstrapClusterCreatorAdminPermissions must be true if cluster authentication mode is set to CONFIG_MAP/i,
    say: () => ({
      headline:
        'A cluster in mode `CONFIG_MAP` needs its creator as administrator.',
      summary:
        'Without access entries nobody else could get in, so EKS refuses to make such a cluster.',
      causes: [
        {
          id: 'no-creator-in-config-map-mode',
          title: 'The mode is `CONFIG_MAP` and creator rights are switched off',
          hint: 'In the modes with access entries the creator needs no rights.',
          steps: ['Create the cluster in mode `API_AND_CONFIG_MAP` or `API`.'],
        },
      ],
    }),
  },
  {
    matches:
      /(?:ResourceLimitExceeded(?:Exception)?|LimitExceeded(?:Exception)?|Cannot exceed quota for)\b:? ?([A-Za-z]{0,60})/,
    say: () => ({
      headline: 'A quota is used up; no permission is missing.',
      summary:
        'AWS allows a number of things only: 3,000 access entries and 5,000 Pod Identity associations per cluster, two access keys per user, a size for each trust policy.',
      causes: [
        {
          id: 'quota-used-up',
          title: 'The quota named in the message is used up',
          hint: 'See Service Quotas for its value and whether it can be raised.',
          steps: [
            'Delete what nobody uses, or ask for a higher quota where it can be raised.',
          ],
        },
      ],
    }),
  },
  {
    matches:
      /Role with arn:? ?\S{1,600}.{0,40}(?:does not exist|could not be assumed|is not authorized)|The role with name \S{1,128} cannot be found|(?:The )?(?:specified )?(?:nodeRole|roleArn|role) .{0,80}(?:is invalid|does not exist|was not found)/i,
    say: () => ({
      headline: 'The role that was handed over does not exist, or not yet.',
      summary:
        'EKS and IAM look the role up before they use it; a role made seconds ago may not be known everywhere.',
      causes: [
        {
          id: 'role-missing',
          title: 'There is no role of this name in the account',
          hint: 'See `aws iam get-role`; the account and the path belong to the ARN.',
          steps: ['Take the ARN from `aws iam get-role`.'],
        },
        {
          id: 'role-too-new',
          title: 'The role was made just now',
          hint: 'IAM spreads changes within seconds to minutes.',
          steps: ['Repeat the call after a minute.'],
        },
      ],
    }),
  },
  {
    matches: /Cross-account pass role is not allowed/i,
    say: () => ({
      headline: 'A role of another account was handed over.',
      summary:
        'A role can be handed to a service inside its own account only, whatever policies say.',
      causes: [
        {
          id: 'role-of-another-account',
          title: 'The ARN is of a role in another account',
          hint: 'Compare the account in the ARN with the one that makes the call.',
          steps: ['Use a role of the account that makes the call.'],
        },
      ],
    }),
  },
  {
    matches:
      /MalformedPolicyDocument(?:Exception)?|Invalid principal in policy|Syntax errors? in policy/i,
    say: () => ({
      headline: 'IAM does not accept the policy document as it is written.',
      summary:
        'The document breaks the grammar of policies, or names a principal that does not exist.',
      causes: [
        {
          id: 'principal-gone',
          title: 'A principal in the policy does not exist',
          hint: 'IAM looks up roles and users that a trust policy names; those of deleted principals show as `AROA…` or `AIDA…`.',
          steps: ['Name principals that exist, or their account.'],
        },
        {
          id: 'policy-grammar',
          title: 'The document breaks the grammar',
          hint: 'An element is missing, misspelt, or has the wrong type.',
          steps: [
            'Let the policy be checked with `aws accessanalyzer validate-policy`.',
          ],
        },
      ],
    }),
  },
];
