import { findRole, policiesOf } from '../../iam';
import { isRead, Pod } from '../../model';
import { Derived } from '../derived';
import { defineCheck, Found } from '../defineCheck';
import { allowsOf, HeldStatement, placeOf } from '../iam/accountPrincipals';
import { GivenRole, givenRoles } from './givenRoles';
import { hasEnded } from './nodeKinds';
import { readFrom } from './readFrom';
import { groupByWorkload } from './workloads';

/** A controller that calls AWS, by the service account its instructions give it. */
interface Controller {
  name: string;
  serviceAccount: RegExp;
  /** the EKS add-on that installs it */
  addon?: string;
}

/** https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html */
const controllers: readonly Controller[] = [
  {
    name: 'EBS CSI driver',
    serviceAccount: /^ebs-csi-controller-sa$/,
    addon: 'aws-ebs-csi-driver',
  },
  {
    name: 'EFS CSI driver',
    serviceAccount: /^efs-csi-controller-sa$/,
    addon: 'aws-efs-csi-driver',
  },
  {
    name: 'AWS Load Balancer Controller',
    serviceAccount: /^aws-load-balancer-controller$/,
  },
  {
    name: 'Cluster Autoscaler',
    serviceAccount: /^cluster-autoscaler(-aws-cluster-autoscaler)?$/,
  },
  { name: 'Karpenter', serviceAccount: /^karpenter$/ },
  {
    name: 'ExternalDNS',
    serviceAccount: /^external-dns$/,
    addon: 'external-dns',
  },
  { name: 'External Secrets', serviceAccount: /^external-secrets$/ },
];

interface ControllerDefect extends Found {
  controller: Controller;
  /** `namespace/name` of its service account */
  account: string;
  podNames: string[];
  isAddon: boolean;
  /** of Cluster Autoscaler: what it may do to every group */
  broad: HeldStatement[];
  roleArn?: string;
}

export const controllerWithoutRole = defineCheck({
  id: 'controller-without-role',
  number: 'WID-029',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Controller that calls AWS has no role of its own',
  severity: 'medium',
  why: 'Without a role of its own a controller works with that of the node, so the node role has to hold what the controller needs, and every pod that reaches the instance metadata holds it too. Where the metadata is closed, the controller does not work at all.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html',
  needs: [
    'pods',
    'addons',
    'serviceAccounts',
    'podIdentityAssociations',
    'iamRoles',
    'iamPolicies',
  ],
  canProveWithout: ['addons', 'iamRoles', 'iamPolicies'],
  // What the role allows is looked at for Cluster Autoscaler alone.
  doesNotNeed: ({ sections: { pods } }) =>
    isRead(pods) && !pods.value.some(isClusterAutoscaler)
      ? ['iamRoles', 'iamPolicies']
      : [],
  appliesTo: ({ pods }) => pods.some(pod => controllerOf(pod) !== undefined),
  evaluate: ({ pods, addons, derived }) => {
    const roles = givenRoles(derived);
    const running = pods.filter(pod => controllerOf(pod) && !hasEnded(pod));
    return groupByWorkload(running).flatMap(
      ({ pod, podNames }): ControllerDefect[] => {
        const controller = controllerOf(pod);
        if (!controller) return [];
        const account = `${pod.namespace}/${pod.serviceAccountName}`;
        const addon = addons.find(({ name }) => name === controller.addon);
        const base = {
          controller,
          account,
          podNames: podNames.map(name => `${pod.namespace}/${name}`),
          isAddon: addon !== undefined,
        };
        const given = roles.get(account);
        if (!given) {
          return hasKeys(pod) ? [] : [{ ...base, verdict: 'fail', broad: [] }];
        }
        if (!isClusterAutoscaler(pod)) return [];
        return judgeAutoscaler(given, derived).map(one => ({
          ...base,
          ...one,
        }));
      },
    );
  },
  subject: e => e.account,
  message: ({ controller, account, verdict, broad, roleArn }) => {
    if (verdict === 'fail') {
      return `${nameInText(
        controller,
      )} runs as \`${account}\`, which has no AWS role`;
    }
    return verdict === 'unknown'
      ? `what ${nameInText(
          controller,
        )} may do is not known: role \`${roleArn}\` or one of its policies was not read`
      : `${nameInText(
          controller,
        )} may change the size of every Auto Scaling group of the account: ${broad
          .map(placeOf)
          .join(', ')}`;
  },
  evidence: ({ controller, account, podNames, broad, roleArn }) => [
    {
      fact: `Service account of ${controller.name}`,
      value: `${account}, ${roleArn ?? 'neither annotation nor association'}`,
      readFrom: `${readFrom.serviceAccounts}, ${readFrom.associations}`,
    },
    { fact: 'Pods', value: podNames.join(', '), readFrom: readFrom.pods },
    ...broad.map(held => ({
      fact: `Statement in ${placeOf(held)}`,
      value: JSON.stringify(held.statement.source.source),
      readFrom: readFrom.iam,
    })),
  ],
  affected: e => e.podNames,
  remediate: ({ verdict, controller, account, isAddon }) => {
    if (verdict === 'unknown') return [];
    if (verdict === 'warn') {
      return [
        {
          title:
            'Add a condition on `aws:ResourceTag/k8s.io/cluster-autoscaler/enabled`, or on the tag with the name of the cluster, to the statement.',
          class: 'advice',
          actions: [],
          needs: ['iam:CreatePolicyVersion'],
          cautions: [
            'The Auto Scaling groups of the cluster have to carry the tag before.',
          ],
        },
      ];
    }
    const [, name] = account.split('/');
    return [
      {
        title: isAddon
          ? `Make a role for ${controller.name} and give it to the add-on: \`aws eks update-addon\` with \`--pod-identity-associations serviceAccount=${name},roleArn=...\`.`
          : `Make a role for ${controller.name} after its instructions and associate it with \`${account}\`, then restart its pods.`,
        class: 'advice',
        actions: [],
        needs: [
          'iam:CreateRole',
          isAddon ? 'eks:UpdateAddon' : 'eks:CreatePodIdentityAssociation',
        ],
        cautions: [
          'Take the permissions off the node role only when the controller works with its own.',
        ],
      },
    ];
  },
});

