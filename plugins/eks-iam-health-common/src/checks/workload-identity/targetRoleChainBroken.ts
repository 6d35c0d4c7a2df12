import { accountOf, shortArn } from '../../arn';
import {
  evaluateIdentity,
  evaluateTrust,
  findRole,
  IamRequest,
  policiesOf,
  PrincipalPolicies,
  RequestContext,
} from '../../iam';
import { withStatement } from '../../iam/smallestAllow';
import { Cluster, IamRole, PodIdentityAssociation, Repair } from '../../model';
import { Derived } from '../derived';
import { defineCheck, Found } from '../defineCheck';
import { allowRepair } from '../iam/allowRepair';
import { readFrom } from './readFrom';
import { associatedKey } from './serviceAccountRoles';
import {
  ChainAction,
  chainContext,
  ChainSide,
  decideChain,
  externalIdOf,
  sidesOf,
  tagsOf,
} from './targetRoleChain';

interface BrokenChain extends Found {
  association: PodIdentityAssociation;
  targetRoleArn: string;
  cluster: Cluster;
  podRole?: PrincipalPolicies;
  target?: IamRole;
  /** actions that are refused, or open with the verdict `unknown` */
  actions: ChainAction[];
  /** who refuses */
  sides: ChainSide[];
  reasons: string[];
}

export const targetRoleChainBroken = defineCheck({
  id: 'target-role-chain-broken',
  number: 'WID-024',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Pod role of an association cannot get to its target role',
  severity: 'high',
  why: 'EKS first assumes the role of the association and with it the target role. Both sides have to allow it, tags included; otherwise the pods get no credentials at all.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html',
  needs: ['cluster', 'podIdentityAssociations', 'iamRoles', 'iamPolicies'],
  appliesTo: ({ podIdentityAssociations }) =>
    podIdentityAssociations.some(({ targetRoleArn }) => targetRoleArn),
  evaluate: ({ cluster, podIdentityAssociations, derived }) =>
    podIdentityAssociations.flatMap(association =>
      association.targetRoleArn
        ? judge(association, association.targetRoleArn, cluster, derived)
        : [],
    ),
  subject: e => associatedKey(e.association),
  message: ({ verdict, association, targetRoleArn, cluster, ...e }) => {
    const from = `\`${shortArn(association.roleArn, cluster.accountId)}\``;
    const to = `\`${shortArn(targetRoleArn, cluster.accountId)}\``;
    const actions = e.actions.map(action => `\`${action}\``).join(' and ');
    return verdict === 'unknown'
      ? `whether ${from} gets to ${to} is not known: ${e.reasons.join('; ')}`
      : `${from} cannot get to ${to}: ${e.sides.join(' and ')} ${
          e.sides.length === 1 ? 'does' : 'do'
        } not allow ${actions}`;
  },
  evidence: ({ association, targetRoleArn, target }) => [
    {
      fact: `Association ${association.associationId}`,
      value: `${association.roleArn}, target ${targetRoleArn}, session tags ${
        association.disableSessionTags ? 'off' : 'on'
      }`,
      readFrom: readFrom.associations,
    },
    ...(target
      ? [
          {
            fact: `Trust policy of ${target.name}`,
            value: JSON.stringify(target.trustPolicy),
            readFrom: readFrom.iam,
          },
        ]
      : []),
  ],
  affected: e => [associatedKey(e.association)],
  remediate: repairsOf,
});

