import { LabelSelector } from '../../model';

/** Whether a selector takes an object with these labels; one that says nothing takes all. */
export function selects(
  { matchLabels, matchExpressions }: LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  return (
    Object.entries(matchLabels).every(
      ([key, value]) => labels[key] === value,
    ) &&
    matchExpressions.every(({ key, operator, values }) => {
      const isThere = Object.hasOwn(labels, key);
      switch (operator) {
        case 'In':
          return isThere && values.includes(labels[key]);
        case 'NotIn':
          return !isThere || !values.includes(labels[key]);
        case 'Exists':
          return isThere;
        case 'DoesNotExist':
          return !isThere;
        default:
          // Kubernetes knows no other and would not have stored it.
          return true;
      }
    })
  );
}
