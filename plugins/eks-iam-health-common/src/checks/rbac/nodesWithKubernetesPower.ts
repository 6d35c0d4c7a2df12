import { MappedPrincipal, principalsIn, unaskedSources } from '../../access';
import { arrivalKey, shortArn } from '../../arn';
import {
  Cluster,
  Derived,
  isRead,
  RbacBinding,
  RbacSubject,
} from '../../model';
import { accessPolicyName, isStockSubject, rbacOf } from '../../rbac';
import { nodeRolesOf } from '../authentication/nodeRoles';
import { defineCheck, Found } from '../defineCheck';
import {
  bindingEvidence,
  bindingName,
  deleteBinding,
  removeSubjects,
  subjectName,
} from './bindingWords';
import { heavyRule } from './ruleWeight';

interface PowerfulNode extends Found {
  cluster: Cluster;
  by:
    | { kind: 'mapping'; principal: MappedPrincipal; gains: string[] }
    | { kind: 'binding'; binding: RbacBinding; subjects: RbacSubject[] };
}

const ofNodes = new Set(['system:nodes', 'system:bootstrappers']);

export const nodesWithKubernetesPower = defineCheck({
  id: 'nodes-with-kubernetes-power',
  number: 'AUTHZ-029',
  area: 'rbac',
  topics: ['B'],
  title: 'Node groups or roles with Kubernetes power',
  severity: 'high',
  why: 'Every pod that reaches the instance metadata, and whoever breaks out to a node, is the node. Kubelets are held to their own node by the Node authoriser; groups, policies and bindings beside it lift that.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
  needs: [
    'cluster',
    'awsAuth',
    'accessEntries',
    'bindings',
    'roles',
    'clusterRoles',
  ],
  canProveWithout: [
    'awsAuth',
    'accessEntries',
    'bindings',
    'roles',
    'clusterRoles',
  ],
  doesNotNeed: unaskedSources,
  evaluate: ({ cluster, bindings, derived }): PowerfulNode[] => {
    const nodeKeys = nodeRoleKeys(cluster, derived);
    return [
      ...principalsIn(derived).all.flatMap((principal): PowerfulNode[] => {
        const { state, isNode, isService, arn } = principal;
        if (state !== 'live' || isService) return [];
        if (!isNode && !nodeKeys.has(arrivalKey(arn))) return [];
        const gains = gainsOf(principal, derived);
        return gains.length === 0
          ? []
          : [
              {
                verdict: 'fail',
                cluster,
                by: { kind: 'mapping', principal, gains },
              },
            ];
      }),
      ...bindings.flatMap((binding): PowerfulNode[] => {
        const subjects = binding.subjects.filter(
          subject =>
            subject.kind === 'Group' &&
            ofNodes.has(subject.name) &&
            !isStockSubject(binding, subject),
        );
        return subjects.length === 0
          ? []
          : [
              {
                verdict: 'fail',
                cluster,
                by: { kind: 'binding', binding, subjects },
              },
            ];
      }),
    ];
  },
  subject: ({ by }) =>
    by.kind === 'binding' ? bindingName(by.binding) : by.principal.arn,
  message: ({ by, cluster }) =>
    by.kind === 'binding'
      ? `every node has \`${by.binding.roleRef.name}\` by \`${bindingName(
          by.binding,
        )}\` for \`${by.subjects.map(subjectName).join('`, `')}\``
      : `\`${shortArn(
          by.principal.arn,
          cluster.accountId,
        )}\` is a role of nodes and has \`${by.gains.join('`, `')}\` as well`,
  evidence: ({ by }) => [
    by.kind === 'binding'
      ? bindingEvidence(by.binding, by.subjects)
      : {
          fact: 'Mapping',
          value: `user ${by.principal.username || '(empty)'}, ${[
            ...by.principal.groups.map(group => `group ${group}`),
            ...by.principal.policies.map(
              ({ policyArn }) => `policy ${accessPolicyName(policyArn)}`,
            ),
          ].join(', ')}`,
          readFrom: by.principal.readFrom,
        },
  ],
  affected: ({ by }) =>
    by.kind === 'binding' ? by.subjects.map(subjectName) : [by.principal.arn],
  remediate: ({ by }) => {
    if (by.kind === 'mapping') {
      return [
        {
          title:
            'Take what is not the node’s own off the mapping, and give it to a role that people or workloads assume.',
          class: 'advice',
          actions: [],
          needs: ['eks:DisassociateAccessPolicy', 'patch configmaps'],
          cautions: [
            'The groups `system:bootstrappers` and `system:nodes` have to stay: without them nodes do not join.',
          ],
        },
      ];
    }
    const { binding, subjects } = by;
    return [
      subjects.length < binding.subjects.length
        ? removeSubjects(
            binding,
            subjects,
            'Take the group of the nodes off the binding; the others stay.',
          )
        : deleteBinding(binding, 'Delete the binding.'),
    ];
  },
});

/** Groups that nodes are put into by AWS's own instructions. */
const usual = new Set([
  ...ofNodes,
  'system:node-proxier',
  'eks:kube-proxy-windows',
]);

/** What a node has no use for: `system:masters`, groups that may change things, policies but for that of Auto Mode. */
function gainsOf(
  { door, groups, policies }: MappedPrincipal,
  derived: Derived,
): string[] {
  const isAutoMode = door.kind === 'access-entry' && door.entry.type === 'EC2';
  return [
    ...groups.filter(
      group =>
        group === 'system:masters' ||
        (!usual.has(group) && isPowerful(group, derived)),
    ),
    ...policies
      .map(({ policyArn }) => accessPolicyName(policyArn))
      .filter(name => !isAutoMode || name !== 'AmazonEKSAutoNodePolicy'),
  ];
}

function isPowerful(group: string, derived: Derived): boolean {
  const index = rbacOf(derived);
  return (index.bindingsOfGroup.get(group) ?? []).some(binding =>
    heavyRule(index.roleOf(binding)?.rules ?? []),
  );
}

/** Roles that node groups, profiles and Auto Mode use, whatever they are mapped as. */
function nodeRoleKeys(cluster: Cluster, derived: Derived): Set<string> {
  const { nodegroups, fargateProfiles } = derived.snapshot.sections;
  return new Set(
    nodeRolesOf(
      cluster,
      isRead(nodegroups) ? nodegroups.value : [],
      isRead(fargateProfiles) ? fargateProfiles.value : [],
    ).map(({ arn }) => arrivalKey(arn)),
  );
}
