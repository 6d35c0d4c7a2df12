import { accountOf, parseArn } from '../../arn';
import {
  AllowStatement,
  contextOfPassRole,
  contextOnCluster,
  evaluateIdentity,
  IamDecision,
  IamRequest,
  PrincipalPolicies,
} from '../../iam';
import { PreparedCondition } from '../../iam/condition';
import { stringPattern } from '../../iam/matchPattern';
import { unknownContext } from '../../iam/context';
import {
  Cluster,
  FargateProfile,
  Nodegroup,
  PodIdentityAssociation,
} from '../../model';
import { allowsOf, HeldStatement } from './accountPrincipals';

/** An operation of EKS that hands a role to a service, with the roles this cluster uses for it. */
export interface PassingOperation {
  action: string;
  resource: string;
  roleArns: string[];
  /** values of `iam:PassedToService`; where AWS does not document one, either may be the one */
  services: string[];
}

interface Facts {
  cluster: Cluster;
  nodegroups: Nodegroup[];
  fargateProfiles: FargateProfile[];
  podIdentityAssociations: PodIdentityAssociation[];
}

/** The operations on this cluster that pass a role. https://docs.aws.amazon.com/eks/latest/userguide/security-iam-troubleshoot.html */
export function passingOperations(facts: Facts): PassingOperation[] {
  const { cluster, nodegroups, fargateProfiles, podIdentityAssociations } =
    facts;
  const own = (arns: string[]) =>
    [...new Set(arns)].filter(arn => accountOf(arn) === cluster.accountId);
  return [
    {
      action: 'eks:CreateNodegroup',
      resource: cluster.arn,
      roleArns: own(nodegroups.map(group => group.nodeRoleArn)),
      services: ['eks.amazonaws.com'],
    },
    {
      action: 'eks:CreateFargateProfile',
      resource: cluster.arn,
      roleArns: own(fargateProfiles.map(p => p.podExecutionRoleArn)),
      services: ['eks.amazonaws.com', 'eks-fargate-pods.amazonaws.com'],
    },
    {
      action: 'eks:CreatePodIdentityAssociation',
      resource: cluster.arn,
      roleArns: own(podIdentityAssociations.map(a => a.roleArn)),
      services: ['pods.eks.amazonaws.com'],
    },
    {
      action: 'eks:CreateCluster',
      resource: '*',
      roleArns: own([cluster.roleArn]),
      services: ['eks.amazonaws.com'],
    },
  ].filter(({ roleArns }) => roleArns.length > 0);
}

/** What is wrong with a statement that was meant to let a role be passed. */
export interface PassRoleDefect {
  held: HeldStatement;
  /** `key`: misspelt; `wildcard`: under StringEquals; `kind`: not a role's ARN; `path`: the role's path lacks */
  defect: 'service' | 'wildcard' | 'key' | 'kind' | 'path';
  expected: string;
  found: string;
}

/** How an operation and the right to pass its roles fit together for one principal. */
export interface PassRoleFit {
  operation: PassingOperation;
  /** `unknown`: neither allowed nor denied for certain */
  passes: 'yes' | 'no' | 'unknown';
  /** the decision about the first role */
  decision: IamDecision;
  defects: PassRoleDefect[];
  /** it may pass some roles, none of which this cluster uses */
  passesOthers: boolean;
}

/** The operations a principal may call on this cluster, and whether it may pass at least one of their roles. */
export function passRoleFits(
  principal: PrincipalPolicies,
  operations: PassingOperation[],
  cluster: Cluster,
): PassRoleFit[] {
  return operations.flatMap(operation => {
    const { action, resource, roleArns, services } = operation;
    const { effect } = evaluateIdentity(principal, {
      action,
      resource,
      context: contextOnCluster(principal, cluster),
    });
    if (effect !== 'allowed') return [];
    const decisions = roleArns.flatMap(roleArn =>
      services.map(service =>
        evaluateIdentity(
          principal,
          passRoleRequest(principal, roleArn, service),
        ),
      ),
    );
    const has = (wanted: IamDecision['effect']) =>
      decisions.find(decision => decision.effect === wanted);
    const open = has('unknown');
    const held = allowsOf(principal, 'iam:passrole');
    const defects = held.flatMap(one => defectOf(one, operation) ?? []);
    return [
      {
        operation,
        passes: passesOf(has('allowed'), open),
        decision: has('allowed') ?? open ?? decisions[0],
        defects,
        passesOthers: held.length > defects.length,
      },
    ];
  });
}

