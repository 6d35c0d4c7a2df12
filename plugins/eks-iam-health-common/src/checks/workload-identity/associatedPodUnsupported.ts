import { Pod } from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { GivenRole, givenRoles } from './givenRoles';
import {
  hasEnded,
  isFargatePod,
  isWindowsNode,
  kindOfNode,
  nodesByName,
} from './nodeKinds';
import { readFrom } from './readFrom';
import { groupByWorkload, WorkloadPods } from './workloads';

interface Unsupported extends Found {
  group: WorkloadPods;
  given: GivenRole;
  where: 'Fargate' | 'Windows';
}

export const associatedPodUnsupported = defineCheck({
  id: 'associated-pod-unsupported',
  number: 'WID-020',
  area: 'workload-identity',
  topics: ['B'],
  title: 'Pod with an association runs where Pod Identity does not work',
  severity: 'high',
  why: 'On Fargate and on Windows nodes there is no Pod Identity agent. The pod is told to ask the agent all the same, even if its service account is annotated as well, and gets no credentials.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
  needs: ['podIdentityAssociations', 'pods', 'nodes'],
  canProveWithout: ['nodes'],
  appliesTo: ({ podIdentityAssociations }) =>
    podIdentityAssociations.length > 0,
  evaluate: ({ pods, derived }) => {
    const nodes = nodesByName(derived);
    const roles = givenRoles(derived);
    const roleOf = ({ namespace, serviceAccountName }: Pod) =>
      roles.get(`${namespace}/${serviceAccountName}`);
    const whereIs = (pod: Pod): Unsupported['where'] | undefined => {
      const node = nodes.get(pod.nodeName ?? '');
      if (isFargatePod(pod) || (node && kindOfNode(node) === 'fargate')) {
        return 'Fargate';
      }
      return node && isWindowsNode(node) ? 'Windows' : undefined;
    };
    const wrong = pods.filter(
      pod => roleOf(pod)?.association && !hasEnded(pod) && whereIs(pod),
    );
    return groupByWorkload(wrong).flatMap((group): Unsupported[] => {
      const { pod } = group;
      const where = whereIs(pod);
      const given = roleOf(pod);
      return where && given ? [{ verdict: 'fail', group, given, where }] : [];
    });
  },
  subject: e => e.group.key,
  message: ({ group: { workload, key }, given, where }) =>
    `the pods of ${workload.kind} \`${key}\` run on ${where}, where the association of \`${given.key}\` gives them no credentials`,
  evidence: ({ group: { pod }, given, where }) => [
    {
      fact: `Pod ${pod.name}`,
      value: `on ${pod.nodeName ?? 'no node yet'}: ${where}`,
      readFrom: `${readFrom.pods}: ${pod.namespace}/${pod.name}; ${readFrom.nodes}`,
    },
    {
      fact: `Association of ${given.key}`,
      value: given.association?.roleArn ?? '',
      readFrom: readFrom.associations,
    },
  ],
  affected: ({ group: { pod, podNames } }) =>
    podNames.map(name => `${pod.namespace}/${name}`),
  remediate: ({ given, where }) => [
    {
      title: `Give these pods a service account of their own with the annotation \`eks.amazonaws.com/role-arn\` and no association: on ${where} only that way works.`,
      class: 'advice',
      actions: [],
      needs: ['create serviceaccounts', 'iam:UpdateAssumeRolePolicy'],
      cautions: [
        `Annotating \`${given.key}\` does not help: its association takes precedence.`,
        'The role has to trust the OIDC provider of the cluster for the new service account.',
      ],
    },
  ],
});
