import { Finding } from '../../model';
import { checkCause } from '../checkCause';
import { inOrder } from '../cause';
import { otherNamedPolicy } from '../causes/namedPolicy';
import { Denial, parseDenial } from '../parseDenial';
import { definePattern } from '../pattern';
import { Refusal, refusalOf, refusalSummary } from '../refusal';
import { simpleCauses } from '../simpleCause';

interface NodeRoleDenial extends Denial {
  refusal: Refusal;
}

/** What only nodes themselves call; a refusal then is about the node role, not about a pod. */
const ownCalls =
  /^(?:eks:DescribeCluster|eks-auth:|ec2:|ecr:|autoscaling:|ssm:|ssmmessages:|ec2messages:)/i;

/** A pod that got no role of its own asks AWS with the role of its node. */
export const nodeRole = definePattern<NodeRoleDenial>({
  id: 'node-role-in-pod',
  topics: ['B'],
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html',
  recognise: error => {
    const denial = parseDenial(error);
    if (!denial || denial.facts.denial === 'explicit') return undefined;
    const refusal = refusalOf(denial.facts);
    return refusal?.who.instanceId && !ownCalls.test(refusal.action)
      ? { ...denial, refusal }
      : undefined;
  },
  explain: ({ facts, refusal }, ground) => {
    const { context } = ground;
    const named =
      context.serviceAccount &&
      `${context.serviceAccount.namespace}/${context.serviceAccount.name}`;
    const only = (finding: Finding) =>
      !named || finding.subject === named || finding.affected.includes(named);
    const policy = otherNamedPolicy(ground, facts);
    return {
      headline: `The call was made with the role of a node (\`${refusal.who.name}\`), so the pod has no role of its own.`,
      summary: `${refusalSummary(
        refusal,
        facts,
      )} The session is named after instance \`${
        refusal.who.instanceId
      }\`: these are the credentials of the node, not of a service account.`,
      facts,
      causes: inOrder([
        ...(policy ? [policy] : []),
        checkCause(ground, {
          id: 'not-injected',
          number: 'WID-009',
          title: 'The pod is older than the role of its service account',
          hint: 'Credentials are injected only when a pod is made: restart it after annotating or associating.',
          steps: ['Restart the workload.'],
          only,
          isConclusive: named !== undefined,
        }),
        ...simpleCauses(ground, [
          {
            id: 'service-account-without-role',
            title: 'The service account has no role',
            hint: 'Neither annotation nor Pod Identity association, or the annotation is on the Deployment instead of the service account.',
            steps: [
              'Give the service account a role of its own with EKS Pod Identity or IRSA, and restart the workload.',
            ],
            cautions: [
              'Do not add the permission to the node role: every pod on the node would have it.',
            ],
          },
          {
            id: 'sdk-too-old',
            title: 'The SDK is too old for the credential source',
            hint: 'Older SDKs skip IRSA and Pod Identity without a word and fall back to the node.',
          },
        ]),
        checkCause(ground, {
          id: 'webhook-absent',
          number: 'WID-010',
          title: 'The identity webhook is absent or altered',
          hint: 'Without it nothing is injected, and nothing says so.',
          isConclusive: false,
        }),
        checkCause(ground, {
          id: 'container-skipped',
          number: 'WID-011',
          title: 'The container is skipped by annotation',
          hint: '`eks.amazonaws.com/skip-containers` on the pod.',
          isConclusive: false,
        }),
      ]),
      gates: [],
    };
  },
});
