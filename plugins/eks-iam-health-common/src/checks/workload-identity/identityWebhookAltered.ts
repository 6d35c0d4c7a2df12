import { isRead, LabelSelector, MutatingWebhook } from '../../model';
import { skipWebhookLabel } from '../../webhook';
import { Derived } from '../derived';
import { defineCheck, Found } from '../defineCheck';
import { givenRoles } from './givenRoles';
import { hasEnded, kindOfNode } from './nodeKinds';
import { readFrom } from './readFrom';
import { selects } from './selects';
import { workloadKey } from './workloads';

interface Altered extends Found {
  /** absent: there is no such configuration */
  configuration?: MutatingWebhook;
  /** `failurePolicy Fail`, `a namespaceSelector` */
  changes: string[];
  /** workloads with a role that it leaves out, as far as pods and namespaces were read */
  leftOut: string[];
}

const NAME = 'pod-identity-webhook';

export const identityWebhookAltered = defineCheck({
  id: 'identity-webhook-altered',
  number: 'WID-010',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Identity webhook is absent or altered',
  severity: 'high',
  why: 'Pods get the settings for their AWS role from this webhook when they are created. Pods that it is not asked about run without a role of their own and use that of the node, without a word.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-configuration.html',
  needs: ['webhooks', 'nodes'],
  canProveWithout: ['nodes'],
  // Nodes only tell whether the webhook may be one that nobody sees.
  doesNotNeed: ({ sections: { webhooks } }) =>
    isRead(webhooks) && webhooks.value.some(isIdentityWebhook) ? ['nodes'] : [],
  appliesTo: ({ webhooks, nodes }) =>
    webhooks.some(isIdentityWebhook) ||
    nodes.some(node => !['auto', 'fargate'].includes(kindOfNode(node))),
  evaluate: ({ webhooks, derived }): Altered[] => {
    const configurations = webhooks.filter(isIdentityWebhook);
    if (configurations.length === 0) {
      return [{ verdict: 'fail', changes: [], leftOut: [] }];
    }
    return configurations.flatMap((configuration): Altered[] => {
      const { webhooks: parts, failurePolicies } = configuration;
      const changes = [
        ...new Set([
          ...failurePolicies
            .filter(policy => policy !== 'Ignore')
            .map(policy => `failurePolicy \`${policy}\` instead of \`Ignore\``),
          ...(parts ?? []).flatMap(part => [
            ...(saysNothing(part.namespaceSelector)
              ? []
              : ['a namespaceSelector']),
            ...(isStock(part.objectSelector)
              ? []
              : ['an objectSelector of its own']),
          ]),
        ]),
      ];
      if (changes.length > 0) {
        const leftOut = leftOutBy(configuration, derived);
        return [{ verdict: 'warn', configuration, changes, leftOut }];
      }
      // A snapshot of an older version does not tell what the webhook applies to.
      return parts
        ? []
        : [{ verdict: 'unknown', configuration, changes, leftOut: [] }];
    });
  },
  subject: e => e.configuration?.name ?? NAME,
  message: ({ configuration, changes, leftOut, verdict }) => {
    if (!configuration) {
      return `there is no MutatingWebhookConfiguration \`${NAME}\`: new pods get no settings for their AWS role`;
    }
    const { name } = configuration;
    if (verdict === 'unknown') {
      return `to which pods \`${name}\` applies is not known: its selectors were not read`;
    }
    const effect =
      leftOut.length > 0
        ? `, which leaves out ${leftOut
            .slice(0, 3)
            .map(key => `\`${key}\``)
            .join(', ')}${
            leftOut.length > 3 ? ` and ${leftOut.length - 3} more` : ''
          }`
        : '';
    return `\`${name}\` has ${changes.join(' and ')}${effect}`;
  },
  evidence: ({ configuration }) => [
    {
      fact: `MutatingWebhookConfiguration ${NAME}`,
      value: configuration
        ? JSON.stringify(
            configuration.webhooks ?? configuration.failurePolicies,
          )
        : 'none',
      readFrom: readFrom.webhooks,
    },
  ],
  affected: e => e.leftOut,
  remediate: ({ configuration }) => [
    {
      title: configuration
        ? 'Take the change back, unless it is meant: the webhook of EKS has `failurePolicy: Ignore`, no namespaceSelector, and no more in the objectSelector than the label for opting out.'
        : 'Ask AWS Support to bring the webhook back: it belongs to the control plane.',
      class: 'advice',
      actions: [],
      needs: configuration
        ? ['patch mutatingwebhookconfigurations']
        : ['support:CreateCase'],
      cautions: [
        'Pods that were created meanwhile have to be restarted afterwards.',
      ],
    },
  ],
});

function isIdentityWebhook({ name }: MutatingWebhook): boolean {
  return name === NAME;
}

function saysNothing({ matchLabels, matchExpressions }: LabelSelector) {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

/** Nothing, or the label by which a pod opts out. */
function isStock({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return (
    Object.keys(matchLabels).length === 0 &&
    matchExpressions.every(
      ({ key, operator }) =>
        key === skipWebhookLabel && operator === 'DoesNotExist',
    )
  );
}

function leftOutBy({ webhooks = [] }: MutatingWebhook, derived: Derived) {
  const { pods, namespaces } = derived.snapshot.sections;
  if (!isRead(pods) || !isRead(namespaces)) return [];
  const roles = givenRoles(derived);
  const labelsOf = new Map(namespaces.value.map(n => [n.name, n.labels]));
  const leftOut = pods.value.filter(
    pod =>
      !hasEnded(pod) &&
      roles.has(`${pod.namespace}/${pod.serviceAccountName}`) &&
      !Object.hasOwn(pod.labels, skipWebhookLabel) &&
      !webhooks.some(
        ({ namespaceSelector, objectSelector }) =>
          selects(namespaceSelector, labelsOf.get(pod.namespace) ?? {}) &&
          selects(objectSelector, pod.labels),
      ),
  );
  return [...new Set(leftOut.map(workloadKey))].sort();
}
