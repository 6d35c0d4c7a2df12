import { principalsIn } from '../../access';
import { roleNameOf } from '../../arn';
import { findRole, parsePolicy, PolicyStatement } from '../../iam';
import { preparePolicy } from '../../iam/preparePolicy';
import { parseOperator } from '../../iam/operators';
import { Evidence, IamRole, isRead } from '../../model';
import { Derived } from '../derived';
import { ROLE_ANNOTATION } from '../workload-identity/serviceAccountRoles';

/** A role of the account that matters to the cluster, and why. */
export interface RelatedRole {
  role: IamRole;
  /** `mapped into the cluster`, `role of service account shop/cart`, ... */
  uses: string[];
}

/**
 * The roles of the account that the cluster maps, its workloads use, or it runs with. The check names the sections this
 * comes from; what was not read adds no role.
 */
export function relatedRoles(derived: Derived): RelatedRole[] {
  return derived.once('relatedRoles', ({ sections }) => {
    const found = new Map<string, RelatedRole>();
    const add = (arn: string | undefined, use: string) => {
      const role = arn && findRole(arn, derived.snapshot);
      if (!role) return;
      const known = found.get(role.arn);
      if (known) known.uses.push(use);
      else found.set(role.arn, { role, uses: [use] });
    };
    const { cluster, nodegroups, fargateProfiles } = sections;
    for (const { arn, state, isNode } of principalsIn(derived).all) {
      const counts = state === 'live' || state === 'unknown';
      if (counts && !isNode && roleNameOf(arn)) {
        add(arn, 'mapped into the cluster');
      }
    }
    for (const account of isRead(sections.serviceAccounts)
      ? sections.serviceAccounts.value
      : []) {
      const { namespace, name, annotations } = account;
      add(annotations[ROLE_ANNOTATION], `service account ${namespace}/${name}`);
    }
    for (const association of isRead(sections.podIdentityAssociations)
      ? sections.podIdentityAssociations.value
      : []) {
      const { namespace, serviceAccount, roleArn } = association;
      add(roleArn, `service account ${namespace}/${serviceAccount}`);
    }
    if (isRead(cluster)) add(cluster.value.roleArn, 'cluster role');
    for (const group of isRead(nodegroups) ? nodegroups.value : []) {
      add(group.nodeRoleArn, `node group ${group.name}`);
    }
    for (const profile of isRead(fargateProfiles)
      ? fargateProfiles.value
      : []) {
      add(profile.podExecutionRoleArn, `Fargate profile ${profile.name}`);
    }
    return [...found.values()];
  });
}

/** The sections that `relatedRoles` looks at. */
export const relatedRoleSections = [
  'cluster',
  'iamRoles',
  'awsAuth',
  'accessEntries',
  'serviceAccounts',
  'podIdentityAssociations',
  'nodegroups',
  'fargateProfiles',
] as const;

/** Roles that are known can be judged whatever else was not read. */
export const relatedRolesProveWithout = [
  'awsAuth',
  'accessEntries',
  'serviceAccounts',
  'podIdentityAssociations',
  'nodegroups',
  'fargateProfiles',
] as const;

/** Whether a statement lets somebody assume the role as a principal of AWS. */
export function allowsAssuming(
  trustPolicy: unknown,
  { index }: PolicyStatement,
): boolean {
  const prepared = preparePolicy(trustPolicy);
  return (
    prepared.status === 'parsed' &&
    prepared.statements[index].coversAction('sts:assumerole')
  );
}

/** The keys of a statement whose conditions really narrow who is admitted: positive, without IfExists, not for all. */
export function narrowingKeys({ conditions }: PolicyStatement): string[] {
  return conditions
    .filter(({ operator: name, values }) => {
      const { operator, ifExists, quantifier } = parseOperator(name);
      return (
        operator?.negated === false &&
        !ifExists &&
        quantifier !== 'all' &&
        values.every(value => !/^\**$/.test(value))
      );
    })
    .map(({ key }) => key.toLowerCase());
}

/** Conditions on the organisation of the caller. */
export function isWithinOrganisation(statement: PolicyStatement): boolean {
  return narrowingKeys(statement).some(key =>
    ['aws:principalorgid', 'aws:principalorgpaths'].includes(key),
  );
}

/** The values of `sts:ExternalId` that a statement wants. */
export function externalIdsOf(statement: PolicyStatement): string[] {
  return narrowingKeys(statement).includes('sts:externalid')
    ? statement.conditions
        .filter(({ key }) => key.toLowerCase() === 'sts:externalid')
        .flatMap(({ values }) => values)
    : [];
}

/** Roles whose trust policy cannot be understood: whom they trust is open. */
export function unreadableTrusts(derived: Derived): RelatedRole[] {
  return relatedRoles(derived).filter(
    ({ role }) => parsePolicy(role.trustPolicy).status === 'malformed',
  );
}

/** The message about such a role. */
export function unreadableTrustMessage({ role }: RelatedRole): string {
  return `whom \`${role.name}\` trusts is not known: its trust policy cannot be understood`;
}

/** What a role is used for, as evidence. */
export function useEvidence({ uses }: RelatedRole): Evidence {
  return {
    fact: 'Use of the role',
    value: uses.join(', '),
    readFrom: 'access entries, aws-auth, service accounts, associations',
  };
}
