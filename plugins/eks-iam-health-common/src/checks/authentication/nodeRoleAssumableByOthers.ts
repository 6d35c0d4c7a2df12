import { MappedPrincipal, principalsIn, unaskedSources } from '../../access';
import { arrivalKey, shortArn } from '../../arn';
import { findRole, parsePolicy, PolicyStatement } from '../../iam';
import { Cluster, IamRole, isRead, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';

interface OpenNodeRole extends Found {
  arn: string;
  cluster: Cluster;
  /** absent: its account was not read, or it does not exist */
  role?: IamRole;
  mapping: MappedPrincipal;
  /** whom else the trust lets in, as written */
  others: string[];
}

const ec2 = ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn'];
const fargate = ['eks-fargate-pods.amazonaws.com'];
const hybrid = ['ssm.amazonaws.com', 'rolesanywhere.amazonaws.com'];

/** The services that hand the identity of a node to the node itself, by how it is mapped. */
function servicesFor({ door, username }: MappedPrincipal): string[] {
  const type = door.kind === 'access-entry' ? door.entry.type : '';
  switch (type) {
    case 'FARGATE_LINUX':
      return fargate;
    case 'HYBRID_LINUX':
      return hybrid;
    case 'HYPERPOD_LINUX':
      return ['sagemaker.amazonaws.com'];
    case '':
      return username.includes('{{EC2PrivateDNSName}}')
        ? ec2
        : [...ec2, ...fargate, ...hybrid];
    default:
      return ec2;
  }
}

const assuming = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
];

const pattern = (action: string) =>
  new RegExp(
    `^${action
      .toLowerCase()
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );

const mayAssume = ({ actions }: PolicyStatement) =>
  actions === undefined ||
  actions.some(action => assuming.some(name => pattern(action).test(name)));

/** Everybody else in one statement. */
function othersIn(statement: PolicyStatement, services: string[]): string[] {
  const { principals } = statement;
  if (!principals) return ['NotPrincipal'];
  return [
    ...(principals.everyone ? ['*'] : []),
    ...principals.aws,
    ...principals.federated,
    ...principals.canonicalUser,
    ...principals.service.filter(service => !services.includes(service)),
  ];
}

/** Whom a trust policy lets in beside the services of nodes; `undefined` when it cannot be understood. */
function othersOf(role: IamRole, services: string[]): string[] | undefined {
  const parsed = parsePolicy(role.trustPolicy);
  if (parsed.status !== 'parsed') return undefined;
  return parsed.policy.statements
    .filter(statement => statement.effect === 'Allow' && mayAssume(statement))
    .flatMap(statement => othersIn(statement, services));
}

export const nodeRoleAssumableByOthers = defineCheck({
  id: 'node-role-assumable-by-others',
  number: 'AUTHN-016',
  area: 'authentication',
  topics: ['B'],
  title: 'Identity of nodes can be assumed by others',
  severity: 'high',
  why: 'The name of a node comes from the session of its role. Whoever may assume that role chooses the name of the session, and so becomes any node of the cluster, with its Secrets and its pods.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
  needs: ['cluster', 'awsAuth', 'accessEntries', 'iamRoles'],
  canProveWithout: ['awsAuth', 'accessEntries'],
  doesNotNeed: unaskedSources,
  evaluate: ({ cluster, derived }): OpenNodeRole[] => {
    const seen = new Set<string>();
    return principalsIn(derived).all.flatMap((mapping): OpenNodeRole[] => {
      const key = arrivalKey(mapping.arn);
      const counts = mapping.state === 'live' || mapping.state === 'unknown';
      if (!mapping.isNode || !counts || seen.has(key)) return [];
      seen.add(key);
      const { arn } = mapping;
      const base = { arn, cluster, mapping };
      const role = findRole(arn, derived.snapshot);
      if (!role) {
        const isGone =
          isRead(derived.snapshot.sections.iamRoles) &&
          mapping.accountId === cluster.accountId;
        // A role that does not exist is assumed by nobody.
        return isGone ? [] : [{ ...base, verdict: 'unknown', others: [] }];
      }
      const others = othersOf(role, servicesFor(mapping));
      if (!others) return [{ ...base, role, verdict: 'unknown', others: [] }];
      return others.length > 0
        ? [{ ...base, role, verdict: 'fail', others: [...new Set(others)] }]
        : [];
    });
  },
  subject: ({ arn }) => arn,
  message: ({ arn, cluster, others, verdict, role }) => {
    const name = `\`${shortArn(arn, cluster.accountId)}\``;
    if (verdict === 'unknown') {
      return role
        ? `who may assume ${name} is not known: its trust policy cannot be understood`
        : `who may assume ${name} is not known: its account was not read`;
    }
    return `${name} is mapped as a node and can be assumed by \`${others.join(
      '`, `',
    )}\``;
  },
  evidence: ({ mapping, role }) => [
    {
      fact: 'Mapped as a node',
      value: `user ${mapping.username}, groups ${
        mapping.groups.join(', ') || 'none'
      }`,
      readFrom: mapping.readFrom,
    },
    {
      fact: 'Trust policy',
      value: role ? JSON.stringify(role.trustPolicy) : 'not read',
      readFrom: 'iam:GetAccountAuthorizationDetails',
    },
  ],
  affected: ({ others }) => others,
  remediate: ({ role, mapping, verdict }) =>
    role && verdict === 'fail' ? [limitTrust(role, mapping)] : [],
});

/** Keeps the statements that are for nodes alone; where there are none, the documented one for EC2 takes their place. */
function limitTrust(role: IamRole, mapping: MappedPrincipal): Repair {
  const services = servicesFor(mapping);
  const parsed = parsePolicy(role.trustPolicy);
  const kept =
    parsed.status === 'parsed'
      ? parsed.policy.statements
          .filter(
            statement =>
              statement.effect === 'Deny' ||
              othersIn(statement, services).length === 0,
          )
          .map(({ source }) => source)
      : [];
  const isOfEc2 = services.some(service => ec2.includes(service));
  if (kept.length === 0 && !isOfEc2) {
    return {
      title:
        'Write a trust policy that names only the service of these nodes, as the page of their kind shows it.',
      class: 'advice',
      actions: [],
      needs: ['iam:UpdateAssumeRolePolicy'],
      cautions: [],
    };
  }
  return {
    title:
      'Let only the service of nodes assume the role; give people a role of their own.',
    class: 'review',
    actions: [
      {
        kind: 'update-trust-policy',
        roleName: role.name,
        document: {
          Version: '2012-10-17',
          Statement:
            kept.length > 0
              ? kept
              : [
                  {
                    Effect: 'Allow',
                    Principal: { Service: 'ec2.amazonaws.com' },
                    Action: 'sts:AssumeRole',
                  },
                ],
        },
        before: role.trustPolicy,
      },
    ],
    needs: ['iam:UpdateAssumeRolePolicy'],
    cautions: [
      'Whoever works with the role today loses it: look into CloudTrail for AssumeRole first.',
    ],
  };
}
