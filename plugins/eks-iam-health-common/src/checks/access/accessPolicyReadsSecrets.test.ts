import { AccessEntry } from '../../model';
import { aSnapshot, describeCheck } from '../../testing';
import { accessPolicyReadsSecrets } from './accessPolicyReadsSecrets';

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const entry = (
  name: string,
  policy: string,
  namespaces?: string[],
): AccessEntry => ({
  principalArn: arn(name),
  accessEntryArn: 'arn',
  type: 'STANDARD',
  username: 'x',
  kubernetesGroups: [],
  policies: [
    {
      policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
      scope: namespaces
        ? { type: 'namespace', namespaces }
        : { type: 'cluster' },
    },
  ],
  createdAt: '2026-01-01T00:00:00Z',
  tags: {},
});
const of = (...entries: AccessEntry[]) =>
  aSnapshot().with('accessEntries', entries);

describeCheck(accessPolicyReadsSecrets, [
  {
    shows: 'admin view and secret reader on the cluster',
    given: of(
      entry('A', 'AmazonEKSAdminViewPolicy'),
      entry('B', 'AmazonEKSSecretReaderPolicy'),
    ),
    finds: [
      `${arn('A')} AmazonEKSAdminViewPolicy`,
      `${arn('B')} AmazonEKSSecretReaderPolicy`,
    ],
    verdict: 'fail',
    message: '`role/A` reads every Secret of the cluster',
    repairs: ['associate-access-policy', 'disassociate-access-policy'],
  },
  {
    shows: 'in namespaces it is a warning',
    given: of(entry('A', 'AmazonEKSAdminViewPolicy', ['shop'])),
    finds: [`${arn('A')} AmazonEKSAdminViewPolicy`],
    verdict: 'warn',
  },
  {
    shows: 'the plain view policy reads none, and break-glass roles may',
    given: of(
      entry('A', 'AmazonEKSViewPolicy'),
      entry('Ops', 'AmazonEKSAdminViewPolicy'),
    ),
    settings: { allowedAdminArns: [arn('Ops')] },
    finds: [],
  },
  {
    shows: 'mode CONFIG_MAP asks no entries',
    given: of().withCluster({ authenticationMode: 'CONFIG_MAP' }),
    verdict: 'not-applicable',
  },
  {
    shows: 'unread entries leave it open',
    given: aSnapshot().unreadable('accessEntries'),
    verdict: 'unknown',
  },
]);
