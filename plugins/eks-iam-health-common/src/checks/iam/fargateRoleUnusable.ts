import { findRole } from '../../iam';
import { preparePolicy } from '../../iam/preparePolicy';
import { Cluster, FargateProfile } from '../../model';
import { Derived } from '../derived';
import { defineCheck } from '../defineCheck';
import {
  judgeServiceRole,
  ServiceRoleDefect,
  serviceRoleEvidence,
  serviceRoleMessage,
  serviceRoleRepairs,
} from './serviceRole';

const SERVICE = 'eks-fargate-pods.amazonaws.com';

export const fargateRoleUnusable = defineCheck({
  id: 'fargate-role-unusable',
  number: 'IAM-004',
  area: 'iam',
  topics: ['B'],
  title: 'Fargate pod execution role is missing or its trust is wrong',
  severity: 'medium',
  why: 'Fargate pulls images and registers its nodes with this role. Without a condition on `aws:SourceArn`, a Fargate profile of any cluster could make the service use it.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html',
  needs: ['cluster', 'fargateProfiles', 'iamRoles'],
  appliesTo: ({ fargateProfiles }) => fargateProfiles.length > 0,
  evaluate: ({ cluster, fargateProfiles, derived }) => {
    const byRole = new Map(
      fargateProfiles.map(profile => [profile.podExecutionRoleArn, profile]),
    );
    return [...byRole.values()].flatMap(profile =>
      judge(profile, cluster, derived),
    );
  },
  subject: e => e.roleArn,
  message: e =>
    e.verdict === 'warn'
      ? `trust policy of ${e.what} \`${
          e.role?.name ?? e.roleArn
        }\` has no condition on \`aws:SourceArn\``
      : serviceRoleMessage(e),
  evidence: serviceRoleEvidence,
  affected: e => [e.roleArn],
  remediate: e =>
    e.verdict === 'warn'
      ? [
          {
            title:
              'Add a condition `ArnLike` on `aws:SourceArn` with the Fargate profiles of the clusters that use the role.',
            class: 'advice',
            actions: [],
            needs: ['iam:UpdateAssumeRolePolicy'],
            cautions: [
              'Name every cluster that uses the role, or its Fargate pods no longer start.',
            ],
          },
        ]
      : serviceRoleRepairs(e),
});

function judge(
  { name, podExecutionRoleArn: roleArn }: FargateProfile,
  cluster: Cluster,
  derived: Derived,
): ServiceRoleDefect[] {
  const profileArn = cluster.arn.replace(':cluster/', ':fargateprofile/');
  const wanted = {
    roleArn,
    what: 'the pod execution role',
    readFrom: `eks:DescribeFargateProfile: ${name}`,
    request: {
      services: [SERVICE],
      actions: ['sts:AssumeRole'],
      accountId: cluster.accountId,
      // The last part of the ARN is an id that only EKS knows; policies use a wildcard for it.
      sourceArn: `${profileArn}/${name}/00000000-0000-0000-0000-000000000000`,
    },
    condition: { ArnLike: { 'aws:SourceArn': `${profileArn}/*` } },
  };
  const defects = judgeServiceRole(wanted, derived);
  if (defects.length > 0) return defects;
  const role = findRole(roleArn, derived.snapshot);
  const trust = role && preparePolicy(role.trustPolicy);
  const isPinned =
    trust?.status === 'parsed' &&
    trust.statements
      .filter(
        ({ source: { effect, principals } }) =>
          effect === 'Allow' && principals?.service.includes(SERVICE),
      )
      .every(({ conditions }) =>
        conditions.some(({ key }) => key === 'aws:sourcearn'),
      );
  return isPinned
    ? []
    : [{ ...wanted, verdict: 'warn', severity: 'low', role }];
}
