import {
  AwsAuthRow,
  parseAwsAuth,
} from 'backstage-plugin-eks-iam-health-common';
import { isRecord } from '../input';
import { InputError, Operation } from '../operation';

/** `data` of a ConfigMap: texts by key. */
export function configMapData(
  input: Record<string, unknown>,
): Record<string, string> {
  const { data } = input;
  if (data === undefined || data === null) return {};
  if (!isRecord(data)) throw new InputError('`data` must be an object');
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      if (typeof value !== 'string') {
        throw new InputError(`\`data.${key}\` must be a string`);
      }
      return [key, value];
    }),
  );
}

/** `awsAuth.parse`: see EVAL.md. */
export const awsAuthParse: Operation = input => {
  const { rows, accounts, problems } = parseAwsAuth(configMapData(input));
  const of = (section: AwsAuthRow['section']) =>
    rows.filter(row => row.section === section);
  return {
    roles: of('mapRoles').map(({ arn, username, groups }) => ({
      rolearn: arn,
      username,
      groups,
    })),
    users: of('mapUsers').map(({ arn, username, groups }) => ({
      userarn: arn,
      username,
      groups,
    })),
    accounts: accounts.map(({ accountId }) => accountId),
    problems,
  };
};
