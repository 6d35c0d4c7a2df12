import { InjectablePod, injectionOf, InjectionSource } from './injectionOf';

const role = 'arn:aws:iam::111122223333:role/orders';

const pod = (change: Partial<InjectablePod> = {}): InjectablePod => ({
  labels: {},
  annotations: {},
  nodeSelector: {},
  volumeNames: [],
  containers: [{ name: 'app', envNames: [], volumeMountNames: [] }],
  initContainers: [],
  ...change,
});

const withEnv = (...envNames: string[]) =>
  pod({ containers: [{ name: 'app', envNames, volumeMountNames: [] }] });

const annotated = (
  more: Record<string, string> = {},
  source: Partial<InjectionSource> = {},
): InjectionSource => ({
  serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': role, ...more },
  isAssociated: false,
  region: 'eu-west-1',
  stsRegionalEndpoints: true,
  ...source,
});

const associated = (more: Record<string, string> = {}) =>
  annotated(more, { isAssociated: true });

const envOf = (given: InjectablePod, source: InjectionSource) =>
  injectionOf(given, source).containers.map(c =>
    c.env.map(({ name }) => name),
  )[0];

const tokenOf = (given: InjectablePod, source: InjectionSource) =>
  injectionOf(given, source).volumes[0];

describe('injectionOf', () => {
  it('gives an annotated account the role and a token for STS', () => {
    expect(injectionOf(pod(), annotated())).toEqual({
      method: 'web-identity',
      containers: [
        {
          name: 'app',
          env: [
            { name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' },
            { name: 'AWS_DEFAULT_REGION', value: 'eu-west-1' },
            { name: 'AWS_REGION', value: 'eu-west-1' },
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
          path: 'token',
        },
      ],
      labels: {},
    });
  });

  it('gives an associated account the agent and a token for it, whatever the annotation says', () => {
    const injection = injectionOf(
      pod(),
      associated({ 'eks.amazonaws.com/audience': 'elsewhere' }),
    );
    expect(injection).toEqual({
      method: 'pod-identity',
      containers: [
        {
          name: 'app',
          env: [
            { name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' },
            { name: 'AWS_DEFAULT_REGION', value: 'eu-west-1' },
            { name: 'AWS_REGION', value: 'eu-west-1' },
            {
              name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI',
              value: 'http://169.254.170.23/v1/credentials',
            },
            {
              name: 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
              value:
                '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token',
            },
          ],
          volumeMounts: [
            {
              name: 'eks-pod-identity-token',
              readOnly: true,
              mountPath:
                '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount',
            },
          ],
        },
      ],
      initContainers: [],
      volumes: [
        {
          name: 'eks-pod-identity-token',
          audience: 'pods.eks.amazonaws.com',
          expirationSeconds: 86400,
          path: 'eks-pod-identity-token',
        },
      ],
      labels: { 'eks.amazonaws.com/pod-identity': 'enabled' },
    });
  });

  it.each<[string, InjectablePod, InjectionSource]>([
    [
      'without annotation and association',
      pod(),
      annotated({ 'eks.amazonaws.com/role-arn': '' }),
    ],
    [
      'of an account that it does not know',
      pod(),
      annotated({}, { serviceAccountAnnotations: undefined }),
    ],
    [
      'that opts out by label, whatever its value',
      pod({
        labels: { 'eks.amazonaws.com/skip-pod-identity-webhook': 'false' },
      }),
      associated(),
    ],
  ])('leaves a pod alone %s', (_, given, source) => {
    expect(injectionOf(given, source)).toEqual({
      method: 'none',
      containers: [],
      initContainers: [],
      volumes: [],
      labels: {},
    });
  });

  it('injects a role ARN that is none: the webhook only warns', () => {
    const { containers } = injectionOf(
      pod(),
      annotated({ 'eks.amazonaws.com/role-arn': '"orders"' }),
    );
    expect(containers[0].env).toContainEqual({
      name: 'AWS_ROLE_ARN',
      value: '"orders"',
    });
  });

  it('treats init containers alike, and lists those that are skipped', () => {
    const container = { envNames: [], volumeMountNames: [] };
    const { containers, initContainers, volumes } = injectionOf(
      pod({
        annotations: { 'eks.amazonaws.com/skip-containers': 'proxy,setup' },
        containers: [
          { name: 'app', ...container },
          { name: 'proxy', ...container },
        ],
        initContainers: [
          { name: 'setup', ...container },
          { name: 'migrate', ...container },
        ],
      }),
      annotated(),
    );
    const counts = (list: typeof containers) =>
      list.map(c => [c.name, c.env.length, c.volumeMounts.length]);
    expect(counts(containers)).toEqual([
      ['app', 5, 1],
      ['proxy', 0, 0],
    ]);
    expect(counts(initContainers)).toEqual([
      ['setup', 0, 0],
      ['migrate', 5, 1],
    ]);
    expect(volumes).toHaveLength(1);
  });

  it.each([
    ['a blank after the comma', 'proxy, app'],
    ['a quote inside a field', 'app"'],
    ['no text', ''],
    ['another spelling', 'App'],
  ])('does not skip for %s', (_, value) => {
    const given = pod({
      annotations: { 'eks.amazonaws.com/skip-containers': value },
    });
    expect(envOf(given, annotated())).toHaveLength(5);
  });

  const credentials = ['AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'];
  const regional = 'AWS_STS_REGIONAL_ENDPOINTS';
  const regions = ['AWS_DEFAULT_REGION', 'AWS_REGION'];
  it.each<[string, string[], string[]]>([
    ['a role', ['AWS_ROLE_ARN'], [regional, ...regions]],
    ['a token file', ['AWS_WEB_IDENTITY_TOKEN_FILE'], [regional, ...regions]],
    ['one name of the Region', ['AWS_REGION'], [regional, ...credentials]],
    [
      'the other name of the Region',
      ['AWS_DEFAULT_REGION'],
      [regional, ...credentials],
    ],
    ['the endpoints', [regional], [...regions, ...credentials]],
    [
      'the variables of the other way',
      ['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
      [regional, ...regions, ...credentials],
    ],
  ])('keeps %s that the template sets', (_, present, added) => {
    expect(envOf(withEnv(...present), annotated())).toEqual(added);
  });

  it('mounts the token although the role is set by hand, unless all else is set as well', () => {
    const mounts = (...names: string[]) =>
      injectionOf(withEnv(...names), annotated()).containers[0].volumeMounts;
    expect(mounts('AWS_ROLE_ARN', 'AWS_REGION')).toHaveLength(1);
    expect(mounts('AWS_ROLE_ARN', 'AWS_REGION', regional)).toEqual([]);
  });

  it('goes by the name of mount and volume', () => {
    const { containers, volumes } = injectionOf(
      pod({
        volumeNames: ['aws-iam-token'],
        containers: [
          {
            name: 'app',
            envNames: [],
            volumeMountNames: ['aws-iam-token'],
          },
        ],
      }),
      annotated(),
    );
    expect(volumes).toEqual([]);
    expect(containers[0].volumeMounts).toEqual([]);
    expect(containers[0].env).toHaveLength(5);
  });

  it('sets no Region where the webhook was given none', () => {
    expect(envOf(pod(), annotated({}, { region: undefined }))).toEqual([
      regional,
      ...credentials,
    ]);
  });

  it.each<[string, boolean, boolean]>([
    ['F', true, false],
    ['0', true, false],
    ['T', false, true],
    ['no', true, true],
    ['yes', false, false],
    ['tRUE', false, false],
    ['', true, true],
  ])(
    'reads sts-regional-endpoints `%s` over %s as %s',
    (text, byDefault, expected) => {
      for (const isAssociated of [true, false]) {
        const source = annotated(
          { 'eks.amazonaws.com/sts-regional-endpoints': text },
          { stsRegionalEndpoints: byDefault, isAssociated },
        );
        expect(envOf(pod(), source).includes(regional)).toBe(expected);
      }
    },
  );

  it.each<[string | undefined, string | undefined, number]>([
    [undefined, undefined, 86400],
    [undefined, '7200', 7200],
    ['3600', '7200', 3600],
    ['soon', '7200', 7200],
    ['1h', undefined, 86400],
    ['1e4', undefined, 86400],
    [' 3600', undefined, 86400],
    ['+3600', undefined, 3600],
    ['599', '7200', 600],
    ['-1', undefined, 600],
    ['100000', undefined, 100000],
    ['9223372036854775808', '7200', 7200],
  ])(
    'takes the expiration from pod %s, then service account %s: %s',
    (ofPod, ofAccount, expected) => {
      const key = 'eks.amazonaws.com/token-expiration';
      const given = pod({ annotations: ofPod ? { [key]: ofPod } : {} });
      const more: Record<string, string> = ofAccount
        ? { [key]: ofAccount }
        : {};
      expect(tokenOf(given, annotated(more)).expirationSeconds).toBe(expected);
      expect(tokenOf(given, associated(more)).expirationSeconds).toBe(expected);
    },
  );

  it('takes the audience of the account', () => {
    const source = annotated({ 'eks.amazonaws.com/audience': 'vault' });
    expect(tokenOf(pod(), source).audience).toBe('vault');
  });

  it.each(['kubernetes.io/os', 'beta.kubernetes.io/os'])(
    'writes the path of the token for Windows where %s says so',
    label => {
      const { containers } = injectionOf(
        pod({ nodeSelector: { [label]: 'windows' } }),
        annotated(),
      );
      expect(containers[0].env[4].value).toBe(
        'C:\\var\\run\\secrets\\eks.amazonaws.com\\serviceaccount\\token',
      );
      expect(containers[0].volumeMounts[0].mountPath).toBe(
        '/var/run/secrets/eks.amazonaws.com/serviceaccount',
      );
    },
  );
});
