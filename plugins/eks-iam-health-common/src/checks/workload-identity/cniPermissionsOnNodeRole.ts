import { shortArn } from '../../arn';
import { findRole } from '../../iam';
import { Cluster, DaemonSet, IamRole, isRead } from '../../model';
import { Derived } from '../derived';
import { defineCheck, Found } from '../defineCheck';
import { givenRoles } from './givenRoles';
import { kindOfNode } from './nodeKinds';
import { nodeRoleOf } from './nodeRoleOf';
import { readFrom } from './readFrom';

interface CniOnNode extends Found {
  role: IamRole;
  accountId: string;
  policies: string[];
  /** `arn:aws:iam::...:role/cni` */
  ownRole?: string;
  usedBy: string[];
}

const ACCOUNT = 'kube-system/aws-node';

export const cniPermissionsOnNodeRole = defineCheck({
  id: 'cni-permissions-on-node-role',
  number: 'WID-025',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Node role holds the permissions of the VPC CNI',
  severity: 'medium',
  why: 'With these permissions one can attach network interfaces to any instance and take addresses away. On the node role every pod that reaches the instance metadata has them; only `aws-node` needs them.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html',
  needs: [
    'cluster',
    'daemonSets',
    'nodegroups',
    'nodes',
    'serviceAccounts',
    'podIdentityAssociations',
    'iamRoles',
  ],
  canProveWithout: ['nodes'],
  // Auto Mode has its own network and no such DaemonSet.
  appliesTo: ({ daemonSets }) => daemonSets.some(isVpcCni),
  evaluate: ({ cluster, nodes, nodegroups, derived }) => {
    const usedBy = new Map<string, Set<string>>();
    const add = (roleArn: string | undefined, user: string) => {
      if (roleArn === undefined || roleArn === '') return;
      usedBy.set(roleArn, (usedBy.get(roleArn) ?? new Set()).add(user));
    };
    for (const group of nodegroups) {
      add(group.nodeRoleArn, `node group ${group.name}`);
    }
    for (const node of nodes) {
      if (kindOfNode(node) === 'ec2' && !isOfNodegroup(node.labels)) {
        add(nodeRoleOf(node, derived), `node ${node.name}`);
      }
    }
    const given = givenRoles(derived).get(ACCOUNT);
    const ownRole = given?.association?.roleArn ?? given?.annotation;
    return [...usedBy].flatMap(([roleArn, users]) =>
      judge(roleArn, [...users], ownRole, cluster, derived),
    );
  },
  subject: e => e.role.arn,
  message: ({ role, accountId, policies, ownRole }) =>
    `node role \`${shortArn(role.arn, accountId)}\` has ${policies
      .map(name => `\`${name}\``)
      .join(' and ')}${
      ownRole
        ? `, although \`${ACCOUNT}\` has a role of its own`
        : `, since \`${ACCOUNT}\` has no role of its own`
    }`,
  evidence: ({ role, policies, ownRole, usedBy }) => [
    {
      fact: `Policies of ${role.name}`,
      value: policies.join(', '),
      readFrom: readFrom.iam,
    },
    {
      fact: `Role of ${ACCOUNT}`,
      value: ownRole ?? 'none',
      readFrom: `${readFrom.serviceAccounts}, ${readFrom.associations}`,
    },
    {
      fact: 'Nodes with this role',
      value: usedBy.slice(0, 10).join(', '),
      readFrom: `${readFrom.nodegroups}, ${readFrom.nodes}`,
    },
  ],
  affected: e => [e.role.arn],
  remediate: ({ role, ownRole }) => [
    {
      title: ownRole
        ? `Detach the policy from \`${role.name}\`, once new pods get addresses with the role of \`${ACCOUNT}\`.`
        : `Give \`${ACCOUNT}\` a role with \`AmazonEKS_CNI_Policy\` by association or annotation, restart \`aws-node\`, see that new pods get addresses, and only then detach the policy from \`${role.name}\`.`,
      class: 'advice',
      actions: [],
      needs: [
        ...(ownRole ? [] : ['eks:CreatePodIdentityAssociation']),
        'iam:DetachRolePolicy',
      ],
      cautions: [
        'Without these permissions nodes hand out no addresses, and no pod starts any more: keep to the order.',
        'The Pod Identity agent or the OIDC provider has to be there before.',
      ],
    },
  ],
});

function isVpcCni({ namespace, name }: DaemonSet): boolean {
  return namespace === 'kube-system' && name === 'aws-node';
}

function isOfNodegroup(labels: Readonly<Record<string, string>>): boolean {
  return labels['eks.amazonaws.com/nodegroup'] !== undefined;
}

/** AWS's policy for IPv4; the one for IPv6 everybody makes after AWS's guide. */
const isCniPolicy = (arn: string) =>
  /:policy\/(.*\/)?AmazonEKS_CNI_(IPv6_)?Policy$/.test(arn);

function judge(
  roleArn: string,
  usedBy: string[],
  ownRole: string | undefined,
  { accountId }: Cluster,
  { snapshot }: Derived,
): CniOnNode[] {
  if (!isRead(snapshot.sections.iamRoles)) return [];
  const role = findRole(roleArn, snapshot);
  const policies = (role?.attachedPolicyArns ?? [])
    .filter(isCniPolicy)
    .map(arn => arn.slice(arn.lastIndexOf('/') + 1));
  // An own role that is the node's again is none.
  const own = ownRole === roleArn ? undefined : ownRole;
  return role && policies.length > 0
    ? [
        {
          verdict: own ? 'warn' : 'fail',
          role,
          accountId,
          policies,
          ownRole: own,
          usedBy,
        },
      ]
    : [];
}
