import { parsePolicy } from '../../iam';
import { ClusterNetwork, isRead, NodeSubnet, VpcEndpoint } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { GivenRole, givenRoles } from './givenRoles';
import { readFrom } from './readFrom';

/** What the pods need to reach for their credentials. */
type Service = 'sts' | 'eks-auth';

interface Unreachable extends Found {
  service: Service;
  network: ClusterNetwork;
  /** subnets that only an endpoint would help */
  subnets: NodeSubnet[];
  endpoint?: VpcEndpoint;
  defect: 'missing' | 'private-dns' | 'policy';
  region: string;
}

export const privateNodesWithoutEndpoint = defineCheck({
  id: 'private-nodes-without-endpoint',
  number: 'STS-004',
  area: 'workload-identity',
  topics: ['T8'],
  title: 'Private nodes cannot reach STS or EKS Auth',
  severity: 'medium',
  why: 'Pods with an annotated service account ask STS for their role, the Pod Identity agent asks EKS Auth. From subnets without a way to the Internet both are reached through an interface endpoint alone; without it every call runs into a timeout.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html',
  needs: ['cluster', 'network', 'serviceAccounts', 'podIdentityAssociations'],
  canProveWithout: ['serviceAccounts', 'podIdentityAssociations'],
  doesNotNeed: ({ sections: { serviceAccounts, podIdentityAssociations } }) =>
    isRead(serviceAccounts) &&
    isRead(podIdentityAssociations) &&
    podIdentityAssociations.value.length === 0 &&
    !serviceAccounts.value.some(
      ({ annotations }) => annotations['eks.amazonaws.com/role-arn'],
    )
      ? ['network']
      : [],
  appliesTo: ({ derived }) =>
    isRead(derived.snapshot.sections.network) && givenRoles(derived).size > 0,
  evaluate: ({ cluster, network, derived }) =>
    servicesInUse([...givenRoles(derived).values()]).flatMap(service =>
      judge(service, network, cluster.region),
    ),
  subject: e => `${e.network.vpcId}/${e.service}`,
  message: ({ service, subnets, defect, endpoint, verdict }) => {
    const names = subnets.map(({ id }) => `\`${id}\``).join(', ');
    if (verdict === 'unknown') {
      return `whether nodes in ${names} reach \`${service}\` is not known: their default route leads to neither an Internet nor a NAT gateway, and there is no endpoint`;
    }
    switch (defect) {
      case 'private-dns':
        return `endpoint \`${endpoint?.id}\` for \`${service}\` has no private DNS: nodes in ${names} do not find it under the usual name`;
      case 'policy':
        return `the policy of endpoint \`${endpoint?.id}\` restricts what goes through it to \`${service}\``;
      default:
        return `nodes in ${names} have no way to \`${service}\`: neither a route to the Internet nor an interface endpoint`;
    }
  },
  evidence: ({ subnets, endpoint, service, network }) => [
    {
      fact: `Endpoint for ${service} in ${network.vpcId}`,
      value: endpoint
        ? `${endpoint.id}, ${endpoint.state}, private DNS ${
            endpoint.privateDnsEnabled ? 'on' : 'off'
          }, policy ${JSON.stringify(endpoint.policy ?? 'default')}`
        : 'none',
      readFrom: readFrom.network,
    },
    ...subnets.map(({ id, defaultRoute }) => ({
      fact: `Default route of ${id}`,
      value: defaultRoute,
      readFrom: readFrom.network,
    })),
  ],
  affected: e => e.subnets.map(({ id }) => id),
  remediate: ({ verdict, defect, service, region, endpoint, network }) => {
    if (verdict === 'unknown') return [];
    const titles = {
      missing: `Create an interface endpoint for \`com.amazonaws.${region}.${service}\` with private DNS in \`${network.vpcId}\`, or give the subnets a NAT gateway.`,
      'private-dns': `Switch private DNS on for \`${endpoint?.id}\`.`,
      policy: `Allow in the policy of \`${endpoint?.id}\` what the pods need: ${
        service === 'sts'
          ? '`sts:AssumeRoleWithWebIdentity` for everybody, since a token is no AWS identity yet'
          : '`eks-auth:AssumeRoleForPodIdentity` for the node roles'
      }.`,
    };
    return [
      {
        title: titles[defect],
        class: 'advice',
        actions: [],
        needs: [
          defect === 'missing'
            ? 'ec2:CreateVpcEndpoint'
            : 'ec2:ModifyVpcEndpoint',
        ],
        cautions: [
          'The security group of the endpoint has to let the nodes in on port 443.',
        ],
      },
    ];
  },
});

function servicesInUse(roles: readonly GivenRole[]): Service[] {
  return [
    ...(roles.some(r => r.annotation && !r.association)
      ? (['sts'] as const)
      : []),
    ...(roles.some(r => r.association) ? (['eks-auth'] as const) : []),
  ];
}

function judge(
  service: Service,
  network: ClusterNetwork,
  region: string,
): Unreachable[] {
  const alone = network.subnets.filter(s => s.defaultRoute === 'none');
  const unclear = network.subnets.filter(s => s.defaultRoute === 'other');
  const endpoints = network.endpoints.filter(
    ({ serviceName, type, state }) =>
      serviceName.endsWith(`.${service}`) &&
      type.toLowerCase() === 'interface' &&
      state.toLowerCase() === 'available',
  );
  const base = { service, network, region };
  if (endpoints.length === 0) {
    if (alone.length > 0) {
      return [{ ...base, verdict: 'fail', defect: 'missing', subnets: alone }];
    }
    return unclear.length > 0
      ? [{ ...base, verdict: 'unknown', defect: 'missing', subnets: unclear }]
      : [];
  }
  const named = endpoints.find(endpoint => endpoint.privateDnsEnabled);
  if (!named) {
    const [endpoint] = endpoints;
    return alone.length > 0
      ? [
          {
            ...base,
            verdict: 'warn',
            defect: 'private-dns',
            subnets: alone,
            endpoint,
          },
        ]
      : [];
  }
  // With private DNS all go through it, those who could take another way as well.
  return network.subnets.length === 0 || letsAllThrough(named.policy)
    ? []
    : [
        {
          ...base,
          verdict: 'warn',
          defect: 'policy',
          subnets: network.subnets,
          endpoint: named,
        },
      ];
}

/** The policy that an endpoint has by itself: everybody may do everything. */
function letsAllThrough(policy: unknown): boolean {
  if (policy === undefined || policy === null || policy === '') return true;
  const parsed = parsePolicy(policy);
  if (parsed.status === 'malformed') return false;
  const { statements } = parsed.policy;
  return (
    statements.every(({ effect }) => effect === 'Allow') &&
    statements.some(
      ({ principals, actions, resources, conditions }) =>
        principals?.everyone === true &&
        actions?.some(action => /^(\*|(sts|eks-auth):\*)$/i.test(action)) ===
          true &&
        resources?.includes('*') === true &&
        conditions.length === 0,
    )
  );
}
