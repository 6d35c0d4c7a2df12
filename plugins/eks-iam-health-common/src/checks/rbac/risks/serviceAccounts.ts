import { CHANGE, on, Risk } from './risk';

/** Making service accounts, or saying whose AWS role they are. */
export const serviceAccountRisks: readonly Risk[] = [
  {
    id: 'write-service-accounts',
    may: 'create service accounts and change their AWS role',
    severity: 'medium',
    why: 'The annotation of a service account names its AWS role, and trust policies and associations wait for an account by its name: whoever makes it gets the role.',
    source:
      'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
    reach: 'namespace',
    targets: on('core', 'serviceaccounts', CHANGE),
  },
];
