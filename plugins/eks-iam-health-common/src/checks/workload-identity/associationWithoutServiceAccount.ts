import { PodIdentityAssociation } from '../../model';
import { defineCheck } from '../defineCheck';
import { readFrom } from './readFrom';
import { associatedKey, keyOf } from './serviceAccountRoles';

export const associationWithoutServiceAccount = defineCheck({
  id: 'association-without-service-account',
  number: 'WID-018',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Pod Identity association without a service account',
  severity: 'medium',
  why: 'EKS does not look whether the service account exists. Whoever may create a namespace or service account of that name gets the role.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html',
  needs: ['podIdentityAssociations', 'serviceAccounts', 'namespaces'],
  appliesTo: ({ podIdentityAssociations }) =>
    podIdentityAssociations.length > 0,
  evaluate: ({ podIdentityAssociations, serviceAccounts, namespaces }) => {
    const existing = new Set(serviceAccounts.map(keyOf));
    const names = new Set(namespaces.map(({ name }) => name));
    return podIdentityAssociations
      .filter(association => !existing.has(associatedKey(association)))
      .map((association: PodIdentityAssociation) => ({
        verdict: 'warn' as const,
        association,
        hasNamespace: names.has(association.namespace),
      }));
  },
  subject: e => associatedKey(e.association),
  message: ({ association, hasNamespace }) =>
    hasNamespace
      ? `service account \`${associatedKey(
          association,
        )}\` of the association does not exist`
      : `namespace \`${association.namespace}\` of the association does not exist`,
  evidence: ({ association }) => [
    {
      fact: `Association ${association.associationId}`,
      value: `${associatedKey(association)} gets ${association.roleArn}`,
      readFrom: readFrom.associations,
    },
    {
      fact: 'Service account',
      value: 'none of that name',
      readFrom: readFrom.serviceAccounts,
    },
  ],
  affected: e => [e.association.roleArn],
  remediate: ({ association }) => [
    association.ownerArn
      ? {
          title:
            'The association belongs to an add-on: change it there, or leave it until the add-on makes its service account.',
          class: 'advice',
          actions: [],
          needs: ['eks:UpdateAddon'],
          cautions: [],
        }
      : {
          title: 'Delete the association, if nothing is deployed to it soon.',
          class: 'review',
          actions: [
            {
              kind: 'delete-pod-identity-association',
              associationId: association.associationId,
              namespace: association.namespace,
              serviceAccount: association.serviceAccount,
              roleArn: association.roleArn,
            },
          ],
          needs: ['eks:DeletePodIdentityAssociation'],
          cautions: [
            'Some teams make the association before they deploy: ask first.',
          ],
        },
  ],
});
