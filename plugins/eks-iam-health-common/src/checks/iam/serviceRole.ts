import {
  findRole,
  ServiceRequest,
  ServiceTrust,
  trustsService,
} from '../../iam';
import { admitService } from '../../iam/mendTrust';
import { Evidence, IamRole, Repair } from '../../model';
import { Derived } from '../derived';
import { Found } from '../defineCheck';
import { READ_FROM_IAM } from './accountPrincipals';

/** A role that EKS needs, and what is wrong with it. */
export interface ServiceRoleDefect extends Found {
  roleArn: string;
  /** `the cluster role`, `the role of node group main` */
  what: string;
  readFrom: string;
  request: ServiceRequest;
  /** under which condition alone the service is to be let in */
  condition?: unknown;
  role?: IamRole;
  trust?: ServiceTrust;
}

/** Nothing when the role exists and lets the service assume it. */
export function judgeServiceRole(
  wanted: Omit<ServiceRoleDefect, 'verdict' | 'role' | 'trust'>,
  derived: Derived,
): ServiceRoleDefect[] {
  const role = findRole(wanted.roleArn, derived.snapshot);
  if (!role) return [{ ...wanted, verdict: 'fail' }];
  const trust = trustsService(role.trustPolicy, wanted.request);
  if (trust.answer === 'yes') return [];
  const verdict = trust.answer === 'no' ? 'fail' : 'unknown';
  return [{ ...wanted, verdict, role, trust }];
}

export function serviceRoleMessage({
  what,
  roleArn,
  role,
  trust,
  verdict,
  request,
}: ServiceRoleDefect): string {
  if (!role || !trust) return `${what} \`${roleArn}\` does not exist`;
  return verdict === 'unknown'
    ? `whether ${what} \`${role.name}\` trusts \`${
        request.services[0]
      }\` is not known: ${trust.reasons.join('; ')}`
    : `trust policy of ${what} \`${role.name}\` does not allow ${trust.lacking
        .map(action => `\`${action}\``)
        .join(' and ')} to \`${request.services[0]}\``;
}

export function serviceRoleEvidence(defect: ServiceRoleDefect): Evidence[] {
  const { roleArn, role, readFrom } = defect;
  return [
    { fact: 'Role in use', value: roleArn, readFrom },
    {
      fact: role ? `Trust policy of ${role.name}` : 'Role of that name',
      value: role ? JSON.stringify(role.trustPolicy) : 'none in the account',
      readFrom: READ_FROM_IAM,
    },
  ];
}

export function serviceRoleRepairs(defect: ServiceRoleDefect): Repair[] {
  const { role, request, verdict, roleArn, condition } = defect;
  if (verdict === 'unknown') return [];
  const document = role && admitService(role.trustPolicy, request, condition);
  if (!role || !document) {
    return [
      {
        title: role
          ? 'Change the Deny of the trust policy by hand; adding an Allow does not help.'
          : `Create role \`${roleArn}\` again under the same name and path, trusting \`${request.services[0]}\`, with the policies it had.`,
        class: 'advice',
        actions: [],
        needs: [role ? 'iam:UpdateAssumeRolePolicy' : 'iam:CreateRole'],
        cautions: [],
      },
    ];
  }
  return [
    {
      title: `Let \`${request.services[0]}\` assume \`${role.name}\`; all that the role trusts today stays.`,
      class: 'review',
      actions: [
        {
          kind: 'update-trust-policy',
          roleName: role.name,
          document,
          before: role.trustPolicy,
        },
      ],
      needs: ['iam:UpdateAssumeRolePolicy'],
      cautions: [],
    },
  ];
}
