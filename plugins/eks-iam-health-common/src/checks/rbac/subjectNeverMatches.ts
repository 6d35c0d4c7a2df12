import { shortArn } from '../../arn';
import { Cluster, RbacBinding, RbacSubject } from '../../model';
import { unaskedSources } from '../../access';
import { isStockSubject, isUnlistedPlatformBinding } from '../../rbac';
import { lostLines } from '../authentication/lostLines';
import { defineCheck, Found } from '../defineCheck';
import { bindingEvidence, subjectName } from './bindingWords';
import { producedNames } from './producedNames';
import { isPlatformSubject } from './platformSubjects';

interface Unmatched extends Found {
  cluster: Cluster;
  subject: RbacSubject;
  bindings: RbacBinding[];
  defect: 'arn' | 'case' | 'unmapped';
  /** a name that a mapping does give, alike but for case */
  near?: string;
}

export const subjectNeverMatches = defineCheck({
  id: 'subject-never-matches',
  number: 'AUTHZ-026',
  area: 'rbac',
  topics: ['T3'],
  title: 'Subject that can never match',
  severity: 'medium',
  why: 'Subjects are compared letter by letter with the user name and groups that a mapping gives. A binding for a name that no mapping gives is a right that its owner believes to have.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
  needs: [
    'cluster',
    'bindings',
    'awsAuth',
    'accessEntries',
    'identityProviderConfigs',
  ],
  canProveWithout: ['identityProviderConfigs'],
  doesNotNeed: unaskedSources,
  unjudged: lostLines('mapRoles', 'mapUsers'),
  evaluate: ({ cluster, bindings, derived }): Unmatched[] => {
    const names = producedNames(derived);
    const bySubject = new Map<string, Unmatched>();
    for (const binding of bindings) {
      if (isUnlistedPlatformBinding(binding)) continue;
      for (const subject of binding.subjects) {
        const key = subjectName(subject);
        const known = bySubject.get(key);
        if (known) {
          if (!known.bindings.includes(binding)) known.bindings.push(binding);
          continue;
        }
        if (
          subject.kind === 'ServiceAccount' ||
          isStockSubject(binding, subject) ||
          isPlatformSubject(subject, derived) ||
          names.gives(subject)
        ) {
          continue;
        }
        const found = judge(subject, names);
        if (!found) continue;
        bySubject.set(key, { ...found, cluster, subject, bindings: [binding] });
      }
    }
    return [...bySubject.values()];
  },
  subject: ({ subject }) => subjectName(subject),
  message: ({ subject, bindings, defect, near, cluster, verdict }) => {
    const what = `\`${subject.kind} ${shortArn(
      subject.name,
      cluster.accountId,
    )}\``;
    const many =
      bindings.length > 1 ? ` (${bindings.length} bindings name it)` : '';
    const doubt =
      verdict === 'unknown'
        ? '; an OIDC provider may give it, whose groups cannot be listed'
        : '';
    if (defect === 'case') {
      return `${what} differs from \`${near}\`, which a mapping gives, in case only${many}${doubt}`;
    }
    return defect === 'arn'
      ? `no mapping makes a ${subject.kind.toLowerCase()} of the ARN ${what}${many}`
      : `no mapping gives ${what}${many}${doubt}`;
  },
  evidence: ({ bindings, near }) => [
    ...bindings.slice(0, 10).map(binding => bindingEvidence(binding)),
    {
      fact: 'Nearest name that a mapping gives',
      value: near ?? 'none',
      readFrom: 'kube-system/aws-auth, eks:DescribeAccessEntry',
    },
  ],
  affected: ({ bindings }) =>
    bindings.map(({ namespace, name }) =>
      namespace ? `${namespace}/${name}` : name,
    ),
  remediate: ({ subject, bindings, near, defect, verdict }) => {
    if (verdict === 'unknown') return [];
    if (near !== undefined) {
      return [
        {
          title: `Write the subject as the mapping gives it: ${near}.`,
          class: 'review',
          actions: bindings.flatMap(binding => rename(binding, subject, near)),
          needs: ['patch clusterrolebindings, rolebindings'],
          cautions: [
            'The right takes effect: look what the role allows first.',
          ],
        },
      ];
    }
    return [
      {
        title:
          defect === 'arn'
            ? 'Map the principal to a group and bind the group in place of the ARN.'
            : 'Map somebody to the group, or take it off the bindings.',
        class: 'advice',
        actions: [],
        needs: ['patch clusterrolebindings, rolebindings'],
        cautions: [],
      },
    ];
  },
});

function judge(
  { kind, name }: RbacSubject,
  names: ReturnType<typeof producedNames>,
): Pick<Unmatched, 'verdict' | 'severity' | 'defect' | 'near'> | undefined {
  const near = names.nearest(kind, name);
  const mayBeForeign = names.mayComeFromOidc(kind, name);
  if (/^arn:/i.test(name)) return { verdict: 'fail', defect: 'arn', near };
  if (near !== undefined) {
    return {
      verdict: mayBeForeign ? 'unknown' : 'fail',
      defect: 'case',
      near,
    };
  }
  if (kind !== 'Group' || name.startsWith('system:')) return undefined;
  return {
    verdict: mayBeForeign ? 'unknown' : 'warn',
    severity: 'low',
    defect: 'unmapped',
  };
}

function rename(binding: RbacBinding, subject: RbacSubject, name: string) {
  return binding.subjects.flatMap((other, index) =>
    other.kind !== subject.kind || other.name !== subject.name
      ? []
      : [
          {
            kind: 'kubectl-patch' as const,
            resource:
              binding.namespace === undefined
                ? 'clusterrolebinding'
                : 'rolebinding',
            name: binding.name,
            ...(binding.namespace && { namespace: binding.namespace }),
            patch: replaceName(index, subject.name, name),
            undo: replaceName(index, name, subject.name),
          },
        ],
  );
}

function replaceName(index: number, before: string, after: string) {
  return [
    { op: 'test', path: `/subjects/${index}/name`, value: before },
    { op: 'replace', path: `/subjects/${index}/name`, value: after },
  ];
}
