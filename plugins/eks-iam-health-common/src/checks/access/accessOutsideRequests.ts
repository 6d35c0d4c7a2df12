import { MappedPrincipal, principalsIn } from '../../access';
import { arrivalKey, shortArn } from '../../arn';
import { Cluster } from '../../model';
import { defineCheck, Found } from '../defineCheck';

interface Unrequested extends Found {
  principal: MappedPrincipal;
  cluster: Cluster;
}

export const accessOutsideRequests = defineCheck({
  id: 'access-outside-requests',
  number: 'OPS-011',
  area: 'access',
  topics: ['T6'],
  title: 'Access was granted outside the request flow',
  severity: 'medium',
  why: 'Where access is asked for and approved, what was granted past the flow has no reason, no approver and no end.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html',
  needs: ['cluster', 'accessEntries', 'awsAuth', 'grants'],
  canProveWithout: ['accessEntries', 'awsAuth'],
  // A cluster whose access was never asked for this way has another order, which is not wrong for that.
  appliesTo: ({ grants }) => grants.length > 0,
  evaluate: ({ cluster, grants, derived, settings }): Unrequested[] => {
    const granted = new Set(
      grants
        .filter(({ state }) => state === 'active')
        .map(({ principalArn }) => arrivalKey(principalArn)),
    );
    const expected = new Set(
      [...settings.infrastructureArns, ...settings.allowedAdminArns].map(
        arrivalKey,
      ),
    );
    return principalsIn(derived).all.flatMap((principal): Unrequested[] => {
      const { arn, isNode, isService, state, door } = principal;
      const key = arrivalKey(arn);
      const isExempt =
        isNode ||
        isService ||
        state !== 'live' ||
        door.kind === 'aws-auth-account' ||
        granted.has(key) ||
        expected.has(key);
      return isExempt ? [] : [{ verdict: 'warn', principal, cluster }];
    });
  },
  subject: ({ principal }) => principal.arn,
  message: ({ principal, cluster }) =>
    `\`${shortArn(
      principal.arn,
      cluster.accountId,
    )}\` gets in, and no approved request says so`,
  evidence: ({ principal }) => [
    {
      fact: 'Way in',
      value: `user ${principal.username || 'of its ARN'}, groups ${
        principal.groups.join(', ') || 'none'
      }`,
      readFrom: principal.readFrom,
    },
    {
      fact: 'Approved request',
      value: 'none in force',
      readFrom: 'recorded access requests',
    },
  ],
  affected: ({ principal }) => [principal.arn],
  remediate: () => [
    {
      title:
        'Ask for the access, so that it has a reason, an approver and an end; or remove it; or name the principal in `infrastructureArns` if infrastructure code keeps it.',
      class: 'advice',
      actions: [],
      needs: [],
      cautions: [],
    },
  ],
});
