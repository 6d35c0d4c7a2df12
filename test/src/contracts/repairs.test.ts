import { RenderedRepair, Repair } from 'backstage-plugin-eks-iam-health-common';
import { findingsOf } from '../scenarios/__testUtils__/compare';
import { demoErrors } from '../scenarios/__testUtils__/demoErrors';
import { SimulatedAccount } from '../scenarios/__testUtils__/simulatedAccount';
import { CommandLine, describeWithTools } from './__testUtils__/CommandLine';
import {
  badness,
  DemoRepair,
  explained,
  repairsOf,
} from './__testUtils__/demoRepairs';
import { giveAllRights } from './__testUtils__/operator';

const clusters = [
  'payments-prod',
  'payments-staging',
  'legacy-batch',
  'data-lake-prod',
  'ml-training',
  'checkout-prod',
  'cn-storefront',
  'identity-prod',
];

/** Blocks that the AWS CLI and kubectl can run; eksctl and Terraform come from no package registry. */
const isRunnable = ({ tool }: RenderedRepair) =>
  tool === 'aws' || tool === 'kubectl';

/** The last step of a rotation is a remark, for the day on which nothing uses the old key any more. */
const withLastStep = ({ do: text }: RenderedRepair) =>
  text.replace(/^# (aws .*)$/gm, '$1');

const hasCommands = (text: string) => /^[^#\s]/m.test(text);

/** EKS knows no way back from an authentication mode; and where an undo has to wait for something, it is a remark. */
const isForGood = ({ actions }: Repair, { undo }: RenderedRepair) =>
  !hasCommands(undo) ||
  actions.some(action => action.kind === 'set-authentication-mode');

const difference = (before: string[], after: string[]) =>
  [
    ...before.filter(line => !after.includes(line)).map(line => `- ${line}`),
    ...after.filter(line => !before.includes(line)).map(line => `+ ${line}`),
  ].join('\n');

const isJson = (text: string) => text.startsWith('{');

describeWithTools(
  ['aws', 'kubectl', 'python-hcl2'],
  'repairs of the demo estate, by the AWS CLI and kubectl',
  () => {
    let account: SimulatedAccount;
    let shell: CommandLine;
    /** The same user is found in every cluster of its account; its repairs are tried once. */
    const tried = new Set<string>();

    beforeAll(async () => {
      account = await SimulatedAccount.start();
      shell = new CommandLine(account);
    });
    afterAll(async () => {
      shell.close();
      await account.stop();
    });

    const collect = (name: string) =>
      account.collect(name, { freshAccountIam: true });

    async function problemsOf(
      name: string,
      { finding, repair, label }: DemoRepair,
      rendered: RenderedRepair,
    ): Promise<string[]> {
      const problems: string[] = [];
      const told = `${label} by ${rendered.label}`;
      const must = async (what: string, text: string) => {
        const { code, stderr } = await shell.run(name, text);
        if (code === 0) return;
        problems.push(`${told}: ${what} ends with ${code}: ${stderr}\n${text}`);
      };
      const before = await collect(name);
      const wasBad = badness(before, finding);
      if (wasBad === 0) problems.push(`${told}: no such finding`);
      await must('the repair', withLastStep(rendered));
      if (badness(await collect(name), finding) >= wasBad) {
        problems.push(`${told}: the finding is as it was after the repair`);
      }
      await must('the proof', rendered.verify);
      await must('the undo', rendered.undo);
      const undone = await collect(name);
      const isBack = isForGood(repair, rendered)
        ? // only the mode stays, or nothing can come back: a caution of the repair says so
          badness(undone, finding) > 0 || !hasCommands(rendered.undo)
        : findingsOf(undone).join('\n') === findingsOf(before).join('\n');
      if (!isBack) {
        problems.push(
          `${told}: the undo does not bring back what was\n${difference(
            findingsOf(before),
            findingsOf(undone),
          )}`,
        );
      }
      return problems;
    }

    it.each(clusters)(
      'take effect, can be proven and undone: %s',
      async name => {
        await account.reset();
        const repairs = repairsOf(await collect(name));
        await shell.useCluster(name);
        await shell.useStaticToken(name);
        const problems: string[] = [];
        for (const repair of repairs) {
          for (const rendered of repair.rendered.filter(isRunnable)) {
            const key = rendered.do.replace(/^#.*$|--region \S+/gm, '');
            if (tried.has(key)) continue;
            tried.add(key);
            await account.reset();
            giveAllRights(account, name);
            problems.push(...(await problemsOf(name, repair, rendered)));
          }
        }
        expect(problems.join('\n\n')).toBe('');
      },
      900_000,
    );

    it('were many', () => {
      expect(tried.size).toBeGreaterThan(40);
    });

    it.each(demoErrors.map(error => [error.shows, error] as const))(
      'of the explainer take effect and can be undone: %s',
      async (_, { cluster, text }) => {
        await account.reset();
        await shell.useCluster(cluster);
        await shell.useStaticToken(cluster);
        giveAllRights(account, cluster);
        const problems: string[] = [];
        const must = async (part: string) => {
          const { code, stderr } = await shell.run(cluster, part);
          if (code !== 0) problems.push(`${part}\n${stderr}`);
        };
        for (const { cause, rendered } of explained(
          text,
          await collect(cluster),
        )) {
          for (const block of rendered.filter(isRunnable)) {
            await account.reset();
            giveAllRights(account, cluster);
            await must(block.do);
            await must(block.verify);
            const stays = explained(text, await collect(cluster)).some(
              other =>
                cause.certainty === 'proven' &&
                other.cause.id === cause.id &&
                other.cause.explanation === cause.explanation,
            );
            if (stays) {
              problems.push(`${cause.id} is as it was after\n${block.do}`);
            }
            await must(block.undo);
          }
        }
        expect(problems.join('\n\n')).toBe('');
      },
      300_000,
    );

    it.each(clusters)(
      'are text of their language: %s',
      async name => {
        await account.reset();
        const texts = new Map<string, RenderedRepair['language']>();
        for (const { rendered } of repairsOf(await collect(name))) {
          for (const { language, do: text, verify, undo } of rendered) {
            texts.set(text, language);
            // proof and undo of documents and of Terraform are commands
            texts.set(verify, 'shell');
            texts.set(
              undo,
              language === 'json' && isJson(undo) ? 'json' : 'shell',
            );
          }
        }
        const wrong = [...texts].flatMap(([text, language]) => {
          const error = shell.syntaxError(language, text);
          return error ? [error] : [];
        });
        expect(wrong.join('\n\n')).toBe('');
      },
      300_000,
    );
  },
);
