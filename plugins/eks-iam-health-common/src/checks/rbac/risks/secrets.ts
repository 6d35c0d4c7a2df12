import { CHANGE, goodPractices, on, Risk } from './risk';

/** Reading Secrets, in the two ways that there are. */
export const secretReadingRisks: readonly Risk[] = [
  {
    id: 'list-secrets',
    may: 'list all Secrets',
    severity: 'high',
    why: 'The answer to list and watch holds the contents: to list Secrets is to read them all, without the verb get.',
    source: goodPractices,
    reach: 'namespace',
    targets: on('core', 'secrets', 'list watch'),
  },
  {
    id: 'get-secrets',
    may: 'get every Secret by its name',
    severity: 'high',
    why: 'Names of Secrets stand in pods and charts; with them every token and password can be fetched.',
    source: goodPractices,
    reach: 'namespace',
    targets: on('core', 'secrets', 'get'),
  },
];

/** Making tokens of service accounts. */
export const tokenRisks: readonly Risk[] = [
  {
    id: 'request-tokens',
    may: 'create tokens for service accounts',
    severity: 'high',
    why: 'A token is the service account, for the API server and, with the audience sts.amazonaws.com or pods.eks.amazonaws.com, for its AWS role. It works from anywhere.',
    source: goodPractices,
    reach: 'namespace',
    targets: on('core', 'serviceaccounts/token', 'create'),
  },
  {
    id: 'write-secrets',
    may: 'write Secrets that Kubernetes fills with a token of a service account',
    severity: 'high',
    why: 'A Secret of type kubernetes.io/service-account-token gets a token that never expires, for any service account of its namespace.',
    source: goodPractices,
    reach: 'namespace',
    targets: on('core', 'secrets', CHANGE),
  },
];
