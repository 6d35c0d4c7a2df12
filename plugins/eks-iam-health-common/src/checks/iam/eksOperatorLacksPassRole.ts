import { accountOf, shortArn } from '../../arn';
import { PrincipalPolicies } from '../../iam';
import { defineCheck, Found } from '../defineCheck';
import { ordinaryPrincipals, READ_FROM_IAM } from './accountPrincipals';
import { allowRepair } from './allowRepair';
import {
  PassRoleFit,
  passRoleFits,
  passRoleRequest,
  passRoleStatement,
  passingOperations,
} from './passRoleFit';

interface LackingPassRole extends Found {
  principal: PrincipalPolicies;
  fits: PassRoleFit[];
}

export const eksOperatorLacksPassRole = defineCheck({
  id: 'eks-operator-lacks-pass-role',
  number: 'PASS-002',
  area: 'iam',
  topics: ['T4'],
  title: 'Principal may create EKS resources but not pass their role',
  severity: 'medium',
  why: 'Node groups, Fargate profiles and Pod Identity associations get a role, and EKS asks whether the caller may pass it. Without `iam:PassRole` the call fails with `is not authorized to perform: iam:PassRole`.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/security-iam-troubleshoot.html',
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
    return ordinaryPrincipals(facts).flatMap((principal): LackingPassRole[] => {
      const fits = passRoleFits(principal, operations, facts.cluster);
      // A statement that was meant for it and does not fit is the business of `pass-role-misdirected`.
      const lacking = fits.filter(
        fit => fit.passes === 'no' && fit.defects.length === 0,
      );
      const open = fits.filter(fit => fit.passes === 'unknown');
      if (lacking.length > 0) {
        const verdict = lacking.some(isCertain) ? 'fail' : 'warn';
        return [{ verdict, principal, fits: lacking }];
      }
      return open.length > 0
        ? [{ verdict: 'unknown', principal, fits: open }]
        : [];
    });
  },
  subject: e => e.principal.arn,
  message: ({ principal, fits, verdict }) => {
    const who = `${principal.kind} \`${shortArn(
      principal.arn,
      accountOf(principal.arn),
    )}\``;
    const actions = fits.map(fit => `\`${fit.operation.action}\``).join(', ');
    if (verdict === 'unknown') {
      const reasons = fits.flatMap(fit => fit.decision.reasons);
      return `whether ${who}, who may call ${actions}, may pass the role for it is not known: ${[
        ...new Set(reasons),
      ].join('; ')}`;
    }
    const denied = fits.some(fit => fit.decision.effect === 'explicitDeny');
    return `${who} may call ${actions}, but ${
      denied ? 'a Deny keeps it from passing' : 'may not pass'
    } the ${
      rolesOf(fits).length === 1 ? 'role' : 'roles'
    } used for it: ${rolesOf(fits)
      .map(arn => `\`${shortArn(arn, accountOf(arn))}\``)
      .join(', ')}`;
  },
  evidence: ({ principal, fits }) =>
    fits.map(({ operation, decision }) => ({
      fact: `iam:PassRole for ${operation.action}`,
      value: decision.by
        ? JSON.stringify(decision.by.statement)
        : `${
            decision.effect === 'unknown'
              ? decision.reasons.join('; ')
              : 'no policy allows it'
          } (${operation.roleArns.join(', ')})`,
      readFrom: `${READ_FROM_IAM}: ${principal.arn}`,
    })),
  affected: e => [e.principal.arn],
  remediate: ({ principal, fits, verdict }) => {
    if (verdict === 'unknown') return [];
    const operations = fits.map(fit => fit.operation);
    return [
      allowRepair(
        principal,
        [passRoleStatement(operations)],
        operations.flatMap(({ roleArns, services }) =>
          roleArns.map(arn => passRoleRequest(principal, arn, services[0])),
        ),
        `Allow ${principal.kind} \`${principal.name}\` to pass exactly the roles this cluster uses, to EKS alone.`,
      ),
    ];
  },
});

function rolesOf(fits: PassRoleFit[]): string[] {
  return [...new Set(fits.flatMap(fit => fit.operation.roleArns))];
}

/** Somebody who may pass other roles may well use those. */
function isCertain({ passesOthers, decision }: PassRoleFit): boolean {
  return !passesOthers || decision.effect === 'explicitDeny';
}
