import {
  ClusterSnapshot,
  isRead,
  Pod,
  RepairAction,
  renderRepair,
  repairTargetOf,
} from 'backstage-plugin-eks-iam-health-common';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { valuesOf } from '../scenarios/__testUtils__/compare';
import { SimulatedAccount } from '../scenarios/__testUtils__/simulatedAccount';
import { CommandLine, describeWithTools } from './__testUtils__/CommandLine';
import { oneOfEachAction } from './__testUtils__/oneOfEachAction';
import { giveAllRights } from './__testUtils__/operator';

const cluster = 'payments-prod';

/** What is new whenever a thing is made again. */
const fresh = new Set([
  'createdAt',
  'associatedAt',
  'modifiedAt',
  'resourceVersion',
  'lastManager',
  'associationId',
  'associationArn',
  'accessEntryArn',
]);

/** A value without what is new each time, its lists in an order of their own: first the items are stripped, then sorted. */
function settled(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(settled);
    return items.sort((a, b) =>
      JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => !fresh.has(key) && item !== undefined)
      .map(([key, item]) => [key, settled(item)]),
  );
}

/** What an undo has to bring back; lists of AWS and Kubernetes have no order that means anything. */
function lasting(snapshot: ClusterSnapshot): unknown {
  const { pods, ...others } = valuesOf(snapshot);
  const settings = (pods as Pod[]).map(({ namespace, containers }) =>
    containers.map(({ name, env }) => ({ namespace, name, env })),
  );
  return settled({ ...others, settings });
}

const hasCommands = (text: string) => /^[^#\s]/m.test(text);

describeWithTools(
  ['aws', 'kubectl', 'python-hcl2'],
  'every action of a repair, by the AWS CLI and kubectl',
  () => {
    let account: SimulatedAccount;
    let shell: CommandLine;

    beforeAll(async () => {
      account = await SimulatedAccount.start();
      shell = new CommandLine(account);
      await shell.useCluster(cluster);
      await shell.useStaticToken(cluster);
    });
    beforeEach(async () => {
      await account.reset();
      giveAllRights(account, cluster);
    });
    afterAll(async () => {
      shell.close();
      await account.stop();
    });

    const collect = () => account.collect(cluster, { freshAccountIam: true });

    function render(action: RepairAction, snapshot: ClusterSnapshot) {
      const { cluster: described } = snapshot.sections;
      if (!isRead(described)) throw new Error('the cluster was not read');
      return renderRepair(
        {
          title: '',
          class: 'safe',
          actions: [action],
          needs: [],
          cautions: [],
        },
        repairTargetOf(described.value),
      );
    }

    const texts = (action: RepairAction, snapshot: ClusterSnapshot) =>
      render(action, snapshot).filter(
        ({ tool }) => tool === 'aws' || tool === 'kubectl',
      );

    const all = Object.values(oneOfEachAction).flat<RepairAction[][]>();

    it.each(all.map((action, i) => [`${action.kind} (${i + 1})`, action]))(
      '%s is done, proven and undone, whatever stands in it',
      async (_, action) => {
        const before = await collect();
        // an undo of a trust policy brings back what it was told, so it has to be true
        const real =
          action.kind === 'update-trust-policy'
            ? { ...action, before: trustOf(before, action.roleName) }
            : action;
        const blocks = texts(real, before);
        expect(blocks.length).toBeGreaterThan(0);
        for (const { do: text, verify, undo } of blocks) {
          await shell.must(cluster, text);
          const done = await collect();
          expect(valuesOf(done)).not.toEqual(valuesOf(before));
          await shell.must(cluster, verify);
          await shell.must(cluster, undo);
          const isBack =
            hasCommands(undo) && action.kind !== 'rotate-access-key';
          expect(lasting(isBack ? await collect() : before)).toEqual(
            lasting(before),
          );
          expect(existsSync(join(shell.folder, 'hacked'))).toBe(false);
        }
      },
      120_000,
    );

    it('blocks of every language can be read, whatever stands in them', async () => {
      const snapshot = await collect();
      const blocks = all.flatMap(action => render(action, snapshot));
      const errors = blocks.flatMap(({ language, do: text }) => {
        const error = shell.syntaxError(language, text);
        return error ? [error] : [];
      });
      expect(errors.join('\n\n')).toBe('');
      expect(new Set(blocks.map(block => block.language))).toEqual(
        new Set(['shell', 'hcl', 'json', 'yaml']),
      );
    }, 120_000);

    it('aws-auth is created where there is none, and deleted again', async () => {
      account.simulator.edit({
        kind: 'delete-object',
        cluster,
        resource: 'configmaps',
        namespace: 'kube-system',
        name: 'aws-auth',
      });
      const [block] = texts(
        {
          kind: 'patch-aws-auth',
          create: true,
          data: { mapRoles: "- rolearn: a\n  username: 'b'\n" },
          before: {},
        },
        await collect(),
      );
      await shell.must(cluster, block.do);
      const { awsAuth } = (await collect()).sections;
      expect(isRead(awsAuth) && awsAuth.value?.data).toEqual({
        mapRoles: "- rolearn: a\n  username: 'b'\n",
      });
      await shell.must(cluster, block.undo);
      expect((await collect()).sections.awsAuth).toMatchObject({ value: null });
    }, 120_000);
  },
);

function trustOf({ sections: { iamRoles } }: ClusterSnapshot, name: string) {
  const roles = isRead(iamRoles) ? iamRoles.value : [];
  return roles.find(role => role.name === name)?.trustPolicy;
}
