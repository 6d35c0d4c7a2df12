import {
  contextOfPassRole,
  contextOfPrincipal,
} from '../../iam/requestContext';
import { accountOf, principalKind, shortArn } from '../../arn';
import { Cause, ErrorFacts } from '../../model';
import { askIam } from '../askIam';
import { advice, causeOf, inOrder, saidByTheError } from '../cause';
import { IdentityQuestion, once } from '../causes/identityQuestion';
import {
  anotherResource,
  conditionFails,
  noAllow,
} from '../causes/missingAllow';
import {
  boundary,
  changedSince,
  explicitDeny,
  unseenPolicies,
} from '../causes/otherPolicies';
import { otherNamedPolicy } from '../causes/namedPolicy';
import { ErrorText } from '../errorText';
import { Ground } from '../ground';
import { Denial, parseDenial } from '../parseDenial';
import { definePattern } from '../pattern';
import { capital, Refusal, refusalOf, refusalSummary } from '../refusal';

interface PassRoleDenial extends Denial {
  refusal: Refusal;
}

/** Handing a role to a service needs `iam:PassRole`, which is a permission and no API. */
export const passRole = definePattern<PassRoleDenial>({
  id: 'pass-role',
  topics: ['T4'],
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
  recognise: recognisePassRole,
  explain: ({ facts, refusal }, ground) => {
    const services = servicesOf(facts.operation);
    const causes = inOrder(causesOf(facts, refusal, services, ground));
    const isDeny = facts.denial === 'explicit';
    return {
      headline: isDeny
        ? `An explicit deny keeps ${refusal.who.short} from passing the role; adding an Allow has no effect.`
        : `${capital(refusal.who.short)} may not pass ${
            facts.resource ? `role ${refusal.target}` : 'the role'
          } to ${operationWords(facts.operation)}.`,
      summary: `${refusalSummary(
        refusal,
        facts,
      )} PassRole is a permission, not an API: CloudTrail shows the call that handed the role over.`,
      facts,
      causes,
      gates: [],
    };
  },
});

function recognisePassRole(error: ErrorText): PassRoleDenial | undefined {
  const denial = parseDenial(error);
  if (!denial) return undefined;
  const refusal = refusalOf(denial.facts);
  return refusal?.action.toLowerCase() === 'iam:passrole'
    ? { ...denial, refusal }
    : undefined;
}

/** What `iam:PassedToService` is for each call that takes a role. */
const servicesByOperation: Record<string, string[]> = {
  CreateCluster: ['eks.amazonaws.com'],
  RegisterCluster: ['eks.amazonaws.com'],
  CreateNodegroup: ['eks.amazonaws.com'],
  CreateFargateProfile: ['eks.amazonaws.com', 'eks-fargate-pods.amazonaws.com'],
  CreatePodIdentityAssociation: ['pods.eks.amazonaws.com'],
  UpdatePodIdentityAssociation: ['pods.eks.amazonaws.com'],
  CreateAddon: ['eks.amazonaws.com', 'pods.eks.amazonaws.com'],
  UpdateAddon: ['eks.amazonaws.com', 'pods.eks.amazonaws.com'],
  CreateAccessEntry: ['eks.amazonaws.com', 'ec2.amazonaws.com'],
  CreateCapability: ['capabilities.eks.amazonaws.com'],
  UpdateClusterConfig: ['ec2.amazonaws.com'],
  RunInstances: ['ec2.amazonaws.com'],
  AddRoleToInstanceProfile: ['ec2.amazonaws.com'],
};

/** The services of EKS that take a role, for a text that does not tell the call. */
const anyService = [
  'eks.amazonaws.com',
  'ec2.amazonaws.com',
  'pods.eks.amazonaws.com',
];

function servicesOf(operation?: string): string[] | undefined {
  return operation ? servicesByOperation[operation] : undefined;
}

function operationWords(operation?: string): string {
  return operation ? `\`${operation}\`` : 'the service';
}

function causesOf(
  facts: ErrorFacts,
  refusal: Refusal,
  services: string[] | undefined,
  ground: Ground,
): Cause[] {
  const { principal = '', action = '', resource } = facts;
  const question: IdentityQuestion = {
    ground,
    refusal,
    passedToService: services ?? anyService,
    notExplicit: facts.denial === 'implicit',
    ask: once(() =>
      askIam(ground, { principal, action, resource }, policies =>
        // Where several services are possible nothing may be concluded from the condition.
        services?.length === 1
          ? contextOfPassRole(policies, services[0])
          : contextOfPrincipal(policies),
      ),
    ),
  };
  const { denial } = facts;
  const named = otherNamedPolicy(ground, facts);
  if (named) return [named];
  if (denial === 'explicit') return [explicitDeny(question, true)];
  if (!resource) return withoutRole(question, refusal);
  return [
    ...notARole(resource, ground),
    ...changedSince(question),
    noAllow(question),
    anotherResource(question),
    conditionFails(question),
    ...otherAccount(ground, resource, principal),
    explicitDeny(question),
    boundary(question),
    ...unseenPolicies(
      ground,
      refusal.who.sessionName !== undefined,
      facts,
      question,
    ),
  ];
}

/** The message of AWS's own page names no role: the snapshot can only tell whether any role may be passed at all. */
function withoutRole(question: IdentityQuestion, refusal: Refusal): Cause[] {
  const { ground } = question;
  return [
    noAllow(question),
    causeOf(ground, {
      id: 'allow-names-another-role',
      title: 'PassRole is allowed for another role, or to another service',
      hint: 'Compare `Resource` with the ARN of the role, path included, and `iam:PassedToService` with the service.',
      unseen:
        'the error does not name the role: paste the whole message, or look up the role in the call that was made',
      repairs: [
        advice(
          `Allow \`iam:PassRole\` on the ARN of exactly that role, with \`iam:PassedToService\`, in a policy of ${refusal.who.words}.`,
        ),
      ],
    }),
    explicitDeny(question),
    boundary(question),
    ...unseenPolicies(ground, refusal.who.sessionName !== undefined),
  ];
}

function notARole(resource: string, ground: Ground): Cause[] {
  const kind = principalKind(resource);
  if (kind === 'role' || kind === 'service-role') return [];
  return [
    saidByTheError(ground, {
      id: 'not-a-role',
      title: 'What is handed over is not the ARN of a role',
      explanation: `the error names \`${resource}\``,
      repairs: [
        advice(
          'Hand over the ARN of a role: `arn:aws:iam::<account>:role/<name>`.',
        ),
      ],
    }),
  ];
}

function otherAccount(
  ground: Ground,
  resource: string,
  principal: string,
): Cause[] {
  const theirs = accountOf(resource);
  if (!theirs || theirs === accountOf(principal)) return [];
  return [
    saidByTheError(ground, {
      id: 'role-of-another-account',
      title: 'The role belongs to another account',
      explanation: `\`${shortArn(
        resource,
      )}\` is of account \`${theirs}\`; a role can be passed inside its own account only`,
      repairs: [advice('Use a role of the account that makes the call.')],
    }),
  ];
}
