import {
  findRole,
  POD_IDENTITY_SERVICE,
  PodIdentityRequest,
  PodIdentityTrust,
  trustsPodIdentity,
} from '../../iam';
import { admitPodIdentity, exceedsTrustLimit } from '../../iam/mendTrust';
import { preparePolicy } from '../../iam/preparePolicy';
import { Cluster, IamRole, PodIdentityAssociation, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { readFrom } from './readFrom';
import { associatedKey } from './serviceAccountRoles';

interface WeakTrust extends Found {
  role: IamRole;
  request: PodIdentityRequest;
  trust: PodIdentityTrust;
  /** `namespace/name` of the service accounts concerned */
  accounts: string[];
}

const rank = { fail: 0, unknown: 1, warn: 2 };

export const podIdentityTrustIncomplete = defineCheck({
  id: 'pod-identity-trust-incomplete',
  number: 'WID-017',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Trust policy does not let Pod Identity use the role',
  severity: 'high',
  why: 'EKS assumes the role for the pods and tags the session, so the trust policy has to allow `sts:AssumeRole` and `sts:TagSession` to `pods.eks.amazonaws.com`. Otherwise the pods get `EKS does not have permissions to assume the associated role`. Without a condition, any association in the account may use the role.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html',
  needs: ['cluster', 'podIdentityAssociations', 'iamRoles'],
  appliesTo: ({ podIdentityAssociations }) =>
    podIdentityAssociations.length > 0,
  evaluate: ({ cluster, podIdentityAssociations, derived }) => {
    const byRole = new Map<string, WeakTrust>();
    for (const association of podIdentityAssociations) {
      const role = findRole(association.roleArn, derived.snapshot);
      const weak = role && weaknessOf(role, association, cluster);
      const known = weak && byRole.get(weak.role.arn);
      if (!weak) continue;
      if (!known) byRole.set(weak.role.arn, weak);
      else if (rank[weak.verdict] < rank[known.verdict]) {
        byRole.set(weak.role.arn, weak);
      } else if (weak.verdict === known.verdict) {
        known.accounts.push(...weak.accounts);
      }
    }
    return [...byRole.values()];
  },
  subject: e => e.role.arn,
  message: e => {
    const name = `\`${e.role.name}\``;
    if (e.verdict === 'warn') {
      return `trust policy of ${name} lets any Pod Identity association of the account use the role`;
    }
    if (e.verdict === 'unknown') {
      const reasons = [
        ...e.trust.assumeRole.reasons,
        ...e.trust.tagSession.reasons,
      ];
      return `whether ${name} trusts Pod Identity is not known: ${
        [...new Set(reasons)].join('; ') ||
        'session tags are off and `sts:TagSession` is not allowed'
      }`;
    }
    return `trust policy of ${name} does not allow ${lacking(e.trust).join(
      ' and ',
    )} to \`${POD_IDENTITY_SERVICE}\` for ${e.accounts
      .map(a => `\`${a}\``)
      .join(', ')}`;
  },
  evidence: e => [
    {
      fact: `Trust policy of ${e.role.name}`,
      value: JSON.stringify(e.role.trustPolicy),
      readFrom: readFrom.iam,
    },
    {
      fact: 'Associations with the role',
      value: e.accounts.join(', '),
      readFrom: readFrom.associations,
    },
  ],
  affected: e => e.accounts,
  remediate: e => (e.verdict === 'fail' ? mend(e) : narrow(e)),
});

function weaknessOf(
  role: IamRole,
  association: PodIdentityAssociation,
  cluster: Cluster,
): WeakTrust | undefined {
  const request: PodIdentityRequest = {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    accountId: cluster.accountId,
    namespace: association.namespace,
    serviceAccount: association.serviceAccount,
    disableSessionTags: association.disableSessionTags,
  };
  const trust = trustsPodIdentity(role.trustPolicy, request);
  const base = { role, request, trust, accounts: [associatedKey(association)] };
  if (trust.answer === 'no') return { ...base, verdict: 'fail' };
  if (trust.answer === 'unknown') return { ...base, verdict: 'unknown' };
  return isPinned(role)
    ? undefined
    : { ...base, verdict: 'warn', severity: 'medium' };
}

const pinningKeys =
  /^aws:(sourceaccount|sourcearn|sourceorgid|sourceorgpaths|requesttag\/)/;

/** Whether every statement for Pod Identity says whose associations it means. */
function isPinned({ trustPolicy }: IamRole): boolean {
  const prepared = preparePolicy(trustPolicy);
  if (prepared.status === 'malformed') return true;
  return prepared.statements
    .filter(
      ({ source, coversAction }) =>
        source.effect === 'Allow' &&
        source.principals?.service.includes(POD_IDENTITY_SERVICE) &&
        coversAction('sts:assumerole'),
    )
    .every(({ conditions }) => conditions.some(c => pinningKeys.test(c.key)));
}

function lacking({ assumeRole, tagSession }: PodIdentityTrust): string[] {
  return [
    ...(assumeRole.answer === 'yes' ? [] : ['`sts:AssumeRole`']),
    ...(tagSession.answer === 'yes' ? [] : ['`sts:TagSession`']),
  ];
}

function mend({ role, request }: WeakTrust): Repair[] {
  const document = admitPodIdentity(role.trustPolicy, request);
  if (!document) {
    return [
      {
        title:
          'Change the Deny of the trust policy by hand; adding an Allow does not help.',
        class: 'advice',
        actions: [],
        needs: ['iam:UpdateAssumeRolePolicy'],
        cautions: [],
      },
    ];
  }
  return [
    {
      title: `Let EKS Pod Identity of this cluster use \`${role.name}\`; all that the role trusts today stays.`,
      class: 'review',
      actions: [
        {
          kind: 'update-trust-policy',
          roleName: role.name,
          document,
          before: role.trustPolicy,
        },
      ],
      needs: ['iam:UpdateAssumeRolePolicy'],
      cautions: [
        'The call replaces the whole trust policy; the document is built from what was read at the last scan.',
        ...(exceedsTrustLimit(document)
          ? [
              'The document is longer than the 2,048 characters that IAM allows by default.',
            ]
          : []),
      ],
    },
  ];
}

/** Other clusters of the account may use the role too, and only their snapshots tell. */
function narrow({ verdict, request }: WeakTrust): Repair[] {
  if (verdict !== 'warn') return [];
  return [
    {
      title: `Add a condition on \`aws:SourceAccount\` (\`${request.accountId}\`) and on \`aws:SourceArn\` with the ARNs of the clusters that use the role.`,
      class: 'advice',
      actions: [],
      needs: ['iam:UpdateAssumeRolePolicy'],
      cautions: [
        'Name every cluster that has an association with the role, or its pods lose the role.',
      ],
    },
  ];
}
