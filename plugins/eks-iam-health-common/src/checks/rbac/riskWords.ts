import { shortArn } from '../../arn';
import { Derived, Evidence, isRead, Repair } from '../../model';
import { accessPolicyArn, accessPolicyName } from '../../rbac';
import {
  bindingEvidence,
  bindingName,
  deleteBinding,
  removeSubjects,
  subjectName,
} from './bindingWords';
import { Unjudged } from '../defineCheck';
import { mappedTo } from './mappedTo';
import { Hit, holdersOf, Holding, OpenHolding } from './holdings';
import { Place } from './place';

/** `a`, `a and b`, `a, b and c`. */
export const listed = (items: readonly string[]): string =>
  items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;

export const capitalised = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1);

const accountIdOf = ({ snapshot: { sections } }: Derived) =>
  isRead(sections.cluster) ? sections.cluster.value.accountId : '';

/** Who holds it, in backticks. */
export const holdersText = ({ source }: Holding, derived: Derived): string =>
  source.kind === 'binding'
    ? `\`${source.subjects.map(subjectName).join('`, `')}\``
    : `\`${shortArn(source.principal.arn, accountIdOf(derived))}\``;

/** By what, in backticks. */
export const sourceText = ({ source }: Holding): string =>
  source.kind === 'binding'
    ? `\`${bindingName(source.binding)}\``
    : `\`${accessPolicyName(source.policy.policyArn)}\``;

/** Where it holds: the namespace that makes it bad, or else the whole scope. */
export function placeText(place: Place, { namespaces }: Holding): string {
  if (place.kind === 'cluster') return 'in all namespaces';
  const names =
    place.kind === 'ordinary' && namespaces ? namespaces : [place.namespace];
  return `in \`${names.join('`, `')}\``;
}

/** The binding or association itself. */
export function sourceEvidence({ source }: Holding): Evidence {
  if (source.kind === 'binding') {
    return bindingEvidence(source.binding, source.subjects);
  }
  const { policyArn, scope } = source.policy;
  return {
    fact: 'Associated access policy',
    value: `${policyArn}, scope ${
      scope.type === 'cluster' ? 'cluster' : scope.namespaces.join(', ')
    }`,
    readFrom: 'eks:ListAssociatedAccessPolicies',
  };
}

const MAPPED_SHOWN = 10;

/** Who comes to the subjects of a binding by a mapping, so that the path from AWS is whole. */
export function mappedEvidence(
  { source }: Holding,
  derived: Derived,
): Evidence[] {
  if (source.kind === 'access-policy') return [];
  const arns = source.subjects.flatMap(subject => mappedTo(subject, derived));
  if (arns.length === 0) return [];
  const shown = [...new Set(arns)].map(arn =>
    shortArn(arn, accountIdOf(derived)),
  );
  return [
    {
      fact: 'Mapped to it from AWS',
      value:
        shown.length > MAPPED_SHOWN
          ? `${shown.slice(0, MAPPED_SHOWN).join(', ')} and ${
              shown.length - MAPPED_SHOWN
            } more`
          : shown.join(', '),
      readFrom: 'kube-system/aws-auth, eks:DescribeAccessEntry',
    },
  ];
}

/** One line for each risk, with the rights that give it. */
export const hitEvidence = ({
  risk,
  rights,
  names,
  holding,
}: Hit): Evidence => ({
  fact: capitalised(risk.may),
  value: `${rights.join('; ')}${names ? `, only ${names.join(', ')}` : ''}`,
  readFrom:
    holding.source.kind === 'binding'
      ? `${holding.source.binding.roleRef.kind} ${holding.source.binding.roleRef.name}`
      : accessPolicyName(holding.source.policy.policyArn),
});

/** Why the place is worth more than another, and which roles of AWS can be reached there. */
export function placeEvidence(place: Place): Evidence[] {
  if (place.kind === 'cluster') return [];
  const { because, awsRoles } = place.power;
  return [
    ...(because
      ? [
          {
            fact: `Namespace ${place.namespace}`,
            value: because,
            readFrom: 'computed from bindings, service accounts and roles',
          },
        ]
      : []),
    ...(awsRoles.length > 0
      ? [
          {
            fact: `AWS roles of service accounts of ${place.namespace}`,
            value: awsRoles.join(', '),
            readFrom: 'list serviceaccounts, eks:ListPodIdentityAssociations',
          },
        ]
      : []),
  ];
}

/** Takes the grant away; what else it gives goes with it, so the narrower one comes first. */
export function withdraw({ source }: Holding): Repair {
  const cautions = [
    'Everything else that it allows goes with it: give what is needed first, by a narrower role.',
  ];
  if (source.kind === 'binding') {
    const { binding, subjects } = source;
    return subjects.length < binding.subjects.length
      ? removeSubjects(
          binding,
          subjects,
          'Then take these subjects off the binding; the others stay.',
          cautions,
        )
      : deleteBinding(binding, 'Then delete this binding.', cautions);
  }
  const { principal, policy } = source;
  const partition = policy.policyArn.split(':')[1] || 'aws';
  const view = accessPolicyArn(partition, 'AmazonEKSViewPolicy');
  const namespaces =
    policy.scope.type === 'namespace' ? policy.scope.namespaces : undefined;
  const viewsAlready = principal.policies.some(
    ({ policyArn }) => policyArn === view,
  );
  return {
    title: viewsAlready
      ? 'Take the policy away; AmazonEKSViewPolicy stays.'
      : 'Give AmazonEKSViewPolicy in its place: it reads workloads, but neither Secrets nor nodes, and changes nothing.',
    class: 'review',
    actions: [
      ...(viewsAlready
        ? []
        : [
            {
              kind: 'associate-access-policy' as const,
              principalArn: principal.arn,
              policyArn: view,
              ...(namespaces && { namespaces }),
            },
          ]),
      {
        kind: 'disassociate-access-policy',
        principalArn: principal.arn,
        policyArn: policy.policyArn,
        ...(namespaces && { namespaces }),
      },
    ],
    needs: ['eks:AssociateAccessPolicy', 'eks:DisassociateAccessPolicy'],
    cautions: [
      'For what the view policy lacks, add a group to the entry and bind it.',
    ],
  };
}

/** What nobody can say: the policy is there, and what it gives, or to whom, is not known. */
export const openPolicy = (holding: OpenHolding): Unjudged => ({
  subject: holding.id,
  message: `what \`${holdersOf(holding).join('`, `')}\` may do by ${sourceText(
    holding,
  )} is not known: ${holding.because}`,
  evidence: [sourceEvidence(holding)],
});
