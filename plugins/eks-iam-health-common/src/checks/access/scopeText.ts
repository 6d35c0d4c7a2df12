import { AssociatedAccessPolicy } from '../../model';

/** `scope cluster` or `scope shop, dev-*`. */
export const scopeText = (scope: AssociatedAccessPolicy['scope']): string =>
  `scope ${scope.type === 'cluster' ? 'cluster' : scope.namespaces.join(', ')}`;
