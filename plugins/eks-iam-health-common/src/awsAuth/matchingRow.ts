import { foldArn } from '../arn';
import { AwsAuth, AwsAuthRow } from './model';

const indexes = new WeakMap<AwsAuth, Map<string, AwsAuthRow[]>>();

/** Lines by their folded ARN, built once. */
function rowsByKey(awsAuth: AwsAuth): Map<string, AwsAuthRow[]> {
  let index = indexes.get(awsAuth);
  if (!index) {
    index = new Map();
    for (const row of awsAuth.rows) {
      const key = foldArn(row.arn);
      const same = index.get(key);
      if (same) same.push(row);
      else index.set(key, [row]);
    }
    indexes.set(awsAuth, index);
  }
  return index;
}

/**
 * The lines that may answer for an identity, by its folded ARN. Roles before users. Roles are kept by their lower-case
 * ARN, so the last of equal ones replaces the others; users are kept by their ARN as it is written, so of two that
 * differ in case both stay, and chance decides.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/mapper/configmap/configmap.go
 *
 * @public
 */
export function matchingRows(key: string, awsAuth: AwsAuth): AwsAuthRow[] {
  const roles = new Map<string, AwsAuthRow>();
  const users = new Map<string, AwsAuthRow>();
  for (const row of rowsByKey(awsAuth).get(key) ?? []) {
    if (row.section === 'mapRoles') roles.set(row.arn.toLowerCase(), row);
    else users.set(row.arn, row);
  }
  const answering = roles.size > 0 ? roles : users;
  return [...answering.values()].sort((a, b) => b.index - a.index);
}

/**
 * The line that answers for an identity; where chance decides between several, the last of them.
 *
 * @public
 */
export const matchingRow = (
  key: string,
  awsAuth: AwsAuth,
): AwsAuthRow | undefined => matchingRows(key, awsAuth)[0];
