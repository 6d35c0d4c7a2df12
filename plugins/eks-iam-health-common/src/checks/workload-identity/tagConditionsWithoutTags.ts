import { shortArn } from '../../arn';
import {
  AppliedPolicy,
  findRole,
  policiesOf,
  PrincipalPolicies,
  trustsPodIdentity,
} from '../../iam';
import { preparePolicy, PreparedStatement } from '../../iam/preparePolicy';
import { Cluster, IamRole, PodIdentityAssociation } from '../../model';
import { Derived } from '../derived';
import { defineCheck, Found } from '../defineCheck';
import { readFrom } from './readFrom';
import { associatedKey } from './serviceAccountRoles';
import { mentionedTags, neededTags, SessionTag } from './sessionTags';

/** A statement that counts on session tags, and where it stands. */
interface TagStatement {
  place: string;
  tags: SessionTag[];
  statement: unknown;
}

interface Mismatch extends Found {
  /** of an association without tags; absent: the role counts on tags that do not tell the cluster */
  association?: PodIdentityAssociation;
  role: IamRole;
  accountId: string;
  clusterName: string;
  statements: TagStatement[];
  unread: string[];
}

export const tagConditionsWithoutTags = defineCheck({
  id: 'tag-conditions-without-tags',
  number: 'WID-023',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Policies count on session tags that are not there or tell too little',
  severity: 'high',
  why: 'Conditions on the tags of Pod Identity never hold for an association that has session tags switched off. And names of namespaces and service accounts are the same in many clusters: without the cluster ARN a policy that goes by them admits those of every cluster.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html',
  needs: ['cluster', 'podIdentityAssociations', 'iamRoles', 'iamPolicies'],
  appliesTo: ({ podIdentityAssociations }) =>
    podIdentityAssociations.length > 0,
  evaluate: ({ cluster, podIdentityAssociations, derived }) => {
    const withoutTags = podIdentityAssociations
      .filter(association => association.disableSessionTags)
      .flatMap(association => withoutTagsOf(association, cluster, derived));
    const roles = new Map(
      podIdentityAssociations
        .filter(association => !association.disableSessionTags)
        .flatMap(association => rolesOf(association, derived))
        .map(role => [role.arn, role] as const),
    );
    const ambiguous = [...roles.values()].flatMap(role =>
      ambiguousOf(role, cluster, derived),
    );
    return [...withoutTags, ...ambiguous];
  },
  subject: ({ association, role }) =>
    association ? associatedKey(association) : role.arn,
  message: ({ verdict, association, role, accountId, statements, unread }) => {
    const name = `\`${shortArn(role.arn, accountId)}\``;
    if (verdict === 'unknown') {
      return `whether ${name} counts on session tags is not known: ${unread
        .map(one => `\`${one}\``)
        .join(', ')} was not read`;
    }
    const tags = [...new Set(statements.flatMap(s => s.tags))]
      .map(tag => `\`${tag}\``)
      .join(', ');
    return association
      ? `the association of \`${associatedKey(
          association,
        )}\` has session tags off, but ${name} needs ${tags}`
      : `${name} goes by ${tags} without the ARN of the cluster`;
  },
  evidence: ({ association, role, statements }) => [
    ...(association
      ? [
          {
            fact: `Association ${association.associationId}`,
            value: 'session tags off',
            readFrom: readFrom.associations,
          },
        ]
      : []),
    { fact: 'Role', value: role.arn, readFrom: readFrom.iam },
    ...statements.map(({ place, statement }) => ({
      fact: place,
      value: JSON.stringify(statement),
      readFrom: readFrom.iam,
    })),
  ],
  affected: ({ association, role }) =>
    association ? [associatedKey(association)] : [role.arn],
  remediate: ({ verdict, association, role, clusterName }) => {
    if (verdict === 'unknown') return [];
    return association
      ? [
          {
            title: `Switch session tags on: \`aws eks update-pod-identity-association --cluster-name ${clusterName} --association-id ${association.associationId} --no-disable-session-tags\`.`,
            class: 'advice',
            actions: [],
            needs: ['eks:UpdatePodIdentityAssociation', 'iam:PassRole'],
            cautions: [
              'A session policy of the association needs tags off; then take the conditions out, and use `sts:ExternalId` in the trust policy of a target role.',
              'The agent keeps credentials for up to 6 hours: restart the pods.',
            ],
          },
        ]
      : [
          {
            title: `Add \`aws:PrincipalTag/eks-cluster-arn\` to these conditions of \`${role.name}\`, or pin the trust policy to the cluster with \`aws:SourceArn\`.`,
            class: 'advice',
            actions: [],
            needs: ['iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'],
            cautions: [],
          },
        ];
  },
});

