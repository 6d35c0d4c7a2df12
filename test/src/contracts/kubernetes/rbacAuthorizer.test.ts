import {
  authorizeRbac,
  covers,
  indexRbac,
  parseRbacObjects,
  PolicyRule,
  RbacRequest,
  toPolicyRule,
} from 'backstage-plugin-eks-iam-health-common';
import { isDeepStrictEqual } from 'node:util';
import { describeWithProgram } from '../__testUtils__/describeWithProgram';
import { LineProgram } from '../__testUtils__/LineProgram';
import {
  aQuestion,
  aQuestionNear,
  aRule,
  RawQuestion,
  RawRule,
  someRbacObjects,
} from '../__testUtils__/randomRbac';
import { SeededRandom } from '../__testUtils__/seededRandom';

const program = {
  variable: 'KUBERNETES_RBAC_PATH',
  script: 'scripts/kubernetes.mjs',
};

const toRequest = ({ attributes }: RawQuestion) =>
  attributes as unknown as RbacRequest;

/** Rules as the API writes them leave empty fields out. */
const written = (rules: readonly PolicyRule[]) =>
  rules.map(rule =>
    Object.fromEntries(
      Object.entries(rule).filter(([, list]) => list.length > 0),
    ),
  );

// A machine that is busy with other tests takes its time.
jest.setTimeout(120_000);

describeWithProgram(program, "RBAC by Kubernetes' own authoriser", path => {
  it('answers 40 worlds of 1,000 questions as it does, with the same reason', async () => {
    const random = new SeededRandom(1);
    const requests: unknown[] = [];
    const expected: Array<
      'world' | { question: RawQuestion; decision: string; by: string }
    > = [];
    for (let world = 0; world < 40; world++) {
      const objects = someRbacObjects(
        random,
        { roles: 20, bindings: 30 },
        { mayBeRefused: true },
      );
      requests.push({ objects });
      expected.push('world');
      const index = indexRbac(parseRbacObjects(objects));
      for (let i = 0; i < 1_000; i++) {
        const question = random.chance(0.3)
          ? aQuestion(random)
          : aQuestionNear(random, objects);
        requests.push(question);
        const { user: username, groups } = question;
        expected.push({
          question,
          ...authorizeRbac({ username, groups }, toRequest(question), index),
        });
      }
    }
    const answers = await new LineProgram(path).askAll(requests);
    const differences: unknown[] = [];
    let allowed = 0;
    expected.forEach((ours, i) => {
      if (ours === 'world') return;
      const theirs = answers[i] as { decision: string; by: string };
      const isAllowed = ours.decision === 'allow';
      if (isAllowed) allowed++;
      // A binding that is void is told by us for a denial, too.
      const by = isAllowed ? ours.by : '';
      if (ours.decision !== theirs.decision || by !== theirs.by) {
        differences.push({ ours, theirs });
      }
    });
    expect(differences).toEqual([]);
    // Of questions that are all denied nothing could be learnt.
    expect(allowed).toBeGreaterThan(5_000);
    expect(allowed).toBeLessThan(35_000);
  });

  it('compares 20,000 pairs of rule sets as it does', async () => {
    const random = new SeededRandom(2);
    const rules = (most: number): RawRule[] =>
      Array.from({ length: random.below(most + 1) }, () =>
        aRule(random, { mayBeRefused: true, hasPaths: true }),
      );
    const pairs = Array.from({ length: 20_000 }, () => {
      const servant = rules(2);
      const owner = rules(4);
      // Owners that hold something of the servant's are the interesting ones.
      return {
        owner: random.chance(0.6) ? [...owner, ...servant.slice(1)] : owner,
        servant,
      };
    });
    const answers = await new LineProgram(path).askAll(pairs);
    const differences: unknown[] = [];
    let covered = 0;
    pairs.forEach(({ owner, servant }, i) => {
      const parse = (list: RawRule[]) =>
        list.map(rule => toPolicyRule(rule, 'rule'));
      const ours = covers(parse(owner), parse(servant));
      if (ours.covered) covered++;
      const theirs = answers[i];
      const told = { ...ours, uncovered: written(ours.uncovered) };
      if (!isDeepStrictEqual(told, theirs)) {
        differences.push({ owner, servant, ours: told, theirs });
      }
    });
    expect(differences).toEqual([]);
    expect(covered).toBeGreaterThan(4_000);
    expect(covered).toBeLessThan(16_000);
  });
});
