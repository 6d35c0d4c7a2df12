/** `npm run bench`: measures and writes docs/benchmarks.md. Says what is over its budget, fails nothing. */
import { build } from 'esbuild';
import { cpus } from 'node:os';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  defaultCheckSettings,
  ClusterSnapshot,
  evaluateIdentity,
  policiesOf,
  reportOf,
  unknownContext,
} from 'backstage-plugin-eks-iam-health-common';
import { SimulatedAccount } from '../scenarios/__testUtils__/simulatedAccount';
import { batchMode } from './batchMode';
import { largeCluster } from './largeCluster';
import { measure } from './measure';
import { trustMatching } from './trust';

const root = join(__dirname, '../../..');
const settings = { ...defaultCheckSettings, now: '2026-11-21T14:14:00Z' };
const number = (n: number) =>
  n.toLocaleString('en', { maximumFractionDigits: 1 });

/** Indexes are kept per snapshot; a snapshot that nobody has seen has none. */
const unseen = (snapshot: ClusterSnapshot): ClusterSnapshot => ({
  ...snapshot,
});

interface Row {
  what: string;
  measured: string;
  budget: string;
}

const sum = (calls: Record<string, number>, kubernetes: boolean) =>
  Object.entries(calls)
    .filter(([name]) => name.startsWith('kubernetes:') === kubernetes)
    .reduce((total, [, n]) => total + n, 0);

async function scans(): Promise<Row[]> {
  const account = await SimulatedAccount.start();
  try {
    const rows: Row[] = [];
    let large: ClusterSnapshot | undefined;
    for (const [name, note] of [
      ['payments-prod', 'with the account’s IAM'],
      ['payments-staging', 'IAM of the account read before'],
      ['ml-training', '2,000 service accounts'],
    ]) {
      const began = performance.now();
      const snapshot = await account.collect(name);
      const seconds = (performance.now() - began) / 1000;
      if (name === 'ml-training') large = snapshot;
      rows.push({
        what: `scan of ${name}, ${note}`,
        measured: `${sum(snapshot.calls, false)} AWS calls, ${sum(
          snapshot.calls,
          true,
        )} Kubernetes calls, ${number(seconds)} s`,
        budget: 'cold as few as the API allows',
      });
    }
    const checks = await measure(() => reportOf(unseen(large!), settings));
    rows.push({
      what: 'all checks on ml-training, 2,000 service accounts',
      measured: `${number(checks.cpuMs)} ms CPU`,
      budget: '',
    });
    return rows;
  } finally {
    await account.stop();
  }
}

async function rules(): Promise<Row[]> {
  const snapshot = largeCluster({
    serviceAccounts: 10_000,
    pods: 10_000,
    roles: 1_000,
    bindings: 5_000,
  });
  const checks = await measure(() => reportOf(unseen(snapshot), settings));
  const trust = await trustMatching(snapshot);
  const policies = [...Array(1_000).keys()].map(i =>
    policiesOf(`arn:aws:iam::111122223333:role/app-${i}`, snapshot),
  );
  const decisions = 20_000;
  const evaluation = await measure(() => {
    for (let i = 0; i < decisions; i += 1) {
      evaluateIdentity(policies[i % policies.length], {
        action: 's3:GetObject',
        resource: `arn:aws:s3:::bucket-${i % 1000}/key`,
        context: unknownContext,
      });
    }
  });
  return [
    {
      what: 'all checks: 10,000 service accounts, 10,000 pods, 1,000 IAM roles, 5,000 bindings',
      measured: `${number(checks.cpuMs)} ms CPU, ${number(
        Math.max(0, checks.heapMb),
      )} MB kept`,
      budget: '<= 1 s CPU, <= 512 MB',
    },
    {
      what: `trust: ${number(trust.roles)} policies, ${number(
        trust.accounts,
      )} service accounts, ${number(trust.found)} matches, indexed`,
      measured: `${number(trust.wallMs)} ms`,
      budget: '<= 10 ms',
    },
    {
      what: 'IAM evaluation',
      measured: `${number(
        decisions / (evaluation.cpuMs / 1000),
      )} decisions per second and core`,
      budget: '>= 50,000',
    },
  ];
}

/** The plugin's own code and what only it brings along; the portal's own libraries are there anyway. */
async function bundle(): Promise<Row[]> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'plugins/eks-iam-health/src/alpha.tsx')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    jsx: 'automatic',
    external: [
      'react',
      'react/*',
      'react-dom',
      'react-router-dom',
      '@backstage/*',
      '@material-ui/*',
      'luxon',
    ],
    logLevel: 'error',
  });
  const bytes = outputFiles.reduce(
    (total, file) => total + gzipSync(file.contents).length,
    0,
  );
  return [
    {
      what: 'the plugin’s own bundle, gzipped',
      measured: `${number(bytes / 1024)} kB`,
      budget: '<= 300 kB',
    },
  ];
}

async function main() {
  const rows = [
    ...(await scans()),
    ...(await rules()),
    ...(await batchMode()),
    ...(await bundle()),
  ];
  const table = [
    '# Benchmarks',
    '',
    `Measured by \`npm run bench\` on ${new Date()
      .toISOString()
      .slice(0, 10)}, Node ${process.versions.node}, ${
      cpus().length
    } cores (${cpus()[0]?.model.trim()}). The middle of five runs; scans are against the simulator on loopback.`,
    '',
    '| what | measured | budget |',
    '| --- | --- | --- |',
    ...rows.map(r => `| ${r.what} | ${r.measured} | ${r.budget} |`),
    '',
  ].join('\n');
  writeFileSync(join(root, 'docs/benchmarks.md'), table);
  console.log(table);
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
