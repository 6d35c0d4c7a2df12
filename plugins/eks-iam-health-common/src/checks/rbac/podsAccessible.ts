import { Derived, isRead } from '../../model';
import { defineCheck } from '../defineCheck';
import { Hit } from './holdings';
import { riskCheck } from './riskCheck';
import { podAccessRisks } from './risks';

/** Rights to reach a pod, but not to run commands in it. */
const connecting = new Set(['forward-ports', 'proxy-to-pods']);

export const podsAccessible = defineCheck(
  riskCheck({
    id: 'pods-accessible',
    number: 'AUTHZ-014',
    title: 'Commands can be run in pods with power',
    severity: 'high',
    why: 'A command in a pod has its tokens, Secrets and AWS role. Below Kubernetes 1.35 the verb get on pods/exec is enough, so that a role of get on everything runs commands too.',
    risks: podAccessRisks,
    counts: (hit, derived) =>
      needsNoCreate(derived) ? true : hasMoreThanGet(hit),
    judge: (hits, place) => {
      if (place.kind !== 'cluster' && place.kind !== 'privileged') {
        return undefined;
      }
      return hits.some(isStrong) ? 'fail' : 'warn';
    },
    advice:
      'Take the subresources into a role of their own and bind it where and while somebody debugs.',
  }),
);

function isStrong({ risk, names, isByStar, verbs }: Hit): boolean {
  return !connecting.has(risk.id) && !names && !(isByStar && isGetOnly(verbs));
}

function isGetOnly(verbs: ReadonlySet<string>): boolean {
  return [...verbs].every(verb => verb === 'get');
}

/** From 1.35 on the API server asks for create as well when a WebSocket is opened; not for requests through pods/proxy. */
function hasMoreThanGet({ risk, verbs }: Hit): boolean {
  return risk.id === 'proxy-to-pods' || !isGetOnly(verbs);
}

/** Below Kubernetes 1.35 get is enough; of a cluster that was not read that is taken to be so. */
function needsNoCreate({ snapshot: { sections } }: Derived): boolean {
  if (!isRead(sections.cluster)) return true;
  const [, minor] = /^1\.(\d+)/.exec(sections.cluster.value.version) ?? [];
  return minor === undefined || Number(minor) < 35;
}
