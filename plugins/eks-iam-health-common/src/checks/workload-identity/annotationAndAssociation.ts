import { defineCheck, Found } from '../defineCheck';
import { readFrom } from './readFrom';
import { associatedKey, keyOf, ROLE_ANNOTATION } from './serviceAccountRoles';
import { restartOf, Workload } from './workloads';

interface TwoRoles extends Found {
  namespace: string;
  name: string;
  annotation: string;
  associatedRole: string;
  restart?: Workload;
}

export const annotationAndAssociation = defineCheck({
  id: 'annotation-and-association',
  number: 'WID-022',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Service account has both an annotation and an association',
  severity: 'low',
  why: 'For new pods the association wins, for pods created before it the annotation still does. With two different roles the same workload works or fails depending on when a pod was created.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-minimum-sdk.html',
  needs: ['serviceAccounts', 'podIdentityAssociations'],
  evaluate: ({ serviceAccounts, podIdentityAssociations, derived }) => {
    const associated = new Map(
      podIdentityAssociations.map(a => [associatedKey(a), a.roleArn]),
    );
    return serviceAccounts.flatMap((account): TwoRoles[] => {
      const { namespace, name } = account;
      const annotation = account.annotations[ROLE_ANNOTATION];
      const associatedRole = associated.get(keyOf(account));
      if (annotation === undefined || associatedRole === undefined) return [];
      return [
        {
          verdict: annotation === associatedRole ? 'warn' : 'fail',
          namespace,
          name,
          annotation,
          associatedRole,
          restart: restartOf(namespace, name, derived),
        },
      ];
    });
  },
  subject: e => keyOf(e),
  message: ({ verdict, annotation, associatedRole }) =>
    verdict === 'fail'
      ? `the annotation names \`${annotation}\`, the association \`${associatedRole}\``
      : `annotation and association both name \`${annotation}\``,
  evidence: e => [
    {
      fact: `Annotation ${ROLE_ANNOTATION}`,
      value: e.annotation,
      readFrom: readFrom.serviceAccounts,
    },
    {
      fact: 'Role of the association',
      value: e.associatedRole,
      readFrom: readFrom.associations,
    },
  ],
  affected: e => [keyOf(e)],
  remediate: e => [
    {
      title:
        'Remove the annotation, once the Pod Identity agent is ready and the pods work with the association.',
      class: 'safe',
      actions: [
        {
          kind: 'annotate-service-account',
          namespace: e.namespace,
          name: e.name,
          key: ROLE_ANNOTATION,
          value: null,
          before: e.annotation,
          restart: e.restart,
        },
      ],
      needs: ['patch serviceaccounts'],
      cautions: [
        'Pods on Fargate or Windows, and those whose SDK does not know Pod Identity, need the annotation.',
      ],
    },
  ],
});
