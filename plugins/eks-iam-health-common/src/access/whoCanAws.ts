import {
  contextOfPrincipal,
  DecidingStatement,
  evaluateIdentity,
  IamDecision,
  KnownKeys,
  policiesOf,
  PrincipalPolicies,
} from '../iam';
import { arrivalKey } from '../arn';
import { Cluster, Derived, isRead, SectionName } from '../model';
import { MappedPrincipal, principalsIn } from './principals';
import { WorkloadRole, workloadRolesOf } from './workloadRoles';

/** A role or user that may call an action, and who stands behind it in the cluster. @public */
export interface AwsHolder {
  arn: string;
  decision: 'allowed' | 'unknown';
  /** the statement that allows */
  by?: DecidingStatement;
  /** why it is unknown */
  reasons: string[];
  /** service accounts whose pods run with it and may call the action */
  workloads: WorkloadRole[];
  /** service accounts of which it is not known */
  perhapsWorkloads: WorkloadRole[];
  /** node groups and Fargate profiles that run with it */
  machines: string[];
  /** its mapping in the cluster */
  principal?: MappedPrincipal;
}

/**
 * Who may call an AWS action by identity policies and boundaries. Resource policies and the organization's policies may
 * still deny, and a resource policy may allow others; they are not looked at.
 *
 * @public
 */
export interface WhoCanAws {
  holders: AwsHolder[];
  unread: SectionName[];
}

/** The roles and users of the account that may call an action on a resource. @public */
export function whoCanAws(
  action: string,
  resource: string,
  derived: Derived,
): WhoCanAws {
  const { snapshot } = derived;
  const { iamRoles, iamUsers, cluster } = snapshot.sections;
  const needed: readonly SectionName[] = [
    'iamRoles',
    'iamUsers',
    'iamGroups',
    'iamPolicies',
  ];
  const workloads = workloadRolesOf(derived);
  const machines = machinesByRole(derived);
  const mapped = livePrincipals(derived);
  const arns = [
    ...(isRead(iamRoles) ? iamRoles.value : []),
    ...(isRead(iamUsers) ? iamUsers.value : []),
  ].map(({ arn }) => arn);
  const holders = arns.flatMap((arn): AwsHolder[] => {
    const policies = policiesOf(arn, snapshot);
    if (policies.status !== 'read') return [];
    const ask = (more: KnownKeys = {}) =>
      evaluateIdentity(policies, {
        action,
        resource,
        context: contextOfPrincipal(policies, more),
      });
    const decision = ask();
    const answers = askWorkloads(
      workloads.byRole.get(arn) ?? [],
      decision,
      policies,
      isRead(cluster) ? cluster.value : undefined,
      ask,
    );
    const best = bestOf([decision, ...answers.map(a => a.decision)]);
    if (!best) return [];
    const having = (effect: IamDecision['effect']) =>
      answers.filter(a => a.decision.effect === effect).map(a => a.workload);
    const certain = having('allowed').filter(w => w.admitted === 'yes');
    return [
      {
        arn,
        decision: best.effect === 'allowed' ? 'allowed' : 'unknown',
        ...(best.by && { by: best.by }),
        reasons: best.reasons,
        workloads: certain,
        perhapsWorkloads: [
          ...having('allowed').filter(w => !certain.includes(w)),
          ...having('unknown'),
        ],
        machines: machines.get(arn) ?? [],
        principal: mapped.get(arrivalKey(arn)),
      },
    ];
  });
  return {
    holders,
    unread: [
      ...needed.filter(name => snapshot.sections[name].status !== 'read'),
      ...workloads.unread.filter(name => !needed.includes(name)),
    ],
  };
}

interface WorkloadAnswer {
  workload: WorkloadRole;
  decision: IamDecision;
}

/** A session of Pod Identity carries tags of its own, so a condition on them is decided per service account. */
function askWorkloads(
  workloads: readonly WorkloadRole[],
  decision: IamDecision,
  policies: PrincipalPolicies,
  cluster: Cluster | undefined,
  ask: (more: KnownKeys) => IamDecision,
): WorkloadAnswer[] {
  return workloads
    .filter(({ admitted }) => admitted !== 'no')
    .map(workload => ({
      workload,
      decision:
        decision.effect === 'unknown' && cluster
          ? ask(sessionKeys(workload, policies, cluster))
          : decision,
    }));
}

/** https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html */
function sessionKeys(
  { serviceAccount, hasSessionTags }: WorkloadRole,
  { tags = {} }: PrincipalPolicies,
  cluster: Cluster,
): KnownKeys {
  const own = Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [
      `aws:PrincipalTag/${key}`,
      value,
    ]),
  );
  if (!hasSessionTags) return own;
  return {
    ...own,
    'aws:PrincipalTag/eks-cluster-arn': cluster.arn,
    'aws:PrincipalTag/eks-cluster-name': cluster.name,
    'aws:PrincipalTag/kubernetes-namespace': serviceAccount.namespace,
    'aws:PrincipalTag/kubernetes-service-account': serviceAccount.name,
  };
}

function bestOf(decisions: readonly IamDecision[]): IamDecision | undefined {
  return (
    decisions.find(({ effect }) => effect === 'allowed') ??
    decisions.find(({ effect }) => effect === 'unknown')
  );
}

function livePrincipals(
  derived: Derived,
): ReadonlyMap<string, MappedPrincipal> {
  return derived.once(
    'livePrincipalsByArrival',
    () =>
      new Map(
        principalsIn(derived)
          .all.filter(({ state }) => state === 'live')
          .map(principal => [arrivalKey(principal.arn), principal]),
      ),
  );
}

/** What runs with a role that is no service account's. */
function machinesByRole(derived: Derived): ReadonlyMap<string, string[]> {
  return derived.once('machinesByRole', ({ sections }) => {
    const { nodegroups, fargateProfiles, cluster } = sections;
    const pairs = [
      ...(isRead(nodegroups) ? nodegroups.value : []).map(
        ({ nodeRoleArn, name }) => [nodeRoleArn, `node group ${name}`],
      ),
      ...(isRead(fargateProfiles) ? fargateProfiles.value : []).map(
        ({ podExecutionRoleArn, name }) => [
          podExecutionRoleArn,
          `Fargate profile ${name}`,
        ],
      ),
      ...(isRead(cluster) && cluster.value.computeConfig?.nodeRoleArn
        ? [[cluster.value.computeConfig.nodeRoleArn, 'nodes of EKS Auto Mode']]
        : []),
    ];
    const found = new Map<string, string[]>();
    for (const [arn, name] of pairs) {
      found.set(arn, [...(found.get(arn) ?? []), name]);
    }
    return found;
  });
}
