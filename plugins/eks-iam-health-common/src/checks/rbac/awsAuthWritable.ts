import {
  describeGrant,
  grantAllows,
  isClusterAdminGrant,
  isInScope,
  principalsIn,
} from '../../access';
import { arrivalKey, shortArn } from '../../arn';
import { Derived, isRead, RbacBinding, RbacSubject } from '../../model';
import {
  accessPolicyRules,
  accessPolicyName,
  isAdminLike,
  rbacOf,
  ResourceRequest,
  ruleAllows,
} from '../../rbac';
import { usesAwsAuth } from '../authentication/awsAuthRepairs';
import { CheckSettings, defineCheck, Found } from '../defineCheck';
import { openHoldings } from './holdings';
import { openPolicy } from './riskWords';
import {
  bindingEvidence,
  bindingName,
  deleteBinding,
  subjectName,
} from './bindingWords';
import { judgedSubjects } from './platformSubjects';
import { areKnownControllers } from './serviceAccountSubject';

interface Writer extends Found {
  /** stable: the binding, or ARN and name of the access policy */
  id: string;
  /** who, as people read it */
  who: string[];
  /** by what */
  path: string;
  verbs: string[];
  binding?: RbacBinding;
  subjects: RbacSubject[];
  readFrom: string;
}

export const awsAuthWritable = defineCheck({
  id: 'aws-auth-writable',
  number: 'AUTHZ-020',
  area: 'rbac',
  topics: ['B'],
  title: 'aws-auth is writable',
  severity: 'critical',
  why: 'Whoever may write aws-auth can map their own IAM role to system:masters: a right to edit ConfigMaps of kube-system is cluster-admin.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  needs: ['cluster', 'bindings', 'roles', 'clusterRoles', 'accessEntries'],
  canProveWithout: ['roles', 'clusterRoles', 'accessEntries'],
  doesNotNeed: ({ sections: { cluster } }) =>
    isRead(cluster) && cluster.value.authenticationMode === 'CONFIG_MAP'
      ? ['accessEntries']
      : [],
  appliesTo: ({ cluster }) => usesAwsAuth(cluster),
  evaluate: ({ cluster, bindings, derived, settings }): Writer[] => [
    ...writersByBinding(bindings, derived, settings),
    ...writersByPolicy(cluster.accountId, derived, settings),
  ],
  unjudged: ({ derived, settings }) =>
    openHoldings(derived, settings.allowedAdminArns)
      .filter(
        ({ source }) =>
          source.kind === 'access-policy' &&
          isInScope(source.policy.scope, 'kube-system'),
      )
      .map(openPolicy),
  subject: ({ id }) => id,
  message: ({ who, path, verbs }) =>
    `\`${who.join('`, `')}\` may ${verbs.join(', ')} aws-auth by ${path}`,
  evidence: ({ binding, subjects, path, readFrom, verbs }) => [
    binding
      ? bindingEvidence(binding, subjects)
      : { fact: 'Access policy', value: path, readFrom },
    {
      fact: 'Verbs on ConfigMap kube-system/aws-auth',
      value: verbs.join(', '),
      readFrom: 'computed from the rules',
    },
  ],
  affected: ({ who }) => who,
  remediate: ({ binding }) => [
    {
      title:
        'Leave kube-system out of the scope: give the right in the namespaces of the team only.',
      class: 'advice',
      actions: [],
      needs: ['eks:AssociateAccessPolicy', 'create rolebindings'],
      cautions: [
        'In mode API nothing of aws-auth is read, and the way is closed.',
      ],
    },
    ...(binding?.namespace
      ? [deleteBinding(binding, 'Delete the binding in kube-system.')]
      : []),
  ],
});

/** `create` opens the way only where the ConfigMap is missing. */
function dangerousVerbs(derived: Derived): string[] {
  const { awsAuth } = derived.snapshot.sections;
  const isMissing = isRead(awsAuth) && awsAuth.value === null;
  return isMissing
    ? ['create', 'update', 'patch', 'delete']
    : ['update', 'patch', 'delete'];
}

const onAwsAuth = (verb: string): ResourceRequest => ({
  verb,
  apiGroup: '',
  resource: 'configmaps',
  namespace: 'kube-system',
  // A top-level create carries no name that a rule could be limited to.
  ...(verb !== 'create' && { name: 'aws-auth' }),
});

function writersByBinding(
  bindings: readonly RbacBinding[],
  derived: Derived,
  settings: CheckSettings,
): Writer[] {
  const index = rbacOf(derived);
  const verbs = dangerousVerbs(derived);
  return bindings.flatMap((binding): Writer[] => {
    const { namespace } = binding;
    if (namespace !== undefined && namespace !== 'kube-system') return [];
    const rules = index.roleOf(binding)?.rules ?? [];
    // Administrators are counted elsewhere; this is about those who are not meant to be.
    if (namespace === undefined && isAdminLike(rules)) return [];
    const held = verbs.filter(verb =>
      rules.some(rule => ruleAllows(rule, onAwsAuth(verb))),
    );
    const subjects = held.length > 0 ? judgedSubjects(binding, derived) : [];
    if (subjects.length === 0) return [];
    return [
      {
        // Some add-ons of EKS write ConfigMaps everywhere: told, but not as bad as a team that may.
        verdict: areKnownControllers(settings, subjects, binding)
          ? 'warn'
          : 'fail',
        id: bindingName(binding),
        who: subjects.map(subjectName),
        path: `\`${bindingName(binding)}\``,
        verbs: held,
        binding,
        subjects,
        readFrom: bindingName(binding),
      },
    ];
  });
}

function writersByPolicy(
  homeAccountId: string,
  derived: Derived,
  { allowedAdminArns }: CheckSettings,
): Writer[] {
  const allowed = new Set(allowedAdminArns.map(arrivalKey));
  const verbs = dangerousVerbs(derived);
  return principalsIn(derived).all.flatMap((principal): Writer[] => {
    if (principal.state !== 'live' || principal.isService) return [];
    if (principal.isNode || allowed.has(arrivalKey(principal.arn))) return [];
    const grants = principal.policies.map(policy => ({
      kind: 'access-policy' as const,
      policy,
      rules: accessPolicyRules(policy.policyArn),
    }));
    if (grants.some(isClusterAdminGrant)) return [];
    return grants.flatMap(grant => {
      const held = verbs.filter(
        verb => grantAllows(grant, onAwsAuth(verb)) === 'yes',
      );
      return held.length === 0
        ? []
        : [
            {
              verdict: 'fail' as const,
              id: `${principal.arn} ${accessPolicyName(
                grant.policy.policyArn,
              )}`,
              who: [shortArn(principal.arn, homeAccountId)],
              path: describeGrant(grant),
              verbs: held,
              subjects: [],
              readFrom: 'eks:ListAssociatedAccessPolicies',
            },
          ];
    });
  });
}
