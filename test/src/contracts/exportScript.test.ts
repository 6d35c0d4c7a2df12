import { isRead } from 'backstage-plugin-eks-iam-health-common';
import { readSnapshotFolder } from 'backstage-plugin-eks-iam-health-node';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsOf, valuesOf } from '../scenarios/__testUtils__/compare';
import { SimulatedAccount } from '../scenarios/__testUtils__/simulatedAccount';
import {
  CommandLine,
  describeWithTools,
  Outcome,
} from './__testUtils__/CommandLine';

/** Both authentication modes with aws-auth, a broken aws-auth, and the healthy cluster in an account of its own. */
const clusters = ['payments-prod', 'legacy-batch', 'identity-prod'];

/** In clear in payments-prod and legacy-batch. */
const plantedSecrets = [
  'mDTX+OvvjG9WypvIDBRDi6oIXQDUBNLVGJFIe+vh',
  'zp8oXXa9XiJz5QXYj31Jzp5htgv0ROjaIxIL9tQF',
];

describeWithTools(
  ['aws', 'kubectl'],
  'export-cluster.sh with the AWS CLI and kubectl',
  () => {
    let account: SimulatedAccount;
    let shell: CommandLine;
    const outcomes = new Map<string, Outcome>();
    const folderOf = (name: string) => join(shell.folder, `export-${name}`);

    beforeAll(async () => {
      account = await SimulatedAccount.start();
      shell = new CommandLine(account);
      const script = CommandLine.file('scripts/export-cluster.sh');
      await Promise.all(
        clusters.map(async name => {
          await shell.useCluster(name);
          const region = account.arnOf(name).split(':')[3];
          outcomes.set(
            name,
            await shell.run(
              name,
              `${script} ${name} ${region} ${folderOf(name)}`,
            ),
          );
        }),
      );
    }, 600_000);

    afterAll(async () => {
      shell.close();
      await account.stop();
    });

    it.each(clusters)('exports all of %s', name => {
      const { code, stderr } = outcomes.get(name)!;
      expect(stderr).toContain('0 calls failed');
      expect(code).toBe(0);
    });

    it.each(clusters)(
      'gives the findings of the living cluster: %s',
      async name => {
        const live = await account.collect(name);
        const exported = await readSnapshotFolder(folderOf(name), {
          now: () => new Date(live.collectedAt),
        });
        expect(valuesOf(exported)).toEqual(valuesOf(live));
        expect(findingsOf(exported)).toEqual(findingsOf(live));
        expect(isRead(exported.sections.pods)).toBe(true);
      },
    );

    it('writes no secret to disk', () => {
      const texts = clusters
        .flatMap(name =>
          readdirSync(folderOf(name), { recursive: true, withFileTypes: true }),
        )
        .filter(entry => entry.isFile())
        .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
      expect(texts.length).toBeGreaterThan(100);
      for (const secret of plantedSecrets) {
        expect(texts.filter(text => text.includes(secret))).toEqual([]);
      }
    });

    it('says what it could not read, exports the rest, and ends well', async () => {
      const name = 'identity-prod';
      account.simulator.fault({ kind: 'deny', action: 'iam:*' });
      account.simulator.fault({ kind: 'deny', action: 'kubernetes:list pods' });
      const folder = join(shell.folder, 'denied');
      const script = CommandLine.file('scripts/export-cluster.sh');
      const { code } = await shell.run(
        name,
        `${script} ${name} eu-west-1 ${folder}`,
      );
      expect(code).toBe(0);
      const live = await account.collect(name, { freshAccountIam: true });
      const exported = await readSnapshotFolder(folder, {
        now: () => new Date(live.collectedAt),
      });
      expect(valuesOf(exported)).toEqual(valuesOf(live));
      expect(exported.sections.iamRoles).toMatchObject({
        reason: 'denied',
        permission: 'iam:GetAccountAuthorizationDetails',
      });
      account.simulator.clearFaults();
    }, 300_000);

    it('the token that the AWS CLI signs for AWS itself opens the cluster, and no other', async () => {
      const name = 'payments-prod';
      const session = JSON.parse(
        await shell.must(
          name,
          'aws sts assume-role --profile main --role-session-name kubectl --external-id eks-iam-health-111122223333-7f3a --role-arn arn:aws:iam::111122223333:role/EksIamHealthReader',
        ),
      ).Credentials;
      const list = (cluster: string) =>
        shell.run(
          name,
          // signing needs no network; with the endpoint of the estate the token would name that
          `token=$(AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true aws eks get-token --cluster-name ${cluster} --region eu-west-1 --query status.token --output text)
          kubectl config view --raw --minify --output 'jsonpath={.clusters[0].cluster.certificate-authority-data}' | base64 -d > ca.crt
          server=$(kubectl config view --minify --output 'jsonpath={.clusters[0].cluster.server}')
          kubectl --kubeconfig /dev/null --server "$server" --certificate-authority ca.crt --token "$token" get ns -o name`,
          {
            AWS_PROFILE: undefined,
            AWS_ACCESS_KEY_ID: session.AccessKeyId,
            AWS_SECRET_ACCESS_KEY: session.SecretAccessKey,
            AWS_SESSION_TOKEN: session.SessionToken,
          },
        );
      expect((await list(name)).stdout).toContain('namespace/checkout');
      const refused = await list('payments-staging');
      expect(refused.stderr).toContain('You must be logged in to the server');
    }, 60_000);
  },
);
