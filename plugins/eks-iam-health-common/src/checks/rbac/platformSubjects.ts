import { matchesTemplate, principalsIn } from '../../access';
import { Derived, RbacBinding, RbacSubject } from '../../model';
import { addedSubjects, isUnlistedPlatformBinding } from '../../rbac';

/**
 * Identities of the control plane that EKS runs. Each is exempt as this kind with this name: `Group eks:addon-manager`
 * is somebody else. https://docs.aws.amazon.com/eks/latest/userguide/default-roles-users.html
 */
const platform = new Set([
  'Group system:masters',
  'Group eks:service-operations',
  ...`addon-manager authenticator az-poller certificate-controller cloud-controller-manager cloudwatch-agent
  cluster-bootstrap cluster-event-watcher coredns-autoscaler fargate-manager fargate-scheduler k8s-metrics
  network-policy-controller node-manager nodewatcher pod-identity-mutating-webhook support-engineer
  vpc-resource-controller`
    .split(/\s+/)
    .map(name => `User eks:${name}`),
  'User system:apiserver',
  'User system:kube-controller-manager',
  'User system:kube-proxy',
  'User system:kube-scheduler',
]);

/** Nothing can be taken from them by bindings, so that one more or less changes nothing. */
const alwaysExempt = 'Group system:masters';

interface MappedNames {
  users: ReadonlySet<string>;
  templates: readonly string[];
  groups: ReadonlySet<string>;
}

/** Names that people, pipelines and nodes get by a mapping; aws-auth refuses none, `eks:` and `system:` included. */
function mappedNames(derived: Derived): MappedNames {
  return derived.once('mappedNames', () => {
    const live = principalsIn(derived).all.filter(
      ({ state }) => state === 'live' || state === 'unknown',
    );
    const users = live.map(({ username }) => username);
    return {
      users: new Set(users),
      templates: users.filter(name => name.includes('{{')),
      groups: new Set(live.flatMap(({ groups }) => groups)),
    };
  });
}

function isMapped({ kind, name }: RbacSubject, derived: Derived): boolean {
  const { users, templates, groups } = mappedNames(derived);
  if (kind === 'Group') return groups.has(name);
  return (
    users.has(name) ||
    templates.some(template => matchesTemplate(template, name))
  );
}

/** One of the control plane's own identities, which nobody is mapped to. */
export const isPlatformSubject = (
  subject: RbacSubject,
  derived: Derived,
): boolean => {
  const { kind, name } = subject;
  if (kind === 'ServiceAccount') return false;
  const pair = `${kind} ${name}`;
  return (
    pair === alwaysExempt || (platform.has(pair) && !isMapped(subject, derived))
  );
};

/**
 * The subjects of a binding that are people's business: not there by default, and not the control plane. A binding of
 * EKS that our list lacks, for names of EKS alone, is left to EKS unless somebody is mapped to such a name.
 */
export function judgedSubjects(
  binding: RbacBinding,
  derived: Derived,
): RbacSubject[] {
  const added = addedSubjects(binding);
  if (added.length === 0) return added;
  if (
    isUnlistedPlatformBinding(binding) &&
    !added.some(subject => isMapped(subject, derived))
  ) {
    return [];
  }
  return added.filter(subject => !isPlatformSubject(subject, derived));
}
