import { ErrorFacts } from '../../model';
import { causeOf } from '../cause';
import { ErrorText } from '../errorText';
import { Ground } from '../ground';
import { wrapperFacts } from '../parseDenial';
import { Answer, definePattern } from '../pattern';
import { simpleCauses } from '../simpleCause';

type Kind = 'timeout' | 'refused' | 'name' | 'certificate';

const kinds: Array<{ kind: Kind; matches: RegExp }> = [
  {
    kind: 'certificate',
    matches:
      /x509: |certificate signed by unknown authority|CERTIFICATE_VERIFY_FAILED|unable to verify the first certificate/i,
  },
  {
    kind: 'name',
    matches:
      /no such host|ENOTFOUND|NXDOMAIN|Could not resolve host|Name or service not known/i,
  },
  { kind: 'refused', matches: /connection refused|ECONNREFUSED/i },
  {
    kind: 'timeout',
    matches:
      /i\/o timeout|context deadline exceeded|Client\.Timeout|connect timeout|Connection timed out|ETIMEDOUT|TLS handshake timeout/i,
  },
];
const aboutCluster =
  /eks\.amazonaws\.com|Unable to connect to the server|The connection to the server|kubectl|dial tcp|api-?server/i;

const stsHost = /\bsts[.-][a-z0-9.-]{0,40}(?:amazonaws|api\.aws)/i;

const headlines: Record<Kind, string> = {
  timeout:
    'The endpoint of the cluster did not answer in time; nobody looked at your identity.',
  refused:
    'Nothing listens at the address kubectl asks; nobody looked at your identity.',
  name: 'The name of the cluster’s endpoint cannot be resolved; nobody looked at your identity.',
  certificate:
    'The certificate of the endpoint is not the cluster’s; nobody looked at your identity.',
};

/** The API server was not reached at all: network, name or certificate, not identity. */
export const endpoint = definePattern<{
  kind: Kind;
  isSts: boolean;
  facts: ErrorFacts;
}>({
  id: 'cluster-endpoint',
  topics: ['B'],
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
  recognise: (error: ErrorText) => {
    const found = kinds.find(({ matches }) => matches.test(error.text));
    return found && aboutCluster.test(error.text)
      ? {
          kind: found.kind,
          isSts: stsHost.test(error.text) && !/eks\.amazonaws/.test(error.text),
          facts: wrapperFacts(error),
        }
      : undefined;
  },
  explain: ({ kind, isSts, facts }, ground) =>
    isSts
      ? stsNotReached(facts, ground)
      : {
          headline: headlines[kind],
          summary:
            'The request did not get as far as authentication. IAM, aws-auth and access entries have nothing to do with it.',
          facts,
          causes: [
            ...(kind === 'certificate'
              ? []
              : [privateEndpoint(ground), allowedRanges(ground)]),
            ...simpleCauses(ground, [
              {
                id: 'stale-kubeconfig',
                title:
                  'The kubeconfig is of a cluster that was deleted or made again',
                hint: 'Endpoint and certificate authority change when a cluster is made again.',
                steps: [
                  'Write the kubeconfig anew with `aws eks update-kubeconfig`.',
                ],
              },
              {
                id: 'proxy',
                title: 'A proxy stands between',
                hint: 'See `HTTPS_PROXY` and `NO_PROXY`; a proxy that opens TLS shows its own certificate.',
              },
            ]),
          ],
          gates: [
            {
              gate: 'aws',
              state: 'unknown',
              detail: 'the endpoint was not reached',
            },
            {
              gate: 'cluster',
              state: 'not-reached',
              detail: 'no token was looked at',
            },
            {
              gate: 'kubernetes',
              state: 'not-reached',
              detail: 'nothing to check before the step above',
            },
          ],
        },
});

const describedBy = 'eks:DescribeCluster';

function privateEndpoint(ground: Ground) {
  return causeOf(ground, {
    id: 'private-endpoint',
    title: 'The endpoint is private and you are outside of its network',
    hint: 'A private endpoint answers from inside the VPC and networks connected to it only.',
    needs: ['cluster'],
    judge: ({ cluster }) => {
      const evidence = [
        {
          fact: 'Public access to the endpoint',
          value: `${cluster.endpointPublicAccess ?? 'not told'}`,
          readFrom: describedBy,
        },
      ];
      if (cluster.endpointPublicAccess === true) {
        return {
          certainty: 'ruled-out',
          explanation: 'the endpoint is public',
          evidence,
        };
      }
      return {
        certainty: 'unknown',
        explanation:
          cluster.endpointPublicAccess === false
            ? 'the endpoint is private; where you asked from is not known'
            : 'EKS did not tell whether the endpoint is public',
        evidence,
      };
    },
  });
}

function allowedRanges(ground: Ground) {
  return causeOf(ground, {
    id: 'address-not-allowed',
    title:
      'Your address is not among the ranges that may use the public endpoint',
    hint: 'See `publicAccessCidrs` of the cluster.',
    needs: ['cluster'],
    judge: ({ cluster }) => {
      const isOpen = cluster.publicAccessCidrs.includes('0.0.0.0/0');
      return {
        certainty: isOpen ? 'ruled-out' : 'unknown',
        explanation: isOpen
          ? 'the public endpoint is open to every address'
          : `allowed are ${
              cluster.publicAccessCidrs.map(c => `\`${c}\``).join(', ') ||
              'no ranges'
            }; your address is not known`,
        evidence: [
          {
            fact: 'Ranges of the public endpoint',
            value: cluster.publicAccessCidrs.join(', ') || 'none',
            readFrom: describedBy,
          },
        ],
      };
    },
  });
}

/** A pod that cannot reach STS gets no credentials; the cluster has nothing to do with it. */
function stsNotReached(facts: ErrorFacts, ground: Ground): Answer {
  return {
    headline: 'STS was not reached, so no credentials could be had.',
    summary:
      'The request did not get to AWS. No policy and no trust is in the way, the network is.',
    facts,
    causes: simpleCauses(ground, [
      {
        id: 'no-way-to-sts',
        title: 'The network has no way to STS',
        hint: 'Private subnets need a NAT gateway or the interface endpoint `sts` of the Region.',
        steps: [
          'Create the interface endpoint `com.amazonaws.<Region>.sts` in the VPC, or a way to the Internet.',
        ],
      },
      {
        id: 'global-endpoint-in-private-network',
        title: 'The program uses the global STS endpoint',
        hint: 'An interface endpoint answers for the Region only; let the SDK use the regional endpoint.',
      },
      {
        id: 'name-resolution',
        title: 'CoreDNS does not answer, or a NetworkPolicy keeps the pod in',
        hint: 'Try to resolve any name from the same pod.',
      },
    ]),
    gates: [],
  };
}
