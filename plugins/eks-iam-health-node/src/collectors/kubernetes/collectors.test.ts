import { unreadable } from 'backstage-plugin-eks-iam-health-common';
import { ReadError } from '../../clients/ReadError';
import { aContext, recordedKubernetes } from '../__testUtils__/aContext';
import { Collector } from '../defineCollector';
import { observe } from '../observe';
import { awsAuthCollector } from './awsAuth';
import { daemonSetsCollector } from './daemonSets';
import { nodesCollector } from './nodes';
import { podsCollector } from './pods';
import { bindingsCollector, clusterRolesCollector } from './rbac';
import { serviceAccountsCollector } from './serviceAccounts';
import { webhooksCollector } from './webhooks';

const now = () => new Date('2026-11-21T14:14:00Z');

async function collect(
  collector: Collector,
  objects: Record<string, unknown[] | Error>,
) {
  return collector.collect(
    aContext({ kubernetes: recordedKubernetes(objects) }),
  );
}

describe('awsAuth', () => {
  const metadata = { name: 'aws-auth', namespace: 'kube-system' };

  it('keeps all keys as text, and who wrote it last', async () => {
    const configMap = {
      metadata: {
        ...metadata,
        resourceVersion: '42',
        creationTimestamp: '2025-03-01T08:00:00Z',
        managedFields: [
          { manager: 'kubectl-edit', time: '2026-02-01T00:00:00Z' },
          { manager: 'vpcLambda', time: '2025-03-01T08:00:00Z' },
        ],
      },
      data: { mapRoles: '- rolearn: x\n', mapUser: 'typo' },
    };
    expect(
      await collect(awsAuthCollector, { configmaps: [configMap] }),
    ).toEqual({
      awsAuth: {
        data: { mapRoles: '- rolearn: x\n', mapUser: 'typo' },
        resourceVersion: '42',
        createdAt: '2025-03-01T08:00:00Z',
        lastManager: 'kubectl-edit',
      },
    });
  });

  it('is null when there is none', async () =>
    expect(await collect(awsAuthCollector, { configmaps: [] })).toEqual({
      awsAuth: null,
    }));

  it('is not null but unread when it is denied', async () => {
    const why = new ReadError('denied', 'no', {
      call: 'get configmaps',
      permission: 'get configmaps',
    });
    const kubernetes = recordedKubernetes({ configmaps: why });
    expect(
      await observe(awsAuthCollector, aContext({ kubernetes }), now),
    ).toEqual({
      awsAuth: unreadable('denied', 'no', '2026-11-21T14:14:00Z', {
        call: 'get configmaps',
        permission: 'get configmaps',
      }),
    });
  });
});

it('serviceAccounts keeps the annotations that concern AWS, typos among them', async () => {
  const annotations = {
    'eks.amazonaws.com/role-arn': 'arn:a',
    'eks.amazonaws.com/role_arn': 'arn:b',
    'iam.amazonaws.com/role': 'kube2iam',
    'eks.amazonaw.com/role-arn': 'arn:c',
    'kubectl.kubernetes.io/last-applied-configuration': '{"secret":"x"}',
  };
  const { serviceAccounts } = await collect(serviceAccountsCollector, {
    serviceaccounts: [{ metadata: { name: 'a', namespace: 'n', annotations } }],
  });
  expect(serviceAccounts?.[0].annotations).toEqual({
    'eks.amazonaws.com/role-arn': 'arn:a',
    'eks.amazonaws.com/role_arn': 'arn:b',
    'iam.amazonaws.com/role': 'kube2iam',
    'eks.amazonaw.com/role-arn': 'arn:c',
  });
});

describe('pods', () => {
  const metadata = {
    name: 'cart-1',
    namespace: 'shop',
    creationTimestamp: '2026-01-01T00:00:00Z',
    ownerReferences: [{ kind: 'ReplicaSet', name: 'cart', controller: true }],
  };

  it('tells where variables come from and keeps no value of others', async () => {
    const { pods } = await collect(podsCollector, {
      pods: [
        {
          metadata,
          spec: {
            nodeName: 'node-1',
            volumes: [{ name: 'aws-iam-token' }],
            initContainers: [{ name: 'wait' }],
            containers: [
              {
                name: 'app',
                volumeMounts: [{ name: 'aws-iam-token' }],
                env: [
                  { name: 'AWS_REGION', value: 'eu-west-1' },
                  { name: 'PASSWORD', value: 'hunter2' },
                  { name: 'A', valueFrom: { secretKeyRef: { name: 's' } } },
                  { name: 'B', valueFrom: { configMapKeyRef: { name: 'c' } } },
                  { name: 'C', valueFrom: { fieldRef: { fieldPath: 'x' } } },
                  { name: 'D', valueFrom: { resourceFieldRef: {} } },
                  { name: 'EMPTY' },
                ],
              },
            ],
          },
          status: { phase: 'Running' },
        },
      ],
    });
    expect(pods).toEqual([
      {
        namespace: 'shop',
        name: 'cart-1',
        serviceAccountName: 'default',
        nodeName: 'node-1',
        phase: 'Running',
        createdAt: '2026-01-01T00:00:00Z',
        hostNetwork: false,
        labels: {},
        annotations: {},
        owner: { kind: 'ReplicaSet', name: 'cart' },
        containers: [
          {
            name: 'wait',
            isInit: true,
            env: [],
            stsArguments: [],
            volumeMountNames: [],
          },
          {
            name: 'app',
            isInit: false,
            env: [
              { name: 'AWS_REGION', source: 'literal', value: 'eu-west-1' },
              { name: 'PASSWORD', source: 'literal' },
              { name: 'A', source: 'secret' },
              { name: 'B', source: 'configMap' },
              { name: 'C', source: 'field' },
              { name: 'D', source: 'other' },
              { name: 'EMPTY', source: 'literal' },
            ],
            stsArguments: [],
            volumeMountNames: ['aws-iam-token'],
          },
        ],
        volumeNames: ['aws-iam-token'],
        keyMaterial: [],
      },
    ]);
  });

  it('says where an object has an unexpected form, without its value', async () => {
    const pod = { metadata, spec: { containers: 'hunter2' } };
    await expect(collect(podsCollector, { pods: [pod] })).rejects.toMatchObject(
      {
        reason: 'malformed',
        message:
          'the answer to `list pods` has an unexpected form at `spec.containers` (invalid_type)',
      },
    );
  });
});

