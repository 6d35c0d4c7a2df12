import { Diagnosis, ErrorFacts, Gate } from '../model';
import { refusedByAws } from './gates';
import { Ground } from './ground';
import { Who } from './who';

type WayIn = Pick<Diagnosis, 'gates' | 'accessRequest'>;

/** Calls that stand between a person and a cluster. */
const firstDoor = /^eks:(DescribeCluster|ListClusters|AccessKubernetesApi)$/i;

/**
 * The three doors for a person whom AWS refused at the first one. Mending it often leads to the second refusal, so what
 * the snapshot knows of the second is said at once.
 */
export function wayIn(
  _ground: Ground,
  who: Who,
  { action }: ErrorFacts,
): WayIn {
  const isPerson = !who.instanceId && !who.workload;
  if (!isPerson || !action || !firstDoor.test(action)) return { gates: [] };
  const gates: Gate[] = refusedByAws('refused, this error');
  return { gates };
}
