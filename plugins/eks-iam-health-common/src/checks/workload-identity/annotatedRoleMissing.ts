import { accountOf } from '../../arn';
import { findRole } from '../../iam';
import { defineCheck } from '../defineCheck';
import { readFrom } from './readFrom';
import { annotatedAccounts, ROLE_ANNOTATION } from './serviceAccountRoles';
import { restartOf } from './workloads';

export const annotatedRoleMissing = defineCheck({
  id: 'annotated-role-missing',
  number: 'WID-005',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Annotated role does not exist',
  severity: 'high',
  why: 'STS answers the same for a role that does not exist as for one that does not trust the caller: `Not authorized to perform sts:AssumeRoleWithWebIdentity`. Whoever may create a role of that name later gets the trust of the pods.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
  needs: ['cluster', 'serviceAccounts', 'podIdentityAssociations', 'iamRoles'],
  evaluate: facts =>
    annotatedAccounts(facts).flatMap(annotated => {
      const { key, account, roleArn, role, isForeign, isAssociated } =
        annotated;
      if (role) return [];
      const { namespace, name } = account;
      return [
        {
          verdict: verdictOf(isForeign, isAssociated),
          key,
          namespace,
          name,
          roleArn,
          isForeign,
          isAssociated,
          // The same name under another path, or written otherwise: most likely the one that is meant.
          similar: isForeign
            ? undefined
            : findRole(roleArn, facts.derived.snapshot)?.arn,
          restart: restartOf(namespace, name, facts.derived),
        },
      ];
    }),
  subject: e => e.key,
  message: e => {
    if (e.isForeign) {
      return `whether role \`${
        e.roleArn
      }\` exists is not known: account ${accountOf(e.roleArn)} is not read`;
    }
    const meant = e.similar ? `; \`${e.similar}\` does` : '';
    const shadowed = e.isAssociated
      ? ', but a Pod Identity association takes precedence'
      : '';
    return `role \`${e.roleArn}\` of the annotation does not exist${meant}${shadowed}`;
  },
  evidence: e => [
    {
      fact: `Annotation ${ROLE_ANNOTATION}`,
      value: e.roleArn,
      readFrom: readFrom.serviceAccounts,
    },
    ...(e.isForeign
      ? []
      : [
          {
            fact: 'Role of that name',
            value: e.similar ?? 'none in the account',
            readFrom: readFrom.iam,
          },
        ]),
  ],
  affected: e => [e.key],
  remediate: e => {
    if (e.isForeign) return [];
    return e.similar
      ? [
          {
            title: `Annotate the service account with the ARN of the role that exists, \`${e.similar}\`.`,
            class: 'safe',
            actions: [
              {
                kind: 'annotate-service-account',
                namespace: e.namespace,
                name: e.name,
                key: ROLE_ANNOTATION,
                value: e.similar,
                before: e.roleArn,
                restart: e.restart,
              },
            ],
            needs: ['patch serviceaccounts'],
            cautions: [
              'The trust policy of that role has to admit the service account.',
            ],
          },
        ]
      : [
          {
            title:
              'Create the role with a trust policy for this service account, or correct the annotation and restart the pods.',
            class: 'advice',
            actions: [],
            needs: ['iam:CreateRole', 'patch serviceaccounts'],
            cautions: [],
          },
        ];
  },
});

function verdictOf(isForeign: boolean, isAssociated: boolean) {
  if (isForeign) return 'unknown' as const;
  return isAssociated ? ('warn' as const) : ('fail' as const);
}