function judge(
  association: PodIdentityAssociation,
  targetRoleArn: string,
  cluster: Cluster,
  derived: Derived,
): BrokenChain[] {
  const { snapshot } = derived;
  const { roleArn, disableSessionTags } = association;
  const actions: ChainAction[] = disableSessionTags
    ? ['sts:AssumeRole']
    : ['sts:AssumeRole', 'sts:TagSession'];
  const base = { association, targetRoleArn, cluster };
  const open = (...reasons: string[]): BrokenChain[] => [
    { ...base, verdict: 'unknown', actions, sides: [], reasons },
  ];
  const podRole = policiesOf(roleArn, snapshot);
  // Roles that do not exist are the business of `association-role-missing`.
  if (podRole.status === 'absent') return [];
  if (podRole.status !== 'read') return open(podRole.reason);

  const context = chainContext(association, cluster);
  const target = findRole(targetRoleArn, snapshot);
  if (accountOf(targetRoleArn) !== cluster.accountId) {
    const refused = actions.filter(action =>
      ['explicitDeny', 'implicitDeny'].includes(
        evaluateIdentity(podRole, { action, resource: targetRoleArn, context })
          .effect,
      ),
    );
    return refused.length > 0
      ? [
          {
            ...base,
            verdict: 'fail',
            podRole,
            actions: refused,
            sides: ['the pod role'],
            reasons: [],
          },
        ]
      : open(`account ${accountOf(targetRoleArn)} is not read`);
  }
  if (target?.arn !== targetRoleArn) return [];

  const decisions = actions.map(action => ({
    action,
    ...decideChain(podRole, target, action, context),
  }));
  const refused = decisions.filter(({ decision }) =>
    /Denied$/.test(decision.decision),
  );
  if (refused.length > 0) {
    return [
      {
        ...base,
        verdict: 'fail',
        podRole,
        target,
        actions: refused.map(({ action }) => action),
        sides: sidesOf(refused),
        reasons: [],
      },
    ];
  }
  const reasons = decisions.flatMap(({ decision, unread }) =>
    decision.decision === 'Unknown'
      ? [...unread, ...decision.because.map(({ why }) => why)]
      : [],
  );
  return decisions.some(({ decision }) => decision.decision === 'Unknown')
    ? open(...new Set(reasons))
    : [];
}

function repairsOf(broken: BrokenChain): Repair[] {
  const { verdict, association, cluster, podRole, target, targetRoleArn } =
    broken;
  if (verdict === 'unknown') return [];
  const context = chainContext(association, cluster);
  const actions = association.disableSessionTags
    ? ['sts:AssumeRole']
    : ['sts:AssumeRole', 'sts:TagSession'];
  const requests: IamRequest[] = actions.map(action => ({
    action,
    resource: targetRoleArn,
    context,
  }));
  return broken.sides.flatMap((side): Repair[] => {
    if (side === 'the pod role') {
      return podRole
        ? [
            allowRepair(
              podRole,
              [
                {
                  Sid: 'AssumeTargetRole',
                  Effect: 'Allow',
                  Action: actions,
                  Resource: targetRoleArn,
                },
              ],
              requests,
              `Let \`${podRole.name}\` assume and tag the target role.`,
            ),
          ]
        : [];
    }
    return target ? [admitPodRole(broken, target, actions, context)] : [];
  });
}

/** The target trusts the pod role, for this association alone. */
function admitPodRole(
  { association, cluster }: BrokenChain,
  { name, trustPolicy }: IamRole,
  actions: string[],
  context: RequestContext,
): Repair {
  const tags = Object.entries(tagsOf(association, cluster)).map(
    ([key, value]) => [`aws:RequestTag/${key}`, value],
  );
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: association.roleArn },
    Action: actions,
    Condition: {
      StringEquals: association.disableSessionTags
        ? { 'sts:ExternalId': externalIdOf(association, cluster) }
        : Object.fromEntries(tags),
    },
  };
  const document = withStatement(trustPolicy, statement);
  const helps =
    document !== undefined &&
    actions.every(
      action =>
        evaluateTrust(document, {
          caller: { kind: 'aws', arn: association.roleArn },
          action,
          context,
        }).answer === 'yes',
    );
  return helps
    ? {
        title: `Let \`${name}\` trust the pod role for this service account; all that it trusts today stays.`,
        class: 'review',
        actions: [
          {
            kind: 'update-trust-policy',
            roleName: name,
            document,
            before: trustPolicy,
          },
        ],
        needs: ['iam:UpdateAssumeRolePolicy'],
        cautions: [
          'The call replaces the whole trust policy; the document is built from what was read at the last scan.',
          'The agent keeps what it got for up to 59 minutes: restart the pods.',
        ],
      }
    : {
        title: `Change the Deny in the trust policy of \`${name}\` by hand; adding an Allow does not help.`,
        class: 'advice',
        actions: [],
        needs: ['iam:UpdateAssumeRolePolicy'],
        cautions: [],
      };
}