function controllerOf({ serviceAccountName }: Pod): Controller | undefined {
  return controllers.find(({ serviceAccount }) =>
    serviceAccount.test(serviceAccountName),
  );
}

function isClusterAutoscaler(pod: Pod): boolean {
  return controllerOf(pod)?.name === 'Cluster Autoscaler';
}

/** Findings start in lower case; names of products do not. */
function nameInText({ name }: Controller): string {
  return `controller \`${name}\``;
}

/** It works with keys, for AWS or for another cloud; `static-keys-shadow-role` and `aws-key-in-pod` speak of that. */
function hasKeys({ containers }: Pod): boolean {
  return containers.some(({ env }) =>
    env.some(({ name }) =>
      ['AWS_ACCESS_KEY_ID', 'AWS_SHARED_CREDENTIALS_FILE'].includes(name),
    ),
  );
}

const sizing = [
  'autoscaling:setdesiredcapacity',
  'autoscaling:terminateinstanceinautoscalinggroup',
];

function judgeAutoscaler(
  { association, annotation }: GivenRole,
  { snapshot }: Derived,
): Array<Pick<ControllerDefect, 'verdict' | 'severity' | 'broad' | 'roleArn'>> {
  const roleArn = association?.roleArn ?? annotation ?? '';
  const policies = policiesOf(roleArn, snapshot);
  if (policies.status === 'absent' || !findRole(roleArn, snapshot)) return [];
  if (policies.status !== 'read') return [];
  const broad = sizing
    .flatMap(action => allowsOf(policies, action))
    .filter(({ statement: { source, conditions } }) => {
      const isForAll = source.resources?.some(resource =>
        /^(\*|arn:[^:]*:autoscaling:[^:]*:[^:]*:(\*|autoScalingGroup:\*.*))$/.test(
          resource,
        ),
      );
      return (
        isForAll && !conditions.some(({ key }) => /resourcetag\//.test(key))
      );
    });
  const unique = broad.filter(
    ({ statement }, i) =>
      broad.findIndex(other => other.statement === statement) === i,
  );
  if (unique.length > 0) {
    return [{ verdict: 'warn', severity: 'low', broad: unique, roleArn }];
  }
  return policies.unread.length > 0
    ? [{ verdict: 'unknown', broad: [], roleArn }]
    : [];
}
