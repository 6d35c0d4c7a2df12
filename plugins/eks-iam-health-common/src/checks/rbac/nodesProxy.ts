import { CheckSettings, defineCheck } from '../defineCheck';
import { Holding } from './holdings';
import { riskCheck } from './riskCheck';
import { kubeletRisks } from './risks';
import { areKnownControllers, areListed } from './serviceAccountSubject';

export const nodesProxy = defineCheck(
  riskCheck({
    id: 'nodes-proxy',
    number: 'AUTHZ-016',
    title: 'Kubelet of every node reachable by nodes/proxy',
    severity: 'critical',
    why: 'nodes/proxy leads to the API of the kubelet, where a command can be run in every pod of the node. Any verb is enough, get included, and neither the audit log nor admission sees what is done there.',
    risks: kubeletRisks,
    judge: () => 'fail',
    isKnown: isAgent,
    // Agents ship with the right and stop seeing their nodes without it.
    severityOf: ({ verdict }) => (verdict === 'warn' ? 'medium' : 'critical'),
    may: ([{ verbs }]) =>
      `${[...verbs].join(
        ', ',
      )} \`nodes/proxy\`, and so run commands in every pod,`,
    advice:
      'Allow `nodes/metrics`, `nodes/stats` or `nodes/log` instead, as far as they are needed, and take `nodes/proxy` out.',
    cautions: [
      'Agents that ask the kubelet through the API server stop seeing it: test them first.',
      'From Kubernetes 1.33 on there are `nodes/pods`, `nodes/healthz` and `nodes/configz` as well.',
    ],
  }),
);

function isAgent({ source }: Holding, settings: CheckSettings): boolean {
  if (source.kind !== 'binding') return false;
  const { subjects, binding } = source;
  return subjects.every(
    subject =>
      areKnownControllers(settings, [subject], binding) ||
      areListed(settings.nodeAgents, [subject], binding),
  );
}
