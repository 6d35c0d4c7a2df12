import { aCluster, aSnapshot, describeCheck } from '../../testing';
import { apiEndpointOpen } from './apiEndpointOpen';

const { arn } = aCluster();
const given = (
  publicAccessCidrs: string[],
  endpointPrivateAccess: boolean,
  endpointPublicAccess = true,
) =>
  aSnapshot().withCluster({
    publicAccessCidrs,
    endpointPrivateAccess,
    endpointPublicAccess,
  });

describeCheck(apiEndpointOpen, [
  {
    shows: 'open to everybody, and nothing private',
    given: given(['203.0.113.0/24', '0.0.0.0/0'], false),
    finds: [arn],
    verdict: 'fail',
    message: /open to the Internet, and the private one is off/,
    repairs: [],
  },
  {
    shows: 'two halves are the whole, and IPv6 counts',
    given: given(['0.0.0.0/1', '128.0.0.0/1'], false),
    verdict: 'fail',
    finds: [arn],
  },
  {
    shows: 'open beside the private endpoint',
    given: given(['::/0'], true),
    verdict: 'warn',
    finds: [arn],
    message: /beside the private one/,
  },
  {
    shows: 'limited, but nothing private',
    given: given(['203.0.113.0/24', '0.0.0.0/1'], false),
    verdict: 'warn',
    finds: [arn],
    message: /over the Internet only/,
  },
  {
    shows: 'limited beside the private endpoint is fine',
    given: given(['203.0.113.0/24'], true),
    finds: [],
  },
  {
    shows: 'a list that nobody uses is fine',
    given: given(['0.0.0.0/0'], true, false),
    finds: [],
  },
  {
    shows: 'EKS did not tell',
    given: aSnapshot().withCluster({ endpointPublicAccess: undefined }),
    finds: [arn],
    verdict: 'unknown',
  },
  {
    shows: 'the cluster was not read',
    given: aSnapshot().unreadable('cluster'),
    verdict: 'unknown',
  },
]);
