import { Cluster, IamRole } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { READ_FROM_IAM } from './accountPrincipals';

interface ServiceLinkedRole {
  name: string;
  service: string;
  /** `the cluster`, `2 node groups` */
  neededBy: string;
}

interface MissingLink extends Found, ServiceLinkedRole {
  arn: string;
}

export const serviceLinkedRoleMissing = defineCheck({
  id: 'service-linked-role-missing',
  number: 'IAM-005',
  area: 'iam',
  topics: ['B'],
  title: 'Service-linked role of EKS is missing',
  severity: 'high',
  why: 'EKS manages network interfaces, node groups and Fargate pods with roles of its own in the account. Without them nothing of it can be created or changed.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/using-service-linked-roles-eks.html',
  needs: ['cluster', 'iamRoles', 'nodegroups', 'fargateProfiles'],
  canProveWithout: ['nodegroups', 'fargateProfiles'],
  evaluate: ({ cluster, iamRoles, nodegroups, fargateProfiles }) => {
    const wanted: ServiceLinkedRole[] = [
      {
        name: 'AWSServiceRoleForAmazonEKS',
        service: 'eks.amazonaws.com',
        neededBy: 'the cluster',
      },
      ...(nodegroups.length > 0
        ? [
            {
              name: 'AWSServiceRoleForAmazonEKSNodegroup',
              service: 'eks-nodegroup.amazonaws.com',
              neededBy: counted(nodegroups.length, 'node group'),
            },
          ]
        : []),
      ...(fargateProfiles.length > 0
        ? [
            {
              name: 'AWSServiceRoleForAmazonEKSForFargate',
              service: 'eks-fargate.amazonaws.com',
              neededBy: counted(fargateProfiles.length, 'Fargate profile'),
            },
          ]
        : []),
    ];
    const existing = new Set(
      iamRoles.filter(isServiceLinked).map(({ name }) => name),
    );
    return wanted
      .filter(({ name }) => !existing.has(name))
      .map(
        (one): MissingLink => ({
          verdict: 'fail',
          ...one,
          arn: arnOf(one, cluster),
        }),
      );
  },
  subject: e => e.arn,
  message: ({ name, neededBy }) =>
    `service-linked role \`${name}\` does not exist; ${neededBy} ${
      /^\d+ .*s$/.test(neededBy) ? 'need' : 'needs'
    } it`,
  evidence: ({ name, neededBy }) => [
    {
      fact: `Role ${name}`,
      value: 'none in the account',
      readFrom: READ_FROM_IAM,
    },
    {
      fact: 'Needed by',
      value: neededBy,
      readFrom:
        'eks:DescribeCluster, eks:ListNodegroups, eks:ListFargateProfiles',
    },
  ],
  affected: e => [e.arn],
  remediate: ({ service }) => [
    {
      title: `Create it: \`aws iam create-service-linked-role --aws-service-name ${service}\`.`,
      class: 'advice',
      actions: [],
      needs: ['iam:CreateServiceLinkedRole'],
      cautions: [],
    },
  ],
});

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function isServiceLinked({ path }: IamRole): boolean {
  return path.startsWith('/aws-service-role/');
}

function arnOf(
  { service, name }: ServiceLinkedRole,
  { partition, accountId }: Cluster,
): string {
  return `arn:${partition}:iam::${accountId}:role/aws-service-role/${service}/${name}`;
}
