import { accountOf, shortArn } from '../../arn';
import { PrincipalPolicies } from '../../iam';
import { defineCheck, Found } from '../defineCheck';
import {
  ordinaryPrincipals,
  placeOf,
  READ_FROM_IAM,
} from './accountPrincipals';
import { allowRepair } from './allowRepair';
import {
  PassRoleDefect,
  PassRoleFit,
  passRoleFits,
  passRoleRequest,
  passRoleStatement,
  passingOperations,
} from './passRoleFit';

interface MisdirectedPassRole extends Found {
  principal: PrincipalPolicies;
  fits: PassRoleFit[];
  defects: PassRoleDefect[];
}

export const passRoleMisdirected = defineCheck({
  id: 'pass-role-misdirected',
  number: 'PASS-003',
  area: 'iam',
  topics: ['T4'],
  title: 'iam:PassRole is allowed for the wrong service or resource',
  severity: 'medium',
  why: 'A statement that names another service, another kind of resource or a role without its path never matches, and the call fails with `is not authorized to perform: iam:PassRole` although a policy speaks of it.',
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
  needs: [
    'cluster',
    'nodegroups',
    'fargateProfiles',
    'podIdentityAssociations',
    'iamRoles',
    'iamUsers',
    'iamGroups',
    'iamPolicies',
  ],
  canProveWithout: ['iamRoles', 'iamUsers', 'iamGroups', 'fargateProfiles'],
  evaluate: facts => {
    const operations = passingOperations(facts);
    return ordinaryPrincipals(facts).flatMap(
      (principal): MisdirectedPassRole[] => {
        const fits = passRoleFits(principal, operations, facts.cluster).filter(
          ({ passes, defects }) => passes === 'no' && defects.length > 0,
        );
        if (fits.length === 0) return [];
        // AWS does not document which service gets the pod execution role, so both values may be wrong.
        const isCertain = fits.some(
          ({ operation, defects }) =>
            operation.services.length === 1 ||
            defects.some(({ defect }) => defect !== 'service'),
        );
        return [
          {
            verdict: isCertain ? 'fail' : 'warn',
            principal,
            fits,
            defects: fits.map(fit => fit.defects[0]),
          },
        ];
      },
    );
  },
  subject: e => e.principal.arn,
  message: ({ principal, defects, fits }) =>
    `${principal.kind} \`${shortArn(
      principal.arn,
      accountOf(principal.arn),
    )}\` cannot pass the role for ${fits
      .map(fit => `\`${fit.operation.action}\``)
      .join(', ')}: ${[...new Set(defects.map(inWords))].join('; ')}`,
  evidence: ({ defects }) =>
    defects.flatMap(defect => [
      {
        fact: `Statement of ${placeOf(defect.held)}`,
        value: JSON.stringify(defect.held.statement.source.source),
        readFrom: READ_FROM_IAM,
      },
      {
        fact: 'Needed',
        value: defect.expected,
        readFrom: 'eks:DescribeNodegroup, eks:DescribePodIdentityAssociation',
      },
    ]),
  affected: e => [e.principal.arn],
  remediate: ({ principal, fits }) => {
    const operations = fits.map(fit => fit.operation);
    return [
      allowRepair(
        principal,
        [passRoleStatement(operations)],
        operations.flatMap(({ roleArns, services }) =>
          roleArns.map(arn => passRoleRequest(principal, arn, services[0])),
        ),
        'Allow exactly the roles this cluster uses, for the service that gets them; the statement that does not fit can go afterwards.',
      ),
    ];
  },
});

function inWords({ defect, expected, found }: PassRoleDefect): string {
  switch (defect) {
    case 'service':
      return `\`${found}\` does not name \`${expected}\``;
    case 'wildcard':
      return `\`${found}\` takes the asterisk literally`;
    case 'key':
      return `\`${found}\` is about a key that no request has`;
    case 'path':
      return `\`${found}\` lacks the path of \`${expected}\``;
    default:
      return `\`${found}\` is not the ARN of a role`;
  }
}
