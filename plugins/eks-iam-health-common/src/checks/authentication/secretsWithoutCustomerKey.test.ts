import { aCluster, aSnapshot, describeCheck } from '../../testing';
import { secretsWithoutCustomerKey } from './secretsWithoutCustomerKey';

const { arn } = aCluster();

describeCheck(secretsWithoutCustomerKey, [
  {
    shows: 'none, before EKS encrypted by itself',
    given: aSnapshot().withCluster({
      version: '1.27',
      secretsEncryptionKeyArn: undefined,
    }),
    finds: [arn],
    verdict: 'fail',
    message: '1.27 has none by default',
  },
  {
    shows: 'none, on a version that encrypts with a key of AWS',
    given: aSnapshot().withCluster({
      version: '1.28',
      secretsEncryptionKeyArn: undefined,
    }),
    finds: [arn],
    verdict: 'warn',
    message: 'a key that AWS owns',
  },
  { shows: 'a key of their own', given: aSnapshot(), finds: [] },
  {
    shows: 'a cluster that was not read is no pass',
    given: aSnapshot().unreadable('cluster'),
    verdict: 'unknown',
  },
]);
