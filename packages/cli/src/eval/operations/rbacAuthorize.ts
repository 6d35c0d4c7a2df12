import {
  authorizeRbac,
  indexRbac,
  parseRbacObjects,
  RbacObjectError,
  RbacRequest,
} from 'backstage-plugin-eks-iam-health-common';
import { listOf, optionalStringOf, recordOf, stringsOf } from '../input';
import { InputError, Operation } from '../operation';

/** Encoders that write `null` for what is empty mean the same as those that leave it out. */
const withoutNulls = (input: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== null),
  );

/** `rbac.authorize`: see EVAL.md. */
export const rbacAuthorize: Operation = input => {
  const index = indexRbac(objectsOf(listOf(input, 'objects')));
  const user = {
    username: optionalStringOf(withoutNulls(input), 'user') ?? '',
    groups: stringsOf(withoutNulls(input), 'groups'),
  };
  const attributes = withoutNulls(recordOf(input, 'attributes'));
  return authorizeRbac(user, toRequest(attributes), index);
};

function objectsOf(objects: readonly unknown[]) {
  try {
    return parseRbacObjects(objects);
  } catch (error) {
    if (error instanceof RbacObjectError) throw new InputError(error.message);
    throw error;
  }
}

/** A path makes it a question about the API server's own paths: such a request has neither resource nor namespace. */
function toRequest(attributes: Record<string, unknown>): RbacRequest {
  const textOf = (name: string) => optionalStringOf(attributes, name) ?? '';
  const verb = textOf('verb');
  const path = textOf('path');
  if (path) return { verb, path };
  return {
    verb,
    apiGroup: textOf('apiGroup'),
    resource: textOf('resource'),
    subresource: textOf('subresource'),
    name: textOf('name'),
    namespace: textOf('namespace') || undefined,
  };
}
