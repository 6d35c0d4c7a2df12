import { principalsIn } from '../access/principals';
import { describeGrant, grantsOf } from '../access/rights';
import { arrivalKey } from '../arn';
import { MappingResult } from '../awsAuth';
import { Diagnosis, ErrorFacts, Gate } from '../model';
import { mappingOf, mappingSections } from './causes/mapping';
import { refusedByAws } from './gates';
import { Ground } from './ground';
import { Who } from './who';

type WayIn = Pick<Diagnosis, 'gates' | 'accessRequest'>;

/** Calls that stand between a person and a cluster. */
const firstDoor = /^eks:(DescribeCluster|ListClusters|AccessKubernetesApi)$/i;

/**
 * The three doors for a person whom AWS refused at the first one. Mending it often leads to the second refusal, so what
 * the snapshot knows of the doors behind is said at once.
 */
export function wayIn(ground: Ground, who: Who, { action }: ErrorFacts): WayIn {
  const isPerson = !who.instanceId && !who.workload;
  if (!isPerson || !action || !firstDoor.test(action)) return { gates: [] };
  const [aws, ...behind] = refusedByAws('refused, this error');
  ground.look(mappingSections);
  const mapping = mappingOf(ground, who.text);
  if (!mapping) return { gates: [aws, ...behind] };
  return {
    gates: [aws, clusterGate(mapping), kubernetesGate(ground, who, mapping)],
    ...(mapping.status === 'not-mapped'
      ? {
          accessRequest: {
            level: 'view',
            reason: `AWS refuses me ${action}, and the cluster does not know my identity either`,
          },
        }
      : {}),
  };
}

function clusterGate(mapping: MappingResult): Gate {
  const gate = 'cluster';
  switch (mapping.status) {
    case 'unknown':
      return { gate, state: 'unknown', detail: mapping.reason };
    case 'not-mapped':
      return {
        gate,
        state: mapping.unlessCreator ? 'unknown' : 'refused',
        detail: mapping.unlessCreator
          ? 'no aws-auth line; only the creator of the cluster gets in without one'
          : 'not yet: no access entry and no aws-auth line. kubectl would say Unauthorized',
      };
    default:
      return {
        gate,
        state: 'passed',
        detail: `known as user ${mapping.username || '""'}`,
      };
  }
}

function kubernetesGate(
  ground: Ground,
  who: Who,
  mapping: MappingResult,
): Gate {
  const gate = 'kubernetes';
  if (mapping.status !== 'mapped') {
    return {
      gate,
      state: 'not-reached',
      detail: 'nothing to check before the step above',
    };
  }
  if (ground.look(['bindings', 'roles', 'clusterRoles']).state !== 'seen') {
    return { gate, state: 'unknown', detail: 'Kubernetes RBAC was not read' };
  }
  const key = arrivalKey(who.text);
  const found = principalsIn(ground.derived).all.find(
    p => p.state === 'live' && arrivalKey(p.arn) === key,
  );
  const { username, groups } = mapping;
  const grants = found
    ? grantsOf({ ...found, username, groups }, ground.derived)
    : [];
  return grants.length > 0
    ? {
        gate,
        state: 'passed',
        detail: `holds ${grants.slice(0, 2).map(describeGrant).join(', ')}${
          grants.length > 2 ? ` and ${grants.length - 2} more` : ''
        }`,
      }
    : {
        gate,
        state: 'refused',
        detail: 'no binding and no access policy is for it',
      };
}
