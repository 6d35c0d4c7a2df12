import {
  allGroupsOf,
  ClusterSnapshot,
  Derived,
  evaluateRbac,
  rbacOf,
  RbacRequest,
  read,
  SectionName,
} from 'backstage-plugin-eks-iam-health-common';
import { aSnapshot } from 'backstage-plugin-eks-iam-health-common/testing';
import {
  AwsReader,
  builtInCollectors,
  CallCounts,
  KubernetesClient,
  readerPermissions,
} from 'backstage-plugin-eks-iam-health-node';
import { setTimeout as delay } from 'node:timers/promises';
import { describeWithProgram } from '../__testUtils__/describeWithProgram';
import { inParallel } from '../__testUtils__/inParallel';
import {
  aQuestionNear,
  namespaces,
  someRbacObjects,
} from '../__testUtils__/randomRbac';
import { RealKubeApiserver } from '../__testUtils__/RealKubeApiserver';
import { SeededRandom } from '../__testUtils__/seededRandom';

const program = {
  variable: 'KUBE_APISERVER_PATH',
  script: 'scripts/kubernetes.mjs',
};
const QUESTIONS = 1_000;
const rbacApi = '/apis/rbac.authorization.k8s.io/v1';
const now = '2026-11-21T14:14:00Z';
const kubernetesCollectors = builtInCollectors.filter(
  ({ source }) => source === 'kubernetes',
);

const noAws: AwsReader = {
  call: async operation => {
    throw new Error(`${operation} is of no interest here`);
  },
  pages: async operation => {
    throw new Error(`${operation} is of no interest here`);
  },
};

