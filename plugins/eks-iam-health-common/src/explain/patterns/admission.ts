import { defineRulesPattern, MessageRule } from '../rulesPattern';

/** `... is forbidden: ...` that no missing right of the caller is the reason of. */
const rules: MessageRule[] = [
  {
    matches:
      /user "([^"]{0,500})" (?:\(groups=\[.{0,600}?\]\) )?is attempting to grant RBAC permissions not currently held/i,
    facts: ([, user]) => ({ principal: user, action: 'escalate' }),
    say: ([, user]) => ({
      headline: `\`${user}\` may not give rights that it does not have itself.`,
      summary:
        'Kubernetes lets nobody write a role or binding that grants more than the writer holds through RBAC. Rights from EKS access policies do not count here.',
      causes: [
        {
          id: 'grants-more-than-held',
          title:
            'The role or binding grants rights that the writer does not hold',
          hint: 'The message lists them; holders of AmazonEKSAdminPolicy meet this too, since the policy is no RBAC role.',
          steps: [
            'Add a Kubernetes group to the access entry and bind it to a ClusterRole that holds these rights, or that may `bind` the named role.',
          ],
          cautions: [
            'Verbs `escalate` and `bind` without `resourceNames` are as good as cluster-admin.',
          ],
        },
      ],
    }),
  },
  {
    matches:
      /is forbidden: exceeded quota|is forbidden: failed quota|is forbidden: maximum (?:cpu|memory)/i,
    say: () => ({
      headline: 'A quota of the namespace is used up; no right is missing.',
      summary:
        'The caller may do it, and the namespace has no room left. Neither IAM nor RBAC has to be changed.',
      causes: [
        {
          id: 'namespace-quota',
          title: 'A ResourceQuota or LimitRange of the namespace is in the way',
          hint: 'See `kubectl describe quota -n NAMESPACE`.',
        },
      ],
    }),
  },
  {
    matches:
      /violates PodSecurity "|unable to validate against any (?:pod )?security/i,
    say: () => ({
      headline: 'The pod breaks the security level of its namespace.',
      summary:
        'The caller may make pods, but not this one. Neither IAM nor RBAC has to be changed.',
      causes: [
        {
          id: 'pod-security',
          title: 'The pod asks for more than Pod Security admits',
          hint: 'The message lists the fields; the level stands in the labels of the namespace.',
        },
      ],
    }),
  },
  {
    matches: /admission webhook "([^"]{1,253})" denied the request/i,
    say: ([, webhook]) => ({
      headline: `Admission webhook \`${webhook}\` refused the object.`,
      summary:
        'The caller had the right; a policy about objects refused this one. Neither IAM nor RBAC has to be changed.',
      causes: [
        {
          id: 'admission-webhook',
          title: 'A policy of the cluster does not admit the object',
          hint: 'What follows in the message is the policy’s own words.',
        },
      ],
    }),
  },
  {
    matches:
      /node "?([\w.-]{1,253})"? is not allowed to modify|is not allowed to modify labels|NodeRestriction/i,
    say: () => ({
      headline: 'A node tried to change what belongs to another.',
      summary:
        'The plugin NodeRestriction lets a node change itself and its own pods only.',
      causes: [
        {
          id: 'node-restriction',
          title: 'The user name of the node is not the name of its node object',
          hint: 'The mapping of the node role makes the user name; it must be `system:node:` with the name under which the node registers.',
        },
      ],
    }),
  },
];

/** Kubernetes refused an object, not a caller. */
export const admission = defineRulesPattern({
  id: 'kubernetes-admission',
  topics: ['B'],
  documentation:
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/',
  rules,
});
