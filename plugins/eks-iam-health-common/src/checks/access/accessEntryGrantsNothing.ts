import { bindingsOfPrincipal, principalsIn } from '../../access';
import { shortArn } from '../../arn';
import { AccessEntry, Cluster } from '../../model';
import { accessPolicyArn } from '../../rbac';
import { entryBefore, usesEntries } from '../authentication/awsAuthRepairs';
import { defineCheck, Found } from '../defineCheck';

interface Empty extends Found {
  entry: AccessEntry;
  cluster: Cluster;
}

export const accessEntryGrantsNothing = defineCheck({
  id: 'access-entry-grants-nothing',
  number: 'AUTHZ-001',
  area: 'access',
  topics: ['T2', 'T3'],
  title: 'Access entry grants nothing',
  severity: 'medium',
  why: 'An access entry only says who somebody is in the cluster. Without an access policy, and without a binding for its user name or groups, every request of the principal is Forbidden.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html',
  needs: ['cluster', 'accessEntries', 'bindings'],
  appliesTo: ({ cluster, accessEntries }) =>
    usesEntries(cluster) &&
    accessEntries.some(entry => entry.type === 'STANDARD'),
  evaluate: ({ cluster, derived }): Empty[] =>
    principalsIn(derived).all.flatMap(principal => {
      const { door, isNode, isService, policies } = principal;
      if (door.kind !== 'access-entry' || isNode || isService) return [];
      const grants =
        policies.length > 0 ||
        bindingsOfPrincipal(principal, derived, principal.groups).length > 0;
      return grants ? [] : [{ verdict: 'fail', entry: door.entry, cluster }];
    }),
  subject: ({ entry }) => entry.principalArn,
  message: ({ entry, cluster }) =>
    `\`${shortArn(
      entry.principalArn,
      cluster.accountId,
    )}\` gets in and may do nothing: ${
      entry.kubernetesGroups.length > 0
        ? `no binding names \`${entry.kubernetesGroups.join('`, `')}\``
        : 'its entry has no groups'
    } and no access policy is associated`,
  evidence: ({ entry }) => [
    {
      fact: 'Access entry',
      value: `user ${entry.username}, ${
        entry.kubernetesGroups.length > 0
          ? `groups ${entry.kubernetesGroups.join(', ')}`
          : 'no groups'
      }, no policies`,
      readFrom: 'eks:DescribeAccessEntry, eks:ListAssociatedAccessPolicies',
    },
    {
      fact: 'Bindings for its user name or groups',
      value: 'none',
      readFrom: 'list rolebindings, clusterrolebindings',
    },
  ],
  affected: ({ entry }) => [entry.principalArn],
  remediate: ({ entry, cluster }) => [
    {
      title:
        'Let the principal read workloads in the whole cluster with AmazonEKSViewPolicy; it holds no Secrets.',
      class: 'review',
      actions: [
        {
          kind: 'associate-access-policy',
          principalArn: entry.principalArn,
          policyArn: accessPolicyArn(cluster.partition, 'AmazonEKSViewPolicy'),
        },
      ],
      needs: ['eks:AssociateAccessPolicy'],
      cautions: [
        'This widens access. Where some namespaces are enough, give the scope type=namespace with their names.',
      ],
    },
    {
      title: 'Delete the access entry, if nobody needs it.',
      class: 'review',
      actions: [
        {
          kind: 'delete-access-entry',
          principalArn: entry.principalArn,
          before: entryBefore(entry),
        },
      ],
      needs: ['eks:DeleteAccessEntry'],
      cautions: [
        'While it exists, the entry hides a line of aws-auth for the same principal; that line answers again afterwards.',
      ],
    },
  ],
});