it('clusterRoles keeps rules and aggregation', async () => {
  const rule = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
  const { clusterRoles } = await collect(clusterRolesCollector, {
    clusterroles: [
      {
        metadata: { name: 'view', labels: { a: 'b' } },
        rules: [rule],
        aggregationRule: {
          clusterRoleSelectors: [{ matchLabels: { x: 'y' } }],
        },
      },
      { metadata: { name: 'empty' }, rules: null },
    ],
  });
  expect(clusterRoles).toEqual([
    {
      name: 'view',
      labels: { a: 'b' },
      annotations: {},
      rules: [{ ...rule, resourceNames: [], nonResourceURLs: [] }],
      aggregation: [{ x: 'y' }],
    },
    { name: 'empty', labels: {}, annotations: {}, rules: [] },
  ]);
});

describe('bindings', () => {
  const roleRef = { kind: 'ClusterRole', name: 'view' };
  const subjects = [{ kind: 'Group', name: 'developers' }];
  const autoupdate = { 'rbac.authorization.kubernetes.io/autoupdate': 'false' };

  it('puts both kinds together', async () =>
    expect(
      await collect(bindingsCollector, {
        rolebindings: [
          { metadata: { name: 'a', namespace: 'shop' }, roleRef, subjects },
        ],
        clusterrolebindings: [
          {
            metadata: { name: 'b', annotations: { ...autoupdate, note: 'x' } },
            roleRef,
            subjects: null,
          },
        ],
      }),
    ).toEqual({
      bindings: [
        { name: 'a', namespace: 'shop', roleRef, subjects },
        { name: 'b', roleRef, subjects: [], annotations: autoupdate },
      ],
    }));

  it('is not read at all when half of it is denied', async () => {
    const kubernetes = recordedKubernetes({
      rolebindings: [],
      clusterrolebindings: new ReadError('denied', 'no'),
    });
    const observed = await observe(
      bindingsCollector,
      aContext({ kubernetes }),
      now,
    );
    expect(observed.bindings).toMatchObject({ reason: 'denied' });
  });
});

it('daemonSets, nodes and webhooks are read', async () => {
  const metadata = { name: 'agent', namespace: 'kube-system' };
  expect(
    await collect(daemonSetsCollector, {
      daemonsets: [
        {
          metadata,
          spec: { template: { spec: { serviceAccountName: 'agent' } } },
          status: { desiredNumberScheduled: 3, numberReady: 2 },
        },
      ],
    }),
  ).toEqual({
    daemonSets: [
      {
        namespace: 'kube-system',
        name: 'agent',
        labels: {},
        serviceAccountName: 'agent',
        desired: 3,
        ready: 2,
      },
    ],
  });
  expect(
    await collect(nodesCollector, {
      nodes: [
        {
          metadata: { name: 'n' },
          spec: { providerID: 'aws:///a/i-1' },
          status: { conditions: [{ type: 'Ready', status: 'Unknown' }] },
        },
      ],
    }),
  ).toEqual({
    nodes: [
      { name: 'n', labels: {}, providerId: 'aws:///a/i-1', ready: false },
    ],
  });
  expect(
    await collect(webhooksCollector, {
      mutatingwebhookconfigurations: [
        {
          metadata: { name: 'pod-identity-webhook' },
          webhooks: [
            {
              name: 'iam-for-pods.amazonaws.com',
              failurePolicy: 'Ignore',
              objectSelector: {
                matchExpressions: [
                  {
                    key: 'eks.amazonaws.com/skip-pod-identity-webhook',
                    operator: 'DoesNotExist',
                  },
                ],
              },
            },
            {
              name: 'second',
              namespaceSelector: { matchLabels: { team: 'a' } },
            },
          ],
        },
      ],
    }),
  ).toEqual({
    webhooks: [
      {
        name: 'pod-identity-webhook',
        failurePolicies: ['Ignore', 'Fail'],
        webhooks: [
          {
            name: 'iam-for-pods.amazonaws.com',
            failurePolicy: 'Ignore',
            namespaceSelector: { matchLabels: {}, matchExpressions: [] },
            objectSelector: {
              matchLabels: {},
              matchExpressions: [
                {
                  key: 'eks.amazonaws.com/skip-pod-identity-webhook',
                  operator: 'DoesNotExist',
                  values: [],
                },
              ],
            },
          },
          {
            name: 'second',
            failurePolicy: 'Fail',
            namespaceSelector: {
              matchLabels: { team: 'a' },
              matchExpressions: [],
            },
            objectSelector: { matchLabels: {}, matchExpressions: [] },
          },
        ],
      },
    ],
  });
});
