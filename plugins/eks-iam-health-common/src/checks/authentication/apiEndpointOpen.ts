import { Cluster, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';

interface OpenEndpoint extends Found {
  cluster: Cluster;
  isOpen: boolean;
}

/** Whether a list of CIDR blocks lets the whole Internet in, in one block or in two halves. */
function isWorldOpen(cidrs: readonly string[]): boolean {
  const lengths = cidrs.map(cidr => ({
    isV6: cidr.includes(':'),
    length: Number(cidr.split('/')[1]),
  }));
  return [true, false].some(isV6 => {
    const of = lengths.filter(block => block.isV6 === isV6);
    return (
      of.some(({ length }) => length === 0) ||
      of.filter(({ length }) => length === 1).length > 1
    );
  });
}

export const apiEndpointOpen = defineCheck({
  id: 'api-endpoint-open',
  number: 'AUTHN-026',
  area: 'authentication',
  topics: ['B'],
  title: 'API endpoint open to the Internet',
  severity: 'medium',
  why: 'Whoever can reach the endpoint can try tokens, and one leaked credential or flaw of the API server is enough. Without the private endpoint the traffic of nodes leaves the VPC as well.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
  needs: ['cluster'],
  evaluate: ({ cluster }): OpenEndpoint[] => {
    const { endpointPublicAccess, endpointPrivateAccess, publicAccessCidrs } =
      cluster;
    if (endpointPublicAccess === false) return [];
    const isOpen = isWorldOpen(publicAccessCidrs);
    if (
      endpointPublicAccess === undefined ||
      endpointPrivateAccess === undefined
    ) {
      return [{ verdict: 'unknown', cluster, isOpen }];
    }
    if (!isOpen && endpointPrivateAccess) return [];
    const verdict = isOpen && !endpointPrivateAccess ? 'fail' : 'warn';
    return [{ verdict, cluster, isOpen }];
  },
  subject: ({ cluster }) => cluster.arn,
  message: ({ cluster, isOpen, verdict }) => {
    if (verdict === 'unknown') {
      return 'who can reach the API endpoint is not known: EKS told nothing of it';
    }
    if (!isOpen) {
      return 'nodes reach the API endpoint over the Internet only: the private endpoint is off';
    }
    return `the API endpoint is open to the Internet${
      cluster.endpointPrivateAccess
        ? ', beside the private one'
        : ', and the private one is off'
    }`;
  },
  evidence: ({ cluster }) => [
    {
      fact: 'Public endpoint',
      value:
        cluster.endpointPublicAccess === undefined
          ? 'not told'
          : `${cluster.endpointPublicAccess ? 'on' : 'off'}, open to ${
              cluster.publicAccessCidrs.join(', ') || 'nobody'
            }`,
      readFrom: 'eks:DescribeCluster',
    },
    {
      fact: 'Private endpoint',
      value: wordFor(cluster.endpointPrivateAccess),
      readFrom: 'eks:DescribeCluster',
    },
  ],
  remediate: ({ isOpen, verdict }): Repair[] =>
    verdict === 'unknown'
      ? []
      : [
          {
            title: isOpen
              ? 'Switch the private endpoint on, then limit the public one to the addresses from which people, pipelines and this checker come.'
              : 'Switch the private endpoint on, so that nodes stay inside the VPC.',
            class: 'advice',
            actions: [],
            needs: ['eks:UpdateClusterConfig'],
            cautions: [
              'Private access comes first: nodes outside the listed addresses lose the API otherwise.',
              'An address that is forgotten locks its users out until the list is changed.',
            ],
          },
        ],
});

function wordFor(isOn: boolean | undefined): string {
  if (isOn === undefined) return 'not told';
  return isOn ? 'on' : 'off';
}
