import { MappedPrincipal } from '../access/principals';
import { Repair } from '../model';
import {
  accessPolicyArn,
  accessPolicyRules,
  RbacRequest,
  ruleAllows,
} from '../rbac';
import { advice } from './cause';
import { Ground } from './ground';

/** From few rights to many; cluster-admin is never proposed. */
const levels = [
  { level: 'view', policy: 'AmazonEKSViewPolicy', clusterRole: 'view' },
  { level: 'edit', policy: 'AmazonEKSEditPolicy', clusterRole: 'edit' },
  { level: 'admin', policy: 'AmazonEKSAdminPolicy', clusterRole: 'admin' },
] as const;

function levelFor(request: RbacRequest) {
  return levels.find(({ policy }) =>
    accessPolicyRules(policy)?.some(rule => ruleAllows(rule, request)),
  );
}

/** The smallest level that includes a request; `admin` when none does. */
export function smallestLevel(request: RbacRequest): 'view' | 'edit' | 'admin' {
  return levelFor(request)?.level ?? 'admin';
}

/** The smallest grant, for one namespace, in the way the principal is mapped already. */
export function grantRepairs(
  ground: Ground,
  principals: readonly MappedPrincipal[],
  request: RbacRequest,
): Repair[] {
  const [principal] = principals;
  const level = levelFor(request);
  const namespace = 'resource' in request ? request.namespace : undefined;
  if (principals.length !== 1 || !level || !namespace) {
    return [
      advice(
        'Bind the user or one of its groups to a role that holds exactly this right.',
        {
          cautions: level
            ? []
            : ['No access policy below cluster administrator includes it.'],
        },
      ),
    ];
  }
  if (principal.door.kind === 'access-entry') {
    const partition = ground.snapshot?.arn.split(':')[1] ?? 'aws';
    const { principalArn } = principal.door.entry;
    const policyArn = accessPolicyArn(partition, level.policy);
    const before = principal.policies.find(p => p.policyArn === policyArn);
    // Associating again replaces the scope, so the namespaces of before go along.
    const kept =
      before?.scope.type === 'namespace' ? before.scope.namespaces : [];
    return [
      {
        title: `Associate ${level.policy} with the access entry for namespace \`${namespace}\`.`,
        class: 'safe',
        actions: [
          {
            kind: 'associate-access-policy',
            principalArn,
            policyArn,
            namespaces: [...kept, namespace],
            ...(before ? { before: { namespaces: kept } } : {}),
          },
        ],
        needs: ['eks:AssociateAccessPolicy'],
        cautions: [],
      },
    ];
  }
  const group = principal.groups.find(
    g => !g.startsWith('system:') && !g.includes('{{'),
  );
  if (!group) {
    return [
      advice(
        'Give the line in aws-auth a group of its own, and bind that group in the namespace.',
      ),
    ];
  }
  return [
    {
      title: `Bind group \`${group}\` to ClusterRole ${level.clusterRole} in namespace \`${namespace}\`.`,
      class: 'safe',
      actions: [
        {
          kind: 'create-role-binding',
          name: `${group}-${level.clusterRole}`
            .toLowerCase()
            .replace(/[^a-z0-9.-]+/g, '-'),
          namespace,
          clusterRole: level.clusterRole,
          group,
        },
      ],
      needs: ['create rolebindings', `bind clusterroles/${level.clusterRole}`],
      cautions: ['Everybody in that group gets the right.'],
    },
  ];
}
