import { Node } from '../../model';
import {
  anAssociation,
  aPod,
  aServiceAccount,
  aSnapshot,
  describeCheck,
} from '../../testing';
import { associatedPodUnsupported } from './associatedPodUnsupported';

const node = (name: string, labels: Record<string, string> = {}): Node => ({
  name,
  labels,
  ready: true,
});
const associated = aSnapshot()
  .with('podIdentityAssociations', [
    anAssociation('shop', 'cart', 'cart'),
    anAssociation('shop', 'till', 'till'),
  ])
  .with('nodes', [
    node('linux', { 'kubernetes.io/os': 'linux' }),
    node('windows', { 'kubernetes.io/os': 'windows' }),
    node('serverless', { 'eks.amazonaws.com/compute-type': 'fargate' }),
    node('hybrid', { 'eks.amazonaws.com/compute-type': 'hybrid' }),
  ]);

describeCheck(associatedPodUnsupported, [
  {
    shows: 'a pod on Fargate and one on Windows',
    given: associated.with('pods', [
      aPod('shop', 'cart', { nodeName: 'serverless' }),
      aPod('shop', 'till', { nodeName: 'windows' }),
    ]),
    finds: ['shop/cart', 'shop/till'],
    verdict: 'fail',
    message: /the pods of Deployment `shop\/cart` run on Fargate/,
    repairs: [],
  },
  {
    shows: 'Linux and hybrid nodes, other accounts, pods that have ended',
    given: associated
      .with('serviceAccounts', [aServiceAccount('shop', 'web', 'web')])
      .with('pods', [
        aPod('shop', 'cart', { nodeName: 'linux' }),
        aPod('shop', 'till', { nodeName: 'hybrid' }),
        aPod('shop', 'web', { nodeName: 'windows' }),
        aPod('shop', 'till', { nodeName: 'windows', phase: 'Failed' }),
        aPod('shop', 'cart', { nodeName: undefined }),
      ]),
    finds: [],
  },
  {
    shows: 'the label of the pod is enough where nodes were not read',
    given: associated
      .with('pods', [
        aPod('shop', 'cart', {
          labels: {
            'pod-template-hash': '5d4f8',
            'eks.amazonaws.com/fargate-profile': 'default',
          },
        }),
      ])
      .unreadable('nodes'),
    finds: ['shop/cart'],
    verdict: 'fail',
  },
  {
    shows: 'there are no associations',
    given: aSnapshot().with('pods', [aPod('shop', 'cart')]),
    verdict: 'not-applicable',
  },
  {
    shows: 'nodes were not read and nothing else tells',
    given: associated.with('pods', [aPod('shop', 'cart')]).unreadable('nodes'),
    verdict: 'unknown',
  },
]);
