import { anAssociation, aPod, aSnapshot, describeCheck } from '../../testing';
import { podIdentityAgentMissing } from './podIdentityAgentMissing';

const cluster = 'arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod';
const node = (name: string, labels: Record<string, string> = {}) => ({
  name,
  labels,
  ready: true,
});
const agent = (ready: number, desired: number) => ({
  namespace: 'kube-system',
  name: 'eks-pod-identity-agent',
  labels: { 'app.kubernetes.io/name': 'eks-pod-identity-agent' },
  serviceAccountName: 'default',
  desired,
  ready,
});
const associated = aSnapshot()
  .with('podIdentityAssociations', [anAssociation('shop', 'cart', 'cart')])
  .with('nodes', [node('node-1')]);
const running = associated.with('pods', [aPod('shop', 'cart')]);

describeCheck(podIdentityAgentMissing, [
  {
    shows: 'a pod relies on an agent that is not installed',
    given: running,
    finds: [cluster],
    verdict: 'fail',
    message: /not installed: 1 workload gets no credentials/,
    repairs: ['create-addon'],
  },
  {
    shows: 'installed, but no pod of it is ready',
    given: running.with('daemonSets', [agent(0, 2)]),
    finds: [cluster],
    verdict: 'fail',
    repairs: [],
  },
  {
    shows: 'one node lacks it',
    given: running.with('daemonSets', [agent(1, 2)]),
    finds: [cluster],
    verdict: 'warn',
    message: /ready on 1 of 2 nodes/,
  },
  {
    shows: 'no pod uses an association yet',
    given: associated,
    finds: [cluster],
    verdict: 'warn',
  },
  {
    shows: 'ready on all nodes; the hybrid form has no nodes here',
    given: running.with('daemonSets', [agent(2, 2), agent(0, 0)]),
    finds: [],
  },
  {
    shows: 'Auto Mode has it built in',
    given: running.with('nodes', [
      node('node-1', { 'eks.amazonaws.com/compute-type': 'auto' }),
    ]),
    finds: [],
  },
  { shows: 'no associations', given: aSnapshot(), verdict: 'not-applicable' },
  {
    shows: 'DaemonSets were not read',
    given: running.unreadable('daemonSets'),
    verdict: 'unknown',
  },
]);