/** The roles of an association that are in the account: its own, and the target. */
function rolesOf(
  { roleArn, targetRoleArn }: PodIdentityAssociation,
  { snapshot }: Derived,
): IamRole[] {
  return [roleArn, targetRoleArn].flatMap(arn => {
    const role = arn === undefined ? undefined : findRole(arn, snapshot);
    return role?.arn === arn && role ? [role] : [];
  });
}

function withoutTagsOf(
  association: PodIdentityAssociation,
  cluster: Cluster,
  derived: Derived,
): Mismatch[] {
  const [role, ...targets] = rolesOf(association, derived);
  if (!role) return [];
  const found = [role, ...targets].map(one => {
    const policies = policiesOf(one.arn, derived.snapshot);
    return {
      role: one,
      unread: policies.status === 'read' ? policies.unread : [one.arn],
      statements:
        policies.status === 'read'
          ? statementsWith(policies, statement =>
              // A tag of the role itself takes the place of the session's.
              neededTags(statement).filter(tag => !(tag in one.tags)),
            )
          : [],
    };
  });
  const trust = trustStatements(role, association, cluster);
  const statements = [...trust, ...found.flatMap(f => f.statements)];
  const unread = found.flatMap(f => f.unread);
  const base = {
    association,
    role,
    accountId: cluster.accountId,
    clusterName: cluster.name,
    statements,
    unread,
  };
  if (statements.length > 0) return [{ ...base, verdict: 'fail' }];
  return unread.length > 0 ? [{ ...base, verdict: 'unknown' }] : [];
}

/** The statements of the trust policy that would admit EKS, were there tags; none when it is admitted all the same. */
function trustStatements(
  { trustPolicy }: IamRole,
  { namespace, serviceAccount }: PodIdentityAssociation,
  cluster: Cluster,
): TagStatement[] {
  const ask = (disableSessionTags: boolean) =>
    trustsPodIdentity(trustPolicy, {
      clusterArn: cluster.arn,
      clusterName: cluster.name,
      accountId: cluster.accountId,
      namespace,
      serviceAccount,
      disableSessionTags,
    }).assumeRole;
  const tagged = ask(false);
  if (ask(true).answer !== 'no' || tagged.answer !== 'yes' || !tagged.by) {
    return [];
  }
  const prepared = preparePolicy(trustPolicy);
  if (prepared.status === 'malformed') return [];
  return prepared.statements
    .filter(({ source }) => source.index === tagged.by?.index)
    .map(statement => ({
      place: `Trust policy, statement ${statement.source.index}`,
      tags: mentionedTags(statement),
      statement: statement.source.source,
    }));
}

function ambiguousOf(
  role: IamRole,
  cluster: Cluster,
  derived: Derived,
): Mismatch[] {
  const policies = policiesOf(role.arn, derived.snapshot);
  if (policies.status !== 'read') return [];
  const statements = statementsWith(policies, statement => {
    const tags = mentionedTags(statement);
    return tags.includes('eks-cluster-arn')
      ? []
      : tags.filter(
          tag =>
            tag === 'kubernetes-namespace' ||
            tag === 'kubernetes-service-account',
        );
  });
  if (statements.length === 0 || isPinnedToCluster(role, cluster)) return [];
  return [
    {
      verdict: 'warn',
      severity: 'medium',
      role,
      accountId: cluster.accountId,
      clusterName: cluster.name,
      statements,
      unread: [],
    },
  ];
}

/** Whether EKS may use the role for no other cluster of the account. */
function isPinnedToCluster({ trustPolicy }: IamRole, cluster: Cluster) {
  const { answer } = trustsPodIdentity(trustPolicy, {
    clusterArn: `${cluster.arn}-another`,
    clusterName: `${cluster.name}-another`,
    accountId: cluster.accountId,
    namespace: 'default',
    serviceAccount: 'default',
    disableSessionTags: false,
  });
  return answer === 'no';
}

function statementsWith(
  { identity }: PrincipalPolicies,
  tagsOf: (statement: PreparedStatement) => SessionTag[],
): TagStatement[] {
  return identity.flatMap(policy => {
    const prepared = preparePolicy(policy.document);
    if (prepared.status === 'malformed') return [];
    return prepared.statements
      .filter(({ source }) => source.effect === 'Allow')
      .flatMap(statement => {
        const tags = tagsOf(statement);
        return tags.length > 0
          ? [
              {
                place: placeIn(policy, statement),
                tags,
                statement: statement.source.source,
              },
            ]
          : [];
      });
  });
}

function placeIn(
  { name, arn }: AppliedPolicy,
  { source }: PreparedStatement,
): string {
  return `${arn ? 'Policy' : 'Inline policy'} ${name}, statement ${
    source.index
  }`;
}
