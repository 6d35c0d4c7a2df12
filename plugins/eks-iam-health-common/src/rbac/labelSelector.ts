/** A label selector as the API writes it. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ @public */
export interface RawLabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: ReadonlyArray<{
    key: string;
    operator: string;
    values?: readonly string[];
  }>;
}

type Expression = NonNullable<RawLabelSelector['matchExpressions']>[number];

/** Whether a selector can be understood; one that cannot selects nothing, and whoever uses it gives up. @public */
export const isValidSelector = ({
  matchExpressions = [],
}: RawLabelSelector): boolean =>
  matchExpressions.every(({ key, operator, values = [] }) => {
    const wantsValues = ['In', 'NotIn'].includes(operator);
    const isKnown =
      wantsValues || ['Exists', 'DoesNotExist'].includes(operator);
    return key !== '' && isKnown && wantsValues === values.length > 0;
  });

/** Whether labels match a selector; an empty one matches everything. @public */
export function selects(
  { matchLabels = {}, matchExpressions = [] }: RawLabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  return (
    Object.entries(matchLabels).every(
      ([key, value]) => Object.hasOwn(labels, key) && labels[key] === value,
    ) && matchExpressions.every(expression => holds(expression, labels))
  );
}

/** `NotIn` holds as well where the label is missing. */
function holds(
  { key, operator, values = [] }: Expression,
  labels: Readonly<Record<string, string>>,
): boolean {
  const has = Object.hasOwn(labels, key);
  switch (operator) {
    case 'In':
      return has && values.includes(labels[key]);
    case 'NotIn':
      return !has || !values.includes(labels[key]);
    case 'Exists':
      return has;
    case 'DoesNotExist':
      return !has;
    default:
      return false;
  }
}
