import {
  isThrottling,
  toReadError,
} from 'backstage-plugin-eks-iam-health-node';
import { EksAccessError, EksAccessFailure } from './EksAccessPort';

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessEntry.html#API_CreateAccessEntry_Errors */
const failures: Record<string, EksAccessFailure> = {
  ResourceInUseException: 'conflict',
  ResourceNotFoundException: 'missing',
  NotFoundException: 'missing',
  ResourceLimitExceededException: 'quota',
  InvalidParameterException: 'invalid',
  // what EKS says while a cluster is being updated
  InvalidRequestException: 'busy',
  ServerException: 'unavailable',
  ServiceUnavailableException: 'unavailable',
};

/** Says in our words why a call of EKS failed. */
export function toEksAccessError(
  error: unknown,
  action: string,
): EksAccessError {
  if (error instanceof EksAccessError) return error;
  if (isThrottling(error)) {
    return new EksAccessError(
      'busy',
      `AWS refused \`${action}\` because of too many requests`,
    );
  }
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : '';
  const failure = failures[name];
  if (failure) {
    return new EksAccessError(
      failure,
      `\`${action}\` said ${name}: ${message
        .replace(/\s+/g, ' ')
        .slice(0, 500)}`,
    );
  }
  const read = toReadError(error, action);
  return new EksAccessError(
    read.reason === 'denied' ? 'denied' : 'unavailable',
    read.reason === 'denied'
      ? `${read.message}; the role that writes needs \`${
          read.permission ?? action
        }\``
      : read.message,
  );
}
