import {
  authorizeRbac,
  breakDown,
  indexRbac,
  parseRbacObjects,
  RbacIndex,
  RbacRequest,
} from 'backstage-plugin-eks-iam-health-common';
import { setTimeout as delay } from 'node:timers/promises';
import { describeWithProgram } from '../__testUtils__/describeWithProgram';
import { inParallel } from '../__testUtils__/inParallel';
import {
  aQuestion,
  aQuestionNear,
  namespaces,
  RawQuestion,
  RawRbacObject,
  someAggregatedRoles,
  someRbacObjects,
} from '../__testUtils__/randomRbac';
import { RealKubeApiserver } from '../__testUtils__/RealKubeApiserver';
import { SeededRandom } from '../__testUtils__/seededRandom';

const program = {
  variable: 'KUBE_APISERVER_PATH',
  script: 'scripts/kubernetes.mjs',
};
const QUESTIONS = 20_000;
const CONCURRENCY = 32;
const rbacPath = '/apis/rbac.authorization.k8s.io/v1';
const kinds = {
  Role: 'roles',
  ClusterRole: 'clusterroles',
  RoleBinding: 'rolebindings',
  ClusterRoleBinding: 'clusterrolebindings',
} as const;
const isKind = (kind: string): kind is keyof typeof kinds => kind in kinds;

const pathOf = ({ kind, metadata: { namespace } }: RawRbacObject) =>
  isKind(kind)
    ? `${rbacPath}/${namespace ? `namespaces/${namespace}/` : ''}${kinds[kind]}`
    : '';

interface Review {
  status: { allowed: boolean; denied?: boolean; reason?: string };
}

/** https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/subject-access-review-v1/ */
function reviewOf({ user, groups, attributes }: RawQuestion) {
  const { path, verb, apiGroup, ...more } = attributes;
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user,
      groups,
      ...(path
        ? { nonResourceAttributes: { verb, path } }
        : { resourceAttributes: { verb, group: apiGroup, ...more } }),
    },
  };
}

/** The same rights may be written in rules that are cut differently. */
const parts = (rules: Parameters<typeof breakDown>[0][] = []) => [
  ...new Map(
    rules.flatMap(breakDown).map(part => [JSON.stringify(part), part]),
  ).values(),
];

describeWithProgram(program, 'RBAC by a real kube-apiserver', path => {
  const random = new SeededRandom(3);
  const made = [
    ...someRbacObjects(
      random,
      { roles: 80, bindings: 120 },
      { mayBeRefused: false },
    ),
    ...someAggregatedRoles(random, 12),
  ];
  const binding = (name: string, role: string, subject: string) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: role,
    },
    subjects: [
      { kind: 'User', name: subject, apiGroup: 'rbac.authorization.k8s.io' },
    ],
  });
  let server: RealKubeApiserver;
  let objects: unknown[];
  let index: RbacIndex;

  const review = async (question: RawQuestion) => {
    const { status, body } = await server.ask<Review>(
      'POST',
      '/apis/authorization.k8s.io/v1/subjectaccessreviews',
      { body: reviewOf(question) },
    );
    if (status !== 201) {
      throw new Error(`${status} for ${JSON.stringify(question)}`);
    }
    return body.status;
  };

  const listAll = async () => {
    const lists = await Promise.all(
      Object.values(kinds).map(async resource => {
        const { body } = await server.ask(
          'GET',
          `${rbacPath}/${resource}?limit=10000`,
        );
        return body;
      }),
    );
    return lists;
  };

  /** Caches inside the server follow its store; the last object made is the last one they learn of. */
  const untilSettled = async () => {
    const last = { verb: 'get', apiGroup: '', resource: 'pods' };
    for (;;) {
      const { allowed } = await review({
        user: 'the last one',
        groups: [],
        attributes: last,
      });
      const before = JSON.stringify(await listAll());
      await delay(1_500);
      if (allowed && before === JSON.stringify(await listAll())) return;
    }
  };

  beforeAll(async () => {
    if (!path) return;
    server = await RealKubeApiserver.start({ path });
    for (const name of namespaces.filter(n => n !== 'kube-system')) {
      await server.create('/api/v1/namespaces', { metadata: { name } });
    }
    const aggregated = made
      .filter(({ kind }) => kind === 'ClusterRole')
      .filter(role => 'aggregationRule' in role)
      .map(({ metadata: { name } }) => binding(`of-${name}`, name, 'jane'));
    await inParallel([...made, ...aggregated], CONCURRENCY, object =>
      server.create(pathOf(object), object),
    );
    await server.create(
      `${rbacPath}/clusterrolebindings`,
      binding('zzz-last', 'cluster-admin', 'the last one'),
    );
    await untilSettled();
    objects = await listAll();
    index = indexRbac(parseRbacObjects(objects));
  }, 240_000);

  afterAll(async () => server?.stop());

  it('aggregates ClusterRoles as its controller does', async () => {
    const lists = objects as Array<{ items: RawRbacObject[] }>;
    const filled = lists
      .flatMap(({ items }) => items)
      .filter(item => 'aggregationRule' in item);
    const emptied = lists.map(list => ({
      ...list,
      items: list.items.map(item =>
        'aggregationRule' in item ? { ...item, rules: null } : item,
      ),
    }));
    const asText = (rules: unknown) => JSON.stringify(rules);
    const { clusterRoles } = parseRbacObjects(emptied);
    const told = parseRbacObjects(objects).clusterRoles;
    // admin, edit and view of Kubernetes itself, and ours
    expect(filled.length).toBeGreaterThanOrEqual(15);
    for (const { metadata, rules } of filled) {
      const ours = clusterRoles.find(({ name }) => name === metadata.name);
      const theirs = parseRbacObjects([
        { kind: 'ClusterRole', metadata, rules },
      ]).clusterRoles[0];
      expect([metadata.name, ...parts(ours?.rules).map(asText).sort()]).toEqual(
        [metadata.name, ...parts(theirs.rules).map(asText).sort()],
      );
    }
    expect(told.map(({ name }) => name).sort()).toEqual(
      clusterRoles.map(({ name }) => name).sort(),
    );
  });

  it(`answers ${QUESTIONS} questions as it does`, async () => {
    const questions = Array.from({ length: QUESTIONS }, () =>
      random.chance(0.3) ? aQuestion(random) : aQuestionNear(random, made),
    ).filter(({ user, groups }) => user !== '' || groups.length > 0);
    const answers = await inParallel(questions, CONCURRENCY, review);
    const differences: unknown[] = [];
    let allowed = 0;
    answers.forEach((theirs, i) => {
      const { user: username, groups, attributes } = questions[i];
      const ours = authorizeRbac(
        { username, groups },
        attributes as unknown as RbacRequest,
        index,
      );
      if (theirs.allowed) allowed++;
      if (theirs.allowed !== (ours.decision === 'allow')) {
        differences.push({ question: questions[i], ours, theirs });
      }
    });
    expect(differences).toEqual([]);
    expect(questions.length).toBe(QUESTIONS);
    // Of questions that are all denied nothing could be learnt.
    expect(allowed).toBeGreaterThan(QUESTIONS / 10);
    expect(allowed).toBeLessThan((QUESTIONS * 9) / 10);
  }, 240_000);
});
