import { defineCheck } from '../defineCheck';
import { Hit } from './holdings';
import { riskCheck } from './riskCheck';
import { podCreationRisks } from './risks';
import { listed } from './riskWords';

export const podsCreatable = defineCheck(
  riskCheck({
    id: 'pods-creatable',
    number: 'AUTHZ-013',
    title: 'Pods can be started in places of power',
    severity: 'high',
    why: 'Whoever starts a pod chooses its service account, and with it the rights and the AWS role of any workload of the namespace, mounts its Secrets and, unless Pod Security forbids it, the node.',
    risks: podCreationRisks,
    judge: (hits, place) => {
      const isAny = hits.some(({ names }) => !names);
      if (place.kind === 'cluster' || place.kind === 'privileged') {
        return isAny ? 'fail' : 'warn';
      }
      return isAny && place.power.awsRoles.length > 0 ? 'warn' : undefined;
    },
    may: hits => `start pods (${kinds(hits)})`,
    advice:
      'Bind the role in the namespaces of the team only, and keep workloads with powerful service accounts or AWS roles in namespaces of their own.',
    cautions: [
      'Pod Security at level restricted keeps pods from the node, but not from the service accounts of the namespace.',
    ],
  }),
);

function kinds(hits: readonly Hit[]): string {
  const resources = hits.flatMap(({ risk }) =>
    risk.targets.map(target => target.resource),
  );
  return resources.length > 3
    ? `${resources.slice(0, 2).join(', ')} and ${resources.length - 2} more`
    : listed(resources);
}
