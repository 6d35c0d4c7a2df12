import { answerLine } from '../answerLine';

const role = 'arn:aws:iam::111122223333:role/orders';
const account = {
  metadata: {
    namespace: 'shop',
    name: 'orders',
    annotations: { 'eks.amazonaws.com/role-arn': role },
  },
};
const pod = {
  metadata: { namespace: 'shop', name: 'orders-1' },
  spec: { serviceAccountName: 'orders', containers: [{ name: 'app' }] },
};

const ask = (input: Record<string, unknown>) =>
  JSON.parse(
    answerLine(
      JSON.stringify({ id: 1, op: 'podIdentity.injection', ...input }),
    ),
  );

const none = { id: 1, containers: [], initContainers: [], volumes: [] };

describe('podIdentity.injection', () => {
  it('answers with what is added, and that alone', () => {
    expect(
      ask({
        serviceAccount: account,
        associations: [],
        pod: {
          ...pod,
          spec: {
            ...pod.spec,
            containers: [
              { name: 'app', env: [{ name: 'AWS_REGION', value: 'x' }] },
            ],
            initContainers: null,
          },
        },
        region: 'eu-west-1',
        stsRegionalEndpoints: true,
      }),
    ).toEqual({
      id: 1,
      containers: [
        {
          name: 'app',
          env: [
            { name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' },
            { name: 'AWS_ROLE_ARN', value: role },
            {
              name: 'AWS_WEB_IDENTITY_TOKEN_FILE',
              value: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
            },
          ],
          volumeMounts: [
            {
              name: 'aws-iam-token',
              readOnly: true,
              mountPath: '/var/run/secrets/eks.amazonaws.com/serviceaccount',
            },
          ],
        },
      ],
      initContainers: [],
      volumes: [
        {
          name: 'aws-iam-token',
          audience: 'sts.amazonaws.com',
          expirationSeconds: 86400,
        },
      ],
    });
  });

  it('prefers the association of the pod’s account to the annotation', () => {
    const associations = (serviceAccount: string) => [
      { namespace: 'shop', serviceAccount, roleArn: role },
    ];
    const volumesFor = (serviceAccount: string) =>
      ask({
        serviceAccount: account,
        associations: associations(serviceAccount),
        pod,
      }).volumes;
    expect(volumesFor('orders')).toMatchObject([
      { name: 'eks-pod-identity-token', audience: 'pods.eks.amazonaws.com' },
    ]);
    expect(volumesFor('other')).toMatchObject([{ name: 'aws-iam-token' }]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['no service account', { pod }],
    [
      'the account of another namespace',
      {
        serviceAccount: {
          metadata: { ...account.metadata, namespace: 'other' },
        },
        pod,
      },
    ],
    [
      'a pod that runs as default',
      {
        serviceAccount: account,
        pod: { ...pod, spec: { containers: [{ name: 'app' }] } },
      },
    ],
  ])('adds nothing for %s', (_, input) => {
    expect(ask(input)).toEqual(none);
  });

  it('takes the namespace of the account where the pod names none', () => {
    const answer = ask({
      serviceAccount: account,
      pod: { spec: pod.spec },
    });
    expect(answer.containers).toHaveLength(1);
  });

  it.each<[string, Record<string, unknown>]>([
    ['no pod', { serviceAccount: account }],
    ['a pod without spec', { pod: {} }],
    ['a container without name', { pod: { spec: { containers: [{}] } } }],
    [
      'a number as annotation',
      { pod: { ...pod, metadata: { annotations: { a: 1 } } } },
    ],
    ['a text as flag', { pod, stsRegionalEndpoints: 'true' }],
  ])('refuses %s', (_, input) => {
    expect(ask(input).error).toMatch(/must/);
  });
});
