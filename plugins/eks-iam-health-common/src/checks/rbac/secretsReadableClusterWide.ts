import { PolicyRule, RbacBinding, RbacSubject } from '../../model';
import {
  addedSubjects,
  isUnlistedPlatformBinding,
  rbacOf,
  ruleAllows,
} from '../../rbac';
import { defineCheck, Found } from '../defineCheck';
import {
  bindingEvidence,
  bindingName,
  deleteBinding,
  goodPracticesGuide,
  isController,
  subjectName,
} from './bindingWords';

interface SecretReader extends Found {
  binding: RbacBinding;
  subjects: RbacSubject[];
  verbs: string[];
}

const readVerbs = ['get', 'list', 'watch'];

export const secretsReadableClusterWide = defineCheck({
  id: 'secrets-readable-cluster-wide',
  number: 'AUTHZ-012',
  area: 'rbac',
  topics: ['B'],
  title: 'Secrets readable cluster-wide',
  severity: 'high',
  why: 'Secrets hold the tokens and passwords of all workloads. To list them is to read them: the answer holds their contents.',
  documentation: goodPracticesGuide,
  needs: ['bindings', 'clusterRoles', 'roles'],
  canProveWithout: ['clusterRoles', 'roles'],
  evaluate: ({ bindings, derived }): SecretReader[] => {
    const index = rbacOf(derived);
    return bindings.flatMap((binding): SecretReader[] => {
      const { namespace } = binding;
      if (namespace !== undefined && namespace !== 'kube-system') return [];
      if (isUnlistedPlatformBinding(binding)) return [];
      const verbs = verbsOnSecrets(index.roleOf(binding)?.rules ?? []);
      if (verbs.length === 0) return [];
      const subjects = addedSubjects(binding);
      if (subjects.length === 0) return [];
      const counts = subjects.some(subject => !isController(subject));
      // Controllers of kube-system reading its Secrets is what they are there for.
      if (namespace && !counts) return [];
      return [
        {
          verdict: counts && !namespace ? 'fail' : 'warn',
          binding,
          subjects,
          verbs,
        },
      ];
    });
  },
  subject: ({ binding }) => bindingName(binding),
  message: ({ binding, subjects, verbs }) =>
    `\`${subjects.map(subjectName).join('`, `')}\` may ${verbs.join(
      ', ',
    )} all Secrets ${
      binding.namespace ? `of \`${binding.namespace}\`` : 'of the cluster'
    } by \`${bindingName(binding)}\``,
  evidence: ({ binding, subjects, verbs }) => [
    bindingEvidence(binding, subjects),
    {
      fact: 'Verbs on all Secrets',
      value: verbs.join(', '),
      readFrom: `${binding.roleRef.kind} ${binding.roleRef.name}`,
    },
  ],
  affected: ({ subjects }) => subjects.map(subjectName),
  remediate: ({ binding }) => [
    {
      title:
        'Bind the role in the namespaces where it is needed, or name the Secrets by resourceNames.',
      class: 'advice',
      actions: [],
      needs: ['create rolebindings'],
      cautions: [],
    },
    deleteBinding(binding, 'Then delete this binding.', [
      'Everything else that the role allows goes with it.',
    ]),
  ],
});

function verbsOnSecrets(rules: readonly PolicyRule[]): string[] {
  return readVerbs.filter(verb =>
    rules.some(rule =>
      ruleAllows(rule, { verb, apiGroup: '', resource: 'secrets' }),
    ),
  );
}
