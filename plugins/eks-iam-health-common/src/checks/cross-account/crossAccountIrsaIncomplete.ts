import { accountOf } from '../../arn';
import { defineCheck } from '../defineCheck';
import {
  annotatedAccounts,
  ROLE_ANNOTATION,
} from '../workload-identity/serviceAccountRoles';

export const crossAccountIrsaIncomplete = defineCheck({
  id: 'cross-account-irsa-incomplete',
  number: 'XACC-007',
  area: 'cross-account',
  topics: ['T7'],
  title: 'Role of another account may not be ready for the service account',
  severity: 'high',
  why: 'A service account can use a role of another account only if that account has an IAM OIDC provider for the issuer of this cluster and the role trusts it. Neither can be seen from the account of the cluster.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/cross-account-access.html',
  needs: ['cluster', 'serviceAccounts', 'podIdentityAssociations'],
  appliesTo: facts => annotatedAccounts(facts).some(a => a.isForeign),
  evaluate: facts =>
    annotatedAccounts(facts)
      .filter(({ isForeign, isAssociated }) => isForeign && !isAssociated)
      .map(annotated => ({ verdict: 'unknown' as const, annotated })),
  subject: e => e.annotated.key,
  message: ({ annotated: { roleArn } }) =>
    `whether account \`${accountOf(
      roleArn,
    )}\` is ready for this cluster is not known: its IAM is not read`,
  evidence: ({ annotated: { roleArn, token } }) => [
    {
      fact: `Annotation ${ROLE_ANNOTATION}`,
      value: roleArn,
      readFrom: 'list serviceaccounts',
    },
    {
      fact: 'Provider that has to exist there',
      value: token.providerArn,
      readFrom: 'eks:DescribeCluster',
    },
  ],
  affected: e => [e.annotated.key],
  remediate: ({ annotated: { roleArn, token } }) => [
    {
      title: `Look in account \`${accountOf(roleArn)}\` for provider \`${
        token.providerArn
      }\` and for \`${token.sub}\` in the trust policy of the role.`,
      class: 'advice',
      actions: [],
      needs: ['iam:GetOpenIDConnectProvider', 'iam:GetRole'],
      cautions: [],
    },
  ],
});
