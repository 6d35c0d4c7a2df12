import { accountOf } from '../../arn';
import { iamIndexOf } from '../../iam';
import { PodIdentityAssociation } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { readFrom } from './readFrom';
import { associatedKey } from './serviceAccountRoles';

interface MissingRole extends Found {
  association: PodIdentityAssociation;
  /** the roles that do not exist, or, with `unknown`, the target that cannot be looked at */
  roleArns: string[];
}

export const associationRoleMissing = defineCheck({
  id: 'association-role-missing',
  number: 'WID-019',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Role of a Pod Identity association does not exist',
  severity: 'high',
  why: 'The pods of the association get no credentials: EKS cannot assume a role that is not there.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html',
  needs: ['cluster', 'podIdentityAssociations', 'iamRoles'],
  appliesTo: ({ podIdentityAssociations }) =>
    podIdentityAssociations.length > 0,
  evaluate: ({ cluster, podIdentityAssociations, derived }) => {
    const { roles } = iamIndexOf(derived.snapshot);
    return podIdentityAssociations.flatMap((association): MissingRole[] => {
      const { roleArn, targetRoleArn } = association;
      const named = targetRoleArn ? [roleArn, targetRoleArn] : [roleArn];
      const own = named.filter(arn => accountOf(arn) === cluster.accountId);
      const missing = own.filter(arn => !roles.has(arn));
      if (missing.length > 0) {
        return [{ verdict: 'fail', association, roleArns: missing }];
      }
      const foreign = named.filter(arn => !own.includes(arn));
      return foreign.length > 0
        ? [{ verdict: 'unknown', association, roleArns: foreign }]
        : [];
    });
  },
  subject: e => associatedKey(e.association),
  message: ({ verdict, roleArns }) => {
    const names = roleArns.map(arn => `\`${arn}\``).join(', ');
    return verdict === 'unknown'
      ? `whether ${names} exists is not known: its account is not read`
      : `${names} of the association ${
          roleArns.length === 1 ? 'does' : 'do'
        } not exist`;
  },
  evidence: ({ association, verdict }) => [
    {
      fact: `Association ${association.associationId}`,
      value: [association.roleArn, association.targetRoleArn ?? []]
        .flat()
        .join(', target '),
      readFrom: readFrom.associations,
    },
    ...(verdict === 'fail'
      ? [
          {
            fact: 'Role of that name',
            value: 'none in the account',
            readFrom: readFrom.iam,
          },
        ]
      : []),
  ],
  affected: e => [associatedKey(e.association)],
  remediate: ({ verdict, association }) =>
    verdict === 'unknown'
      ? []
      : [
          {
            title: `Create the role again with a trust policy for Pod Identity, or point the association of \`${associatedKey(
              association,
            )}\` to the right role.`,
            class: 'advice',
            actions: [],
            needs: ['iam:CreateRole', 'eks:UpdatePodIdentityAssociation'],
            cautions: [],
          },
        ],
});
