import { causeOf } from '../cause';
import { defineRulesPattern, MessageRule } from '../rulesPattern';
import { eksValidationRules } from './eksValidationRules';

/** What EKS answers to calls about access, in its own words. */
const rules: MessageRule[] = [
  {
    matches: /No cluster found for name: ?["']?([A-Za-z0-9][\w-]{0,99})/,
    facts: ([, name]) => ({ clusterName: name }),
    say: ([, name]) => ({
      headline: `This account has no cluster \`${name}\` in this Region.`,
      summary:
        'Only callers who may ask get this answer, so the permission is there: account, Region or name is wrong.',
      causes: [
        {
          id: 'wrong-region',
          title: 'Wrong Region',
          hint: 'Cluster names belong to one Region; see `aws configure get region` and `--region`.',
          steps: ['Repeat the call with the Region of the cluster.'],
        },
        {
          id: 'wrong-account',
          title: 'Wrong account',
          hint: 'Compare `aws sts get-caller-identity` with the account of the cluster.',
          steps: ['Choose the profile of the account that has the cluster.'],
        },
        {
          id: 'wrong-name',
          title: 'Wrong name, or the cluster is gone',
          hint: 'See `aws eks list-clusters`.',
        },
      ],
    }),
  },
  {
    matches:
      /authentication mode must be set to one of \[API, API_AND_CONFIG_MAP\]/,
    say: () => ({
      headline:
        'The cluster does not use access entries in its authentication mode.',
      summary:
        'Access entries work in the modes `API` and `API_AND_CONFIG_MAP`; this cluster knows aws-auth only.',
      causes: [],
      judged: ground => [
        causeOf(ground, {
          id: 'mode-config-map',
          title: 'The authentication mode is `CONFIG_MAP`',
          hint: 'Raise the mode to `API_AND_CONFIG_MAP`; there is no way back.',
          needs: ['cluster'],
          judge: ({ cluster }) => {
            const mode = cluster.authenticationMode;
            if (!mode) {
              return {
                certainty: 'unknown',
                explanation: 'EKS did not tell the mode',
              };
            }
            return {
              certainty: mode === 'CONFIG_MAP' ? 'proven' : 'ruled-out',
              explanation: `the mode is \`${mode}\``,
              evidence: [
                {
                  fact: 'Authentication mode',
                  value: mode,
                  readFrom: 'eks:DescribeCluster',
                },
              ],
              repairs: [
                {
                  title:
                    'Raise the authentication mode to `API_AND_CONFIG_MAP`; aws-auth keeps its effect.',
                  class: 'review',
                  actions: [
                    {
                      kind: 'set-authentication-mode',
                      mode: 'API_AND_CONFIG_MAP',
                    },
                  ],
                  needs: ['eks:UpdateClusterConfig'],
                  cautions: ['The mode can be raised only, never lowered.'],
                },
              ],
            };
          },
        }),
      ],
    }),
  },
  {
    matches:
      /Unsupported authentication mode update from (\w{1,40}) to (\w{1,40})/,
    say: ([, from, to]) => ({
      headline: `The authentication mode cannot go from \`${from}\` to \`${to}\`.`,
      summary:
        'The mode moves one step at a time and one way: `CONFIG_MAP`, `API_AND_CONFIG_MAP`, `API`. The same words come when it already is what was asked for.',
      causes: [
        {
          id: 'skipped-step',
          title: 'A step was skipped, the way is back, or nothing would change',
          hint: `The update asked for \`${to}\` while the cluster is in \`${from}\`.`,
          steps: [
            'Go to `API_AND_CONFIG_MAP` first; move on to `API` when every line of aws-auth has an access entry.',
          ],
        },
      ],
    }),
  },
  {
    matches: /specified principalArn is invalid(?:: ?([a-z ]{1,60}))?/i,
    say: () => ({
      headline:
        'The principal of the access entry does not exist as it is written.',
      summary:
        'EKS makes an entry only for a role or user that exists, named by its full ARN with path.',
      causes: [
        {
          id: 'path-missing',
          title: 'The path of the role is missing',
          hint: 'Access entries want the ARN as IAM has it, path included; aws-auth wants it without.',
          steps: ['Take the ARN from `aws iam get-role`.'],
        },
        {
          id: 'principal-missing',
          title: 'The role or user does not exist (yet)',
          hint: 'A role made seconds ago may not be known yet: try again.',
        },
        {
          id: 'session-arn',
          title: 'The ARN of a session, a group or a service-linked role',
          hint: 'Sessions (`assumed-role/…`), groups and service-linked roles cannot have an entry.',
          steps: ['Use the ARN of the role behind the session.'],
        },
      ],
    }),
  },
  {
    matches:
      /specified access entry resource is already in use on this cluster/i,
    say: () => ({
      headline: 'The principal has an access entry already.',
      summary:
        'One principal has one entry; policies and groups are added to it.',
      causes: [
        {
          id: 'entry-exists',
          title: 'There is an entry for this principal',
          hint: 'See it with `aws eks describe-access-entry`.',
          steps: ['Associate the access policy with the entry that exists.'],
        },
        {
          id: 'entry-of-former-principal',
          title: 'The entry is of a former role of the same name',
          hint: 'An entry pins the unique id of the principal; after the role was made again the entry is dead and still in the way.',
          steps: ['Delete the entry and create it again.'],
        },
      ],
    }),
  },
  {
    matches:
      /kubernetes group name (\S{1,100}) is invalid, it cannot start with system:/i,
    say: ([, group]) => ({
      headline: `An access entry cannot have the group \`${group}\`.`,
      summary:
        'Groups that start with `system:` are kept for Kubernetes itself; `system:masters` is expressed by an access policy.',
      causes: [
        {
          id: 'reserved-group',
          title: 'The group is reserved',
          hint: 'Use `AmazonEKSClusterAdminPolicy`, or better a policy with fewer rights.',
          steps: [
            'Create the entry without the group and associate an access policy.',
          ],
        },
      ],
    }),
  },
  {
    matches: /trust policy for the provided role is invalid/i,
    say: () => ({
      headline:
        'The role does not trust the service of EKS that wants to use it.',
      summary: 'EKS looks at the trust policy before it takes a role.',
      causes: [
        {
          id: 'service-missing-in-trust',
          title: 'The trust policy lacks the service or one of its actions',
          hint: 'Cluster role: `eks.amazonaws.com` with `sts:AssumeRole` (Auto Mode also `sts:TagSession`); workload role of Pod Identity: `pods.eks.amazonaws.com` with both; Fargate: `eks-fargate-pods.amazonaws.com`.',
          steps: [
            'Add the service and its actions to the trust policy of the role.',
          ],
        },
      ],
    }),
  },
];

/** Answers of the EKS API about access that are neither refusals nor credential problems. */
export const eksApi = defineRulesPattern({
  id: 'eks-api',
  topics: ['T3'],
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html',
  rules: [...rules, ...eksValidationRules],
});
