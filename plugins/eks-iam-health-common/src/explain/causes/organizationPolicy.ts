import { accountOf } from '../../arn';
import { AccessReason, authorize } from '../../iam/authorize';
import { contextOfPrincipal } from '../../iam/requestContext';
import {
  Cause,
  ErrorFacts,
  NamedPolicyDocument,
  OrganizationPolicies,
} from '../../model';
import { advice, causeOf, Judgement } from '../cause';
import { Ground } from '../ground';
import { IdentityQuestion } from './identityQuestion';

const words = {
  id: 'organization-policy',
  title:
    'A service control policy or resource control policy refuses it as well',
  hint: 'AWS names one kind of policy even when several refuse.',
};

/** All that policies of the organization let through, allowed: what is refused then is refused by them. */
const allowAll = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};
const allowAllOfIdentity = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

const documentsOf = (levels: readonly NamedPolicyDocument[][]) =>
  levels.map(level => level.map(({ document }) => document));

/** Whether the policies of the organization are in the way, where they were read. */
export function organizationPolicy(
  ground: Ground,
  facts?: ErrorFacts,
  question?: IdentityQuestion,
): Cause {
  const { principal, action, resource } = facts ?? {};
  if (!principal || !action || !resource || !question) {
    return causeOf(ground, {
      ...words,
      unseen:
        'the text does not tell who asked for what, so the policies of the organization cannot be asked',
    });
  }
  return causeOf(ground, {
    ...words,
    needs: ['organization', 'organizationPolicies'],
    judge: ({ organization, organizationPolicies }): Judgement => {
      if (organization === null) {
        return {
          certainty: 'ruled-out',
          explanation: 'the account belongs to no organization',
        };
      }
      const asked = question.ask();
      if (asked.status !== 'asked') {
        return { certainty: 'unknown', explanation: asked.why };
      }
      const home = accountOf(asked.policies.arn);
      const owner = accountOf(resource) || home;
      const isBound = organization.managementAccountId !== home;
      const { decision, because } = authorize(
        {
          principal,
          action,
          resource: { arn: resource, accountId: owner },
          context: contextOfPrincipal(asked.policies, {
            ...(owner && { 'aws:ResourceAccount': owner }),
          }),
        },
        {
          identityPolicies: [allowAllOfIdentity],
          resourcePolicy: allowAll,
          ...(isBound && {
            serviceControlPolicies: documentsOf(
              organizationPolicies.serviceControl,
            ),
          }),
          ...(isBound &&
            owner === home && {
              resourceControlPolicies: documentsOf(
                organizationPolicies.resourceControl,
              ),
            }),
        },
      );
      return judgementOf(decision, because, organizationPolicies);
    },
  });
}

function judgementOf(
  decision: ReturnType<typeof authorize>['decision'],
  because: readonly AccessReason[],
  policies: OrganizationPolicies,
): Judgement {
  if (decision === 'Allowed') {
    return {
      certainty: 'ruled-out',
      explanation: 'the policies of the organization, as read, let it pass',
    };
  }
  const reasons = because.map(reason => placeOf(reason, policies)).join('; ');
  if (decision === 'Unknown') {
    return {
      certainty: 'unknown',
      explanation: `whether the policies of the organization let it pass is not known: ${reasons}`,
    };
  }
  return {
    certainty: 'proven',
    explanation:
      decision === 'ExplicitlyDenied'
        ? `a Deny of the organization refuses it: ${reasons}`
        : `the policies of the organization do not let it pass: ${reasons}`,
    evidence: [
      {
        fact: 'Policies of the organization',
        value: reasons,
        readFrom: 'organizations:DescribePolicy',
      },
    ],
    repairs: [
      advice(
        'Ask the administrators of the organization: its policies cannot be changed inside the account.',
      ),
    ],
  };
}

/** `statement `DenyOthers` of policy `regions`: denies` */
function placeOf(
  { layer, level, policy, statement, sid, why }: AccessReason,
  policies: OrganizationPolicies,
): string {
  const levels =
    layer === 'resourceControl'
      ? policies.resourceControl
      : policies.serviceControl;
  const name =
    level !== undefined && policy !== undefined
      ? levels[level]?.[policy]?.name
      : undefined;
  if (!name) return why;
  const place =
    statement === undefined
      ? `policy \`${name}\``
      : `statement \`${sid ?? statement + 1}\` of policy \`${name}\``;
  return `${place}: ${why}`;
}
