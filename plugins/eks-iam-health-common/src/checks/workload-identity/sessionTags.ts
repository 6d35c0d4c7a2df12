import { parseOperator } from '../../iam/operators';
import { PreparedStatement } from '../../iam/preparePolicy';

/** The tags that EKS puts on the sessions of Pod Identity. https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html */
export const sessionTagNames = [
  'eks-cluster-arn',
  'eks-cluster-name',
  'kubernetes-namespace',
  'kubernetes-service-account',
  'kubernetes-pod-name',
  'kubernetes-pod-uid',
] as const;

export type SessionTag = (typeof sessionTagNames)[number];

const tagKey =
  /aws:(principaltag|requesttag)\/((?:eks-cluster|kubernetes)-[a-z-]+)/gi;

function tagsIn(text: string): SessionTag[] {
  const found = [...text.matchAll(tagKey)].map(([, , name]) =>
    name.toLowerCase(),
  );
  return sessionTagNames.filter(name => found.includes(name));
}

/** The session tags that a statement needs to be there: it can match nothing without them. */
export function neededTags({ conditions }: PreparedStatement): SessionTag[] {
  return conditions.flatMap(({ key, source: { operator: name, values } }) => {
    const { operator, ifExists, quantifier, isNull } = parseOperator(name);
    if (isNull) {
      return values.every(value => value.toLowerCase() === 'false')
        ? tagsIn(key)
        : [];
    }
    const isPinning =
      operator !== undefined &&
      !operator.negated &&
      !ifExists &&
      quantifier !== 'all';
    // A variable in a value has no value either, and compares with nothing.
    return isPinning ? [...tagsIn(key), ...values.flatMap(withoutDefault)] : [];
  });
}

/** The session tags that a statement speaks of anywhere: in conditions, or as variables in its resources. */
export function mentionedTags({ source }: PreparedStatement): SessionTag[] {
  const texts = [
    ...source.conditions.flatMap(({ key, values }) => [key, ...values]),
    ...(source.resources ?? []),
  ];
  return [...new Set(texts.flatMap(tagsIn))];
}

/** `${aws:PrincipalTag/kubernetes-namespace, 'none'}` has a value of its own. */
function withoutDefault(value: string): SessionTag[] {
  return tagsIn(value.replace(/\$\{[^}]*,[^}]*\}/g, ''));
}