function passesOf(
  allowed: IamDecision | undefined,
  open: IamDecision | undefined,
): PassRoleFit['passes'] {
  if (allowed) return 'yes';
  return open ? 'unknown' : 'no';
}

export function passRoleRequest(
  principal: PrincipalPolicies,
  roleArn: string,
  service: string,
): IamRequest {
  return {
    action: 'iam:PassRole',
    resource: roleArn,
    context: contextOfPassRole(principal, service),
  };
}

/** The statement of AWS's guide: exact roles, exact services. */
export function passRoleStatement(
  operations: PassingOperation[],
): AllowStatement {
  const services = [...new Set(operations.flatMap(o => o.services))];
  return {
    Sid: 'PassRolesToEks',
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: [...new Set(operations.flatMap(o => o.roleArns))],
    Condition: { StringEquals: { 'iam:PassedToService': services } },
  };
}

/** The first thing that keeps a statement from allowing what the operation needs; nothing when it means other roles. */
function defectOf(
  held: HeldStatement,
  { roleArns, services }: PassingOperation,
): PassRoleDefect | undefined {
  const { statement } = held;
  const expected = services.join(' or ');
  const covered = roleArns.some(
    arn => statement.coversResource(arn, unknownContext) === 'yes',
  );
  if (covered) {
    const defects = statement.conditions.flatMap(condition => {
      const defect = conditionDefect(condition, services);
      const { operator, key, values } = condition.source;
      const found = `${operator} ${key} ${values.join(', ')}`;
      return defect ? [{ held, defect, expected, found }] : [];
    });
    return defects[0];
  }
  const { resources = [] } = statement.source;
  const [roleArn] = roleArns;
  const found = resources.join(', ');
  const pathless = resources.find(resource =>
    roleArns.some(arn => isPathlessFormOf(resource, arn)),
  );
  if (pathless) {
    const meant = roleArns.find(arn => isPathlessFormOf(pathless, arn));
    return { held, defect: 'path', expected: meant ?? roleArn, found };
  }
  return resources.length > 0 && resources.every(isNoRole)
    ? { held, defect: 'kind', expected: roleArn, found }
    : undefined;
}

function conditionDefect(
  { key, source: { operator, values } }: PreparedCondition,
  services: string[],
): 'service' | 'wildcard' | 'key' | undefined {
  if (key !== 'iam:passedtoservice') {
    return /^iam:.*pass.*service/.test(key) || /^passedtoservice$/.test(key)
      ? 'key'
      : undefined;
  }
  const matches = (wildcards: boolean) =>
    values.some(value =>
      services.some(
        service =>
          stringPattern(value, {
            wildcards,
            ignoreCase: /ignorecase/i.test(operator),
            variables: false,
          }).matches(service, unknownContext) === 'yes',
      ),
    );
  if (/equals/i.test(operator) && !matches(false) && matches(true)) {
    return 'wildcard';
  }
  return matches(/like/i.test(operator)) ? undefined : 'service';
}

function isPathlessFormOf(resource: string, roleArn: string): boolean {
  const name = roleArn.split('/').pop() ?? '';
  const { partition = '', accountId = '' } = parseArn(roleArn) ?? {};
  return (
    resource !== roleArn &&
    resource === `arn:${partition}:iam::${accountId}:role/${name}`
  );
}

/** `arn:aws:eks:...:cluster/...` or the ARN of a policy: nothing that can be passed. */
function isNoRole(resource: string): boolean {
  const arn = parseArn(resource);
  if (!arn || arn.service === '*') return false;
  return (
    arn.service !== 'iam' ||
    /^(policy|user|group|instance-profile)\//.test(arn.resource)
  );
}
