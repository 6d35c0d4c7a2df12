import { Asker } from 'backstage-plugin-eks-iam-health-common';
import { CannotRunError } from '../exit';

/** `--as`: the ARN of an IAM identity, a service account as Kubernetes calls it, or a user with the groups given. */
export function parseAsker(name: string, groups: readonly string[]): Asker {
  if (/^arn:/i.test(name)) {
    if (groups.length > 0) {
      throw new CannotRunError(
        'the groups of an IAM identity come from its mapping; `--as-group` is for Kubernetes users',
      );
    }
    return { arn: name };
  }
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name);
  if (account && groups.length === 0) {
    const [, namespace, accountName] = account;
    return { serviceAccount: { namespace, name: accountName } };
  }
  return { user: { username: name, groups } };
}

/** `namespace/name` of a service account. */
export function parseServiceAccount(text: string): {
  namespace: string;
  name: string;
} {
  const [namespace, name, ...more] = text.split('/');
  if (!namespace || !name || more.length > 0) {
    throw new CannotRunError(
      `\`${text}\` is not a service account, \`namespace/name\``,
    );
  }
  return { namespace, name };
}
