import {
  AllowStatement,
  smallestAllow,
  toPolicyDocument,
} from '../iam/smallestAllow';
import { Repair } from '../model';
import { advice } from './cause';
import { IamAsked, NearStatement } from './askIam';
import { Who } from './who';

type Asked = Extract<IamAsked, { status: 'asked' }>;

/**
 * The smallest change that allows the call, or words where a command would do harm: a permission set overwrites its
 * role, a managed policy is shared, and where a Deny decides no Allow helps.
 */
export function allowRepairs(
  asked: Asked,
  who: Who,
  action: string,
  options: { passedToService?: string[] } = {},
): Repair[] | undefined {
  const { decision, policies, resource } = asked;
  // Without a resource the statement would have to say `*`.
  if (resource === undefined) return undefined;
  const small = smallestAllow({ action, resource }, decision, options);
  if (!small) return [];
  if (small.layer === 'boundary') {
    return [
      statementFor(
        `permissions boundary of ${policies.kind} ${policies.name}`,
        small.statement,
        `Let the permissions boundary of \`${policies.name}\` include \`${action}\`, or use a role without it; an Allow in another policy does not help.`,
      ),
    ];
  }
  if (who.instanceId) {
    return [
      statementFor(
        'the role of the workload, or of the node if the node itself calls',
        small.statement,
        'If a pod made the call, give its service account a role of its own (EKS Pod Identity or IRSA) that allows it, and restart the pod.',
        {
          cautions: [
            'Add the statement to the node role only if the node itself makes this call: every pod on the node would have it.',
          ],
        },
      ),
    ];
  }
  if (who.permissionSet) {
    return [
      statementFor(
        `permission set ${who.permissionSet}`,
        small.statement,
        `Add the statement to permission set \`${who.permissionSet}\` in IAM Identity Center and provision it again.`,
        {
          needs: [
            'sso:PutInlinePolicyToPermissionSet',
            'sso:ProvisionPermissionSet',
          ],
          cautions: [
            'Change the permission set, not the role: Identity Center overwrites the role.',
            'A permission set has one inline policy, and putting it replaces the whole: add the statement to those that are there.',
          ],
        },
      ),
    ];
  }
  // A statement of this action alone was meant for it; widening any other would allow more than what was asked.
  const meant = asked.near.find(
    near =>
      near.misses === 'resource' &&
      !near.policy.arn &&
      !near.policy.groupName &&
      near.actions.every(a => a.toLowerCase() === action.toLowerCase()),
  );
  const document = meant
    ? withResource(meant.policy.document, meant.index, resource)
    : undefined;
  return [
    meant && document && !options.passedToService
      ? widen(asked, meant, document)
      : addPolicy(asked, small.statement, action),
  ];
}

/** A statement to copy, for a policy that is kept where no command of ours reaches. */
function statementFor(
  to: string,
  statement: AllowStatement,
  title: string,
  more: Partial<Pick<Repair, 'needs' | 'cautions'>> = {},
): Repair {
  return {
    ...advice(title, more),
    actions: [{ kind: 'add-statement', statement, to }],
  };
}

const needsOf = (kind: 'role' | 'user') => [
  kind === 'role' ? 'iam:PutRolePolicy' : 'iam:PutUserPolicy',
];

function addPolicy(
  { policies: { kind, name, identity } }: Asked,
  statement: AllowStatement,
  action: string,
): Repair {
  // Putting an inline policy replaces one of the same name.
  const taken = (candidate: string) =>
    identity.some(policy => !policy.arn && policy.name === candidate);
  let policyName = statement.Sid;
  for (let i = 2; taken(policyName); i += 1)
    policyName = `${statement.Sid}${i}`;
  return {
    title: `Allow \`${action}\` on exactly this resource with an inline policy of ${kind} \`${name}\`.`,
    class: 'review',
    actions: [
      {
        kind: 'put-role-policy',
        principal: { kind, name },
        policyName,
        document: toPolicyDocument([statement]),
      },
    ],
    needs: needsOf(kind),
    cautions: ['Everybody who holds this identity gets the right.'],
  };
}

/** The statement that was meant for this gets one more resource; everything else in the policy stays. */
function widen(
  { policies: { kind, name } }: Asked,
  near: NearStatement,
  document: unknown,
): Repair {
  return {
    title: `Add the resource to statement ${near.name} of inline policy \`${near.policy.name}\`.`,
    class: 'review',
    actions: [
      {
        kind: 'put-role-policy',
        principal: { kind, name },
        policyName: near.policy.name,
        document,
        before: near.policy.document,
      },
    ],
    needs: needsOf(kind),
    cautions: [
      'The call replaces the whole inline policy: take the document from a fresh read.',
    ],
  };
}

/** The document with one resource more in one statement; undefined when it has another shape than expected. */
export function withResource(
  document: unknown,
  index: number,
  resource: string,
): unknown {
  if (!isRecord(document)) return undefined;
  const { Statement } = document;
  const statements: unknown[] = Array.isArray(Statement)
    ? Statement
    : [Statement];
  const statement = statements[index];
  if (!isRecord(statement)) return undefined;
  const { Resource } = statement;
  const resources: unknown[] = Array.isArray(Resource) ? Resource : [Resource];
  return {
    ...document,
    Statement: statements.map((other, i) =>
      i === index
        ? { ...statement, Resource: [...resources, resource] }
        : other,
    ),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
