import { ClusterAdmin, clusterAdminsOf, unaskedSources } from '../../access';
import { arrivalKey, shortArn } from '../../arn';
import { Cluster } from '../../model';
import { defineCheck, Found } from '../defineCheck';

interface Crowd extends Found {
  cluster: Cluster;
  admins: ClusterAdmin[];
  limit: number;
}

export const tooManyAdmins = defineCheck({
  id: 'too-many-admins',
  number: 'AUTHZ-004',
  area: 'access',
  topics: ['T6'],
  title: 'Too many cluster administrators',
  severity: 'high',
  why: 'Everybody with cluster-admin power can read every Secret and take on the AWS role of every workload. Each more is one more set of credentials that opens all of it.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: ['cluster', 'awsAuth', 'accessEntries', 'bindings', 'clusterRoles'],
  canProveWithout: ['awsAuth', 'accessEntries', 'bindings', 'clusterRoles'],
  doesNotNeed: unaskedSources,
  evaluate: ({ cluster, derived, settings }): Crowd[] => {
    const allowed = new Set(settings.allowedAdminArns.map(arrivalKey));
    const admins = clusterAdminsOf(derived).admins.filter(
      ({ principal }) => !principal || !allowed.has(arrivalKey(principal.arn)),
    );
    const limit = settings.maxClusterAdmins;
    // Half the limit and more is worth a look before it is too many.
    const warnFrom = Math.ceil((limit + 1) / 2);
    if (admins.length < warnFrom) return [];
    return [
      {
        verdict: admins.length > limit ? 'fail' : 'warn',
        cluster,
        admins,
        limit,
      },
    ];
  },
  subject: ({ cluster }) => cluster.arn,
  message: ({ admins, limit, verdict }) =>
    `${admins.length} principals administer the cluster${
      verdict === 'fail' ? `; at most ${limit} are allowed` : ''
    }`,
  evidence: ({ admins, cluster }) =>
    admins.map(({ name, path, readFrom }) => ({
      fact: shortArn(name, cluster.accountId),
      value: `by ${path}`,
      readFrom,
    })),
  affected: ({ admins }) => admins.map(({ name }) => name),
  remediate: () => [
    {
      title:
        'Keep a break-glass role and few administrators; give the others AmazonEKSAdminPolicy or AmazonEKSEditPolicy in their namespaces, or a group that is bound to what they need.',
      class: 'advice',
      actions: [],
      needs: ['eks:AssociateAccessPolicy', 'eks:DisassociateAccessPolicy'],
      cautions: ['Take away no rights before the narrower ones are proven.'],
    },
  ],
});