describeWithProgram(program, 'collectors on a real kube-apiserver', path => {
  const random = new SeededRandom(4);
  const made = someRbacObjects(
    random,
    { roles: 30, bindings: 60 },
    { mayBeRefused: false },
  );
  let server: RealKubeApiserver;
  let snapshot: ClusterSnapshot;

  const clientOf = (token: string, calls = new CallCounts()) =>
    new KubernetesClient({
      endpoint: server.url,
      certificateAuthority: server.certificateAuthority,
      token: async () => token,
      calls,
      signal: new AbortController().signal,
      // Small pages, so that there are several.
      pageSize: 20,
    });

  const collectAs = async (
    token: string,
    collectors = kubernetesCollectors,
  ) => {
    const base = aSnapshot().build();
    const calls = new CallCounts();
    const kubernetes = clientOf(token, calls);
    const context = {
      target: {
        partition: 'aws',
        region: 'eu-west-1',
        accountId: '111122223333',
        clusterName: 'real',
      },
      aws: noAws,
      kubernetes,
      signal: new AbortController().signal,
    } as unknown as Parameters<(typeof collectors)[0]['collect']>[0];
    try {
      const values = await Promise.all(collectors.map(c => c.collect(context)));
      const sections = Object.fromEntries(
        values
          .flatMap(value => Object.entries(value))
          .map(([name, value]) => [name, read(value, now)]),
      );
      return {
        snapshot: {
          ...base,
          sections: { ...base.sections, ...sections },
        } as ClusterSnapshot,
        calls: calls.toRecord(),
      };
    } finally {
      kubernetes.close();
    }
  };

  beforeAll(async () => {
    if (!path) return;
    server = await RealKubeApiserver.start({
      path,
      users: {
        reader: { name: 'reader', groups: ['eks-iam-health:readers'] },
        nobody: { name: 'nobody', groups: [] },
      },
    });
    for (const name of namespaces.filter(n => n !== 'kube-system')) {
      await server.create('/api/v1/namespaces', { metadata: { name } });
    }
    await server.create(`${rbacApi}/clusterroles`, {
      metadata: { name: 'eks-iam-health-reader' },
      rules: readerPermissions().kubernetesRules,
    });
    await server.create(`${rbacApi}/clusterrolebindings`, {
      metadata: { name: 'eks-iam-health-reader' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'eks-iam-health-reader',
      },
      subjects: [
        {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Group',
          name: 'eks-iam-health:readers',
        },
      ],
    });
    const paths: Record<string, string> = {
      Role: 'roles',
      ClusterRole: 'clusterroles',
      RoleBinding: 'rolebindings',
      ClusterRoleBinding: 'clusterrolebindings',
    };
    await inParallel(made, 16, object => {
      const { namespace } = object.metadata;
      const scope = namespace ? `/namespaces/${namespace}` : '';
      return server.create(`${rbacApi}${scope}/${paths[object.kind]}`, object);
    });
    await server.create('/api/v1/namespaces/kube-system/configmaps', {
      metadata: { name: 'aws-auth' },
      data: { mapRoles: '- rolearn: arn:aws:iam::111122223333:role/a\n' },
    });
    await server.create('/api/v1/namespaces/shop/serviceaccounts', {
      metadata: {
        name: 'cart',
        annotations: {
          'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/cart',
        },
      },
    });
    await server.create('/api/v1/namespaces/shop/pods', {
      metadata: { name: 'cart-1' },
      spec: {
        serviceAccountName: 'cart',
        containers: [
          {
            name: 'app',
            image: 'app',
            env: [
              { name: 'AWS_REGION', value: 'eu-west-1' },
              { name: 'PASSWORD', value: 'hunter2' },
            ],
          },
        ],
      },
    });
    // The server's own caches follow its store.
    await delay(1_500);
    ({ snapshot } = await collectAs('reader'));
  }, 240_000);

  afterAll(async () => server?.stop());

  it('read everything with the documented permissions, page by page', async () => {
    const { calls } = await collectAs('reader');
    expect(calls['kubernetes:list clusterroles']).toBeGreaterThan(3);
    const valueOf = (name: SectionName) => {
      const section = snapshot.sections[name];
      return section.status === 'read' ? section.value : undefined;
    };
    expect(valueOf('awsAuth')).toMatchObject({
      data: { mapRoles: '- rolearn: arn:aws:iam::111122223333:role/a\n' },
    });
    expect(valueOf('serviceAccounts')).toMatchObject([
      {
        namespace: 'shop',
        name: 'cart',
        annotations: {
          'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/cart',
        },
      },
    ]);
    expect(valueOf('pods')).toMatchObject([
      { name: 'cart-1', serviceAccountName: 'cart' },
    ]);
    expect(JSON.stringify(snapshot)).not.toContain('hunter2');
  });

  it('are refused without them', async () => {
    for (const collector of kubernetesCollectors) {
      await expect(collectAs('nobody', [collector])).rejects.toMatchObject({
        reason: 'denied',
      });
    }
  });

  it('may not read Secrets with the documented permissions', async () => {
    await expect(
      collectAs('reader', [
        {
          ...kubernetesCollectors[0],
          collect: async ({ kubernetes }) => ({
            nodes: await kubernetes.list(
              { api: '/api/v1', plural: 'secrets' },
              () => undefined as never,
            ),
          }),
        },
      ]),
    ).rejects.toMatchObject({ reason: 'denied' });
  });

  it(`give a snapshot that answers ${QUESTIONS} questions as the server does`, async () => {
    const index = rbacOf(new Derived(snapshot));
    const questions = Array.from({ length: QUESTIONS }, () =>
      aQuestionNear(random, made),
    ).filter(({ user }) => user !== '');
    const differences: unknown[] = [];
    let allowed = 0;
    await inParallel(questions, 16, async ({ user, groups, attributes }) => {
      const { verb, apiGroup, path: url, ...more } = attributes;
      const identity = { username: user, groups };
      const { body } = await server.ask<{ status: { allowed: boolean } }>(
        'POST',
        '/apis/authorization.k8s.io/v1/subjectaccessreviews',
        {
          body: {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SubjectAccessReview',
            spec: {
              user,
              // A review adds no groups; our identities have theirs added.
              groups: allGroupsOf(identity),
              ...(url
                ? { nonResourceAttributes: { verb, path: url } }
                : { resourceAttributes: { verb, group: apiGroup, ...more } }),
            },
          },
        },
      );
      const ours = evaluateRbac(
        identity,
        attributes as unknown as RbacRequest,
        index,
      );
      if (ours.decision === 'allowed') allowed += 1;
      if ((ours.decision === 'allowed') !== body.status.allowed) {
        differences.push({
          user,
          groups,
          attributes,
          ours,
          theirs: body.status,
        });
      }
    });
    expect(differences).toEqual([]);
    expect(allowed).toBeGreaterThan(QUESTIONS / 10);
  }, 120_000);
});
