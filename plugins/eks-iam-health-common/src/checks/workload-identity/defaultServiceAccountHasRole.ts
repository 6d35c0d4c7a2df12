import { defineCheck } from '../defineCheck';
import { readFrom } from './readFrom';
import { ROLE_ANNOTATION } from './serviceAccountRoles';

export const defaultServiceAccountHasRole = defineCheck({
  id: 'default-service-account-has-role',
  number: 'WID-013',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Default service account carries an AWS role',
  severity: 'high',
  why: 'Every pod that names no service account runs as `default`, so every one of them gets the role, those that are added later too.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: ['serviceAccounts', 'podIdentityAssociations'],
  evaluate: ({ serviceAccounts, podIdentityAssociations }) => {
    const roles = new Map<string, { roleArn: string; by: string }>();
    for (const { namespace, name, annotations } of serviceAccounts) {
      const roleArn = annotations[ROLE_ANNOTATION];
      if (name === 'default' && roleArn !== undefined) {
        roles.set(namespace, { roleArn, by: readFrom.serviceAccounts });
      }
    }
    // An association takes precedence over the annotation.
    for (const association of podIdentityAssociations) {
      const { namespace, serviceAccount, roleArn } = association;
      if (serviceAccount === 'default') {
        roles.set(namespace, { roleArn, by: readFrom.associations });
      }
    }
    return [...roles].map(([namespace, { roleArn, by }]) => ({
      verdict: 'fail' as const,
      namespace,
      roleArn,
      by,
    }));
  },
  subject: e => `${e.namespace}/default`,
  message: e =>
    `every pod of namespace \`${e.namespace}\` without a service account of its own gets \`${e.roleArn}\``,
  evidence: e => [
    {
      fact: `Role of ${e.namespace}/default`,
      value: e.roleArn,
      readFrom: e.by,
    },
  ],
  affected: e => [`${e.namespace}/default`],
  remediate: e => [
    {
      title: `Make a service account for the pods that need the role, move them to it, and then take the role away from \`${e.namespace}/default\`.`,
      class: 'advice',
      actions: [],
      needs: ['create serviceaccounts', 'patch deployments'],
      cautions: [
        'The trust policy of the role has to admit the new service account first.',
      ],
    },
  ],
});
