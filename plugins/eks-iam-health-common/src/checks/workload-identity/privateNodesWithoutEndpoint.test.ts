import { ClusterNetwork, NodeSubnet, VpcEndpoint } from '../../model';
import {
  aDocument,
  anAssociation,
  aServiceAccount,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { privateNodesWithoutEndpoint } from './privateNodesWithoutEndpoint';

const endpoint = (
  service: string,
  change: Partial<VpcEndpoint> = {},
): VpcEndpoint => ({
  id: `vpce-${service}`,
  serviceName: `com.amazonaws.eu-west-1.${service}`,
  type: 'Interface',
  state: 'available',
  privateDnsEnabled: true,
  policy: aDocument({
    Effect: 'Allow',
    Principal: '*',
    Action: '*',
    Resource: '*',
  }),
  ...change,
});
const network = (
  route: NodeSubnet['defaultRoute'],
  ...endpoints: VpcEndpoint[]
): ClusterNetwork => ({
  vpcId: 'vpc-1',
  subnets: [{ id: 'subnet-1', defaultRoute: route }],
  endpoints,
});
const annotated = aSnapshot().with('serviceAccounts', [
  aServiceAccount('shop', 'cart', 'cart'),
]);
const both = annotated.with('podIdentityAssociations', [
  anAssociation('shop', 'till', 'till'),
]);

describeCheck(privateNodesWithoutEndpoint, [
  {
    shows: 'neither endpoint, and both ways of getting credentials in use',
    given: both.with(
      'network',
      network('none', endpoint('s3'), endpoint('sts', { state: 'pending' })),
    ),
    finds: ['vpc-1/sts', 'vpc-1/eks-auth'],
    verdict: 'fail',
    message: /^nodes in `subnet-1` have no way to `sts`: neither/m,
    repairs: [],
  },
  {
    shows: 'both endpoints',
    given: both.with(
      'network',
      network('none', endpoint('sts'), endpoint('eks-auth')),
    ),
    finds: [],
  },
  {
    shows: 'a NAT gateway',
    given: both.with('network', network('nat-gateway')),
    finds: [],
  },
  {
    shows: 'only what is in use counts',
    given: annotated.with('network', network('none', endpoint('sts'))),
    finds: [],
  },
  {
    shows: 'no private DNS',
    given: annotated.with(
      'network',
      network('none', endpoint('sts', { privateDnsEnabled: false })),
    ),
    finds: ['vpc-1/sts'],
    verdict: 'warn',
    message: /has no private DNS/,
  },
  {
    shows: 'a policy that names principals',
    given: annotated.with(
      'network',
      network(
        'nat-gateway',
        endpoint('sts', {
          policy: aDocument({
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::111122223333:root' },
            Action: '*',
            Resource: '*',
          }),
        }),
      ),
    ),
    finds: ['vpc-1/sts'],
    verdict: 'warn',
    message: /policy of endpoint `vpce-sts` restricts/,
  },
  {
    shows: 'an endpoint without a policy of its own',
    given: annotated.with(
      'network',
      network('none', endpoint('sts', { policy: null })),
    ),
    finds: [],
  },
  {
    shows: 'a route through a transit gateway',
    given: annotated.with('network', network('other')),
    finds: ['vpc-1/sts'],
    verdict: 'unknown',
  },
  {
    shows: 'no service account has a role; nobody looked at the network',
    given: aSnapshot().unreadable('network', 'not-collected'),
    verdict: 'not-applicable',
  },
  {
    shows: 'the network was not read',
    given: annotated.unreadable('network'),
    verdict: 'unknown',
  },
]);
