import { Cluster } from '../../model';
import { defineCheck, Found } from '../defineCheck';

interface Unencrypted extends Found {
  cluster: Cluster;
}

/** From this minor on EKS encrypts all Kubernetes API data with a key that AWS owns. */
const ENCRYPTED_SINCE = 28;

export const secretsWithoutCustomerKey = defineCheck({
  id: 'secrets-without-customer-key',
  number: 'OPS-003',
  area: 'authentication',
  topics: ['B'],
  title: 'Secrets are not encrypted with a key of your own',
  severity: 'low',
  why: 'Envelope encryption with a KMS key of your own lets you say who may decrypt the Secrets of the cluster, see it in CloudTrail, and take it away. Without one, only the encryption of AWS stands behind them.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/envelope-encryption.html',
  needs: ['cluster'],
  evaluate: ({ cluster }): Unencrypted[] => {
    if (cluster.secretsEncryptionKeyArn) return [];
    const [major, minor] = cluster.version.split('.').map(Number);
    const isOld = major === 1 && minor < ENCRYPTED_SINCE;
    return [{ verdict: isOld ? 'fail' : 'warn', cluster }];
  },
  subject: ({ cluster }) => cluster.arn,
  message: ({ cluster, verdict }) =>
    verdict === 'fail'
      ? `the Secrets of \`${cluster.name}\` lie in etcd without envelope encryption: Kubernetes ${cluster.version} has none by default`
      : `the Secrets of \`${cluster.name}\` are encrypted with a key that AWS owns, not with one of yours`,
  evidence: ({ cluster }) => [
    {
      fact: 'KMS key for Secrets',
      value: `none, Kubernetes ${cluster.version}`,
      readFrom: 'eks:DescribeCluster',
    },
  ],
  remediate: ({ cluster }) => [
    {
      title: `Create a KMS key, then run \`aws eks associate-encryption-config --cluster-name ${cluster.name}\` with that key as provider of the resource \`secrets\`.`,
      class: 'advice',
      actions: [],
      needs: [
        'eks:AssociateEncryptionConfig',
        'kms:DescribeKey',
        'kms:CreateGrant',
      ],
      cautions: [
        'It cannot be undone: a cluster whose key was deleted cannot be brought back.',
        'Secrets that exist are encrypted with the key only when they are written again.',
      ],
    },
  ],
});
