import { UnreadableReason } from 'backstage-plugin-eks-iam-health-common';
import { aSnapshot } from 'backstage-plugin-eks-iam-health-common/testing';
import { kubernetesSections, reachOf } from './reachOf';

const kubernetesIs = (reason: UnreadableReason) =>
  kubernetesSections.reduce(
    (s, name) => s.unreadable(name, reason),
    aSnapshot(),
  );

describe('reachOf', () => {
  it.each([
    ['everything was read', aSnapshot(), { full: true }],
    [
      'one section timed out',
      aSnapshot().unreadable('pods', 'unreachable'),
      { full: true },
    ],
    ['Kubernetes denies everything', kubernetesIs('denied'), { full: true }],
    [
      'Kubernetes does not answer',
      kubernetesIs('unreachable'),
      { full: false, kind: 'not-reachable' },
    ],
    [
      'Kubernetes answered once',
      kubernetesIs('unreachable').with('namespaces', []),
      { full: true },
    ],
    [
      'AWS does not answer',
      aSnapshot().unreadable('cluster', 'unreachable'),
      { full: false, kind: 'not-reachable' },
    ],
    [
      'the cluster may not be described',
      aSnapshot().unreadable('cluster', 'denied'),
      { full: false, kind: 'failed' },
    ],
  ])('%s', (_, builder, expected) => {
    expect(reachOf(builder.build())).toMatchObject(expected);
  });
});
