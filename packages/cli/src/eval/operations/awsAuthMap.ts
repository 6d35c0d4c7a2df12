import {
  CallerIdentity,
  canonicalArn,
  mapIdentity,
  parseAwsAuth,
} from 'backstage-plugin-eks-iam-health-common';
import { optionalStringOf, recordOf, stringOf } from '../input';
import { Operation } from '../operation';
import { configMapData } from './awsAuthParse';

/**
 * The identity that a token proves: nothing about it is open, so that what is not given is empty. The session name may
 * stand in the user id or the ARN instead.
 */
function callerOf(identity: Record<string, unknown>): CallerIdentity {
  const arn = stringOf(identity, 'arn');
  const userId = optionalStringOf(identity, 'userId');
  const sessionName =
    optionalStringOf(identity, 'sessionName') ??
    userId?.split(':')[1] ??
    canonicalArn(arn)?.sessionName ??
    '';
  return {
    arn,
    userId,
    sessionName,
    accountId: optionalStringOf(identity, 'accountId') || undefined,
    accessKeyId: optionalStringOf(identity, 'accessKeyId') ?? '',
    privateDnsName: optionalStringOf(identity, 'privateDnsName'),
  };
}

/** `awsAuth.map`: see EVAL.md. */
export const awsAuthMap: Operation = input => {
  const result = mapIdentity(callerOf(recordOf(input, 'identity')), {
    mode: 'CONFIG_MAP',
    awsAuth: parseAwsAuth(configMapData(input)),
  });
  switch (result.status) {
    case 'mapped':
      return { mapped: true, ...whoAndWhy(result) };
    case 'not-mapped':
      return {
        mapped: false,
        reason: result.reason,
        ...(result.nearMisses.length > 0 && { nearMisses: result.nearMisses }),
      };
    default:
      return { mapped: false, reason: result.reason };
  }
};

type Mapped = Extract<ReturnType<typeof mapIdentity>, { status: 'mapped' }>;

function whoAndWhy(result: Mapped) {
  const { username, groups } = result;
  switch (result.by) {
    case 'aws-auth-row':
      return {
        username,
        groups,
        by: result.row,
        ...(result.alternatives && { alternatives: result.alternatives }),
      };
    case 'aws-auth-account':
      return { username, groups, by: result.account };
    default:
      return { username, groups, by: result.entry };
  }
}
