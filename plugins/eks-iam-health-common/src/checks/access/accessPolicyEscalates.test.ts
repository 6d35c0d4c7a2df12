import { aDocument, aRole, aSnapshot, describeCheck } from '../../testing';
import { anEntry, policyOf } from '../rbac/__fixtures__/rbac';
import { accessPolicyEscalates } from './accessPolicyEscalates';

const restore = 'AWSBackupFullAccessPolicyForRestore';
const trusting = (service: string) => ({
  trustPolicy: aDocument({
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
  }),
});
const given = aSnapshot().with('iamRoles', [
  aRole('Backup', trusting('backup.amazonaws.com')),
  aRole('Capability', trusting('capabilities.eks.amazonaws.com')),
  aRole('Dev'),
  aRole('Ops'),
]);

describeCheck(accessPolicyEscalates, [
  {
    shows: 'policies of services in the hands of people',
    given: given.with('accessEntries', [
      anEntry('Dev', restore),
      anEntry('Ops', 'AmazonEKSACKPolicy', ['shop']),
    ]),
    finds: [policyOf('Dev', restore), policyOf('Ops', 'AmazonEKSACKPolicy')],
    verdict: 'fail',
    message: '`role/Dev` has `AWSBackupFullAccessPolicyForRestore`',
    repairs: ['disassociate-access-policy'],
  },
  {
    shows: 'the roles of the services themselves, and policies for people',
    given: given.with('accessEntries', [
      anEntry('Backup', restore),
      anEntry('Capability', 'AmazonEKSKROPolicy'),
      anEntry('Dev', 'AmazonEKSClusterAdminPolicy'),
    ]),
    finds: [],
  },
  {
    shows: 'whose role it is cannot be seen',
    given: given
      .with('accessEntries', [anEntry('Backup', restore)])
      .unreadable('iamRoles'),
    finds: [policyOf('Backup', restore)],
    verdict: 'unknown',
    message: 'could not be read',
  },
  {
    shows: 'mode CONFIG_MAP asks no entry',
    given: given.withCluster({ authenticationMode: 'CONFIG_MAP' }),
    verdict: 'not-applicable',
  },
  {
    shows: 'unread entries leave it open',
    given: given.unreadable('accessEntries'),
    verdict: 'unknown',
  },
]);
