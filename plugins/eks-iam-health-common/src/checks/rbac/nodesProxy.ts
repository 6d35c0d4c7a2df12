import { RbacBinding, RbacRole, RbacSubject } from '../../model';
import {
  addedSubjects,
  isAdminLike,
  isUnlistedPlatformBinding,
  rbacOf,
  ruleAllows,
} from '../../rbac';
import { defineCheck, Found } from '../defineCheck';
import {
  bindingEvidence,
  bindingName,
  goodPracticesGuide,
  isController,
  subjectName,
} from './bindingWords';

interface NodesProxy extends Found {
  binding: RbacBinding;
  role: RbacRole;
  subjects: RbacSubject[];
  verbs: string[];
}

const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** Names of agents that ship with the right: they need it taken away with care, so they are warned of. */
const agent =
  /cloudwatch|prometheus|datadog|newrelic|dynatrace|otel|opentelemetry|grafana|alloy|fluent|node-exporter/i;

const isAgent = (subject: RbacSubject) =>
  subject.kind === 'ServiceAccount' &&
  (isController(subject) || agent.test(subject.name));

export const nodesProxy = defineCheck({
  id: 'nodes-proxy',
  number: 'AUTHZ-016',
  area: 'rbac',
  topics: ['B'],
  title: 'Kubelet of every node reachable by nodes/proxy',
  severity: 'critical',
  why: 'nodes/proxy leads to the API of the kubelet, where a command can be run in every pod of the node. Any verb is enough, get included, and neither the audit log nor admission sees what is done there.',
  documentation: goodPracticesGuide,
  needs: ['bindings', 'clusterRoles'],
  canProveWithout: ['clusterRoles'],
  evaluate: ({ bindings, derived }): NodesProxy[] => {
    const index = rbacOf(derived);
    return bindings.flatMap((binding): NodesProxy[] => {
      // Nodes belong to no namespace, so a RoleBinding gives nothing on them.
      if (binding.namespace !== undefined) return [];
      if (isUnlistedPlatformBinding(binding)) return [];
      const role = index.roleOf(binding);
      // Who may do everything is counted by `binding-to-cluster-admin`.
      if (!role || isAdminLike(role.rules)) return [];
      const held = verbs.filter(verb =>
        role.rules.some(rule =>
          ruleAllows(rule, {
            verb,
            apiGroup: '',
            resource: 'nodes',
            subresource: 'proxy',
            name: 'any',
          }),
        ),
      );
      const subjects = held.length > 0 ? addedSubjects(binding) : [];
      if (subjects.length === 0) return [];
      const isKnown = subjects.every(isAgent);
      return [
        {
          verdict: isKnown ? 'warn' : 'fail',
          ...(isKnown && { severity: 'medium' as const }),
          binding,
          role,
          subjects,
          verbs: held,
        },
      ];
    });
  },
  subject: ({ binding }) => bindingName(binding),
  message: ({ binding, subjects, verbs: held }) =>
    `\`${subjects.map(subjectName).join('`, `')}\` may ${held.join(
      ', ',
    )} \`nodes/proxy\` by \`${bindingName(
      binding,
    )}\`, and so run commands in every pod`,
  evidence: ({ binding, role, subjects, verbs: held }) => [
    bindingEvidence(binding, subjects),
    {
      fact: 'Verbs on nodes/proxy',
      value: held.join(', '),
      readFrom: `ClusterRole ${role.name}`,
    },
  ],
  affected: ({ subjects }) => subjects.map(subjectName),
  remediate: ({ role }) => [
    {
      title: `Allow \`nodes/metrics\`, \`nodes/stats\` or \`nodes/log\` in ClusterRole \`${role.name}\` instead, as far as they are needed, and take \`nodes/proxy\` out.`,
      class: 'advice',
      actions: [],
      needs: ['update clusterroles'],
      cautions: [
        'Agents that ask the kubelet through the API server stop seeing it: test them first.',
        'From Kubernetes 1.33 on there are `nodes/pods`, `nodes/healthz` and `nodes/configz` as well.',
        'A role that Helm or an operator made is written back by it: change it there.',
      ],
    },
  ],
});
