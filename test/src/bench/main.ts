/** `npm run bench`: measures and writes docs/performance.md. Says what is over its budget, fails nothing. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { batchMode } from './batchMode';
import { bundle } from './bundle';
import { decisions } from './decisions';
import { largeClusterRules } from './largeClusterRules';
import { scans } from './scans';

const target = join(__dirname, '../../../docs/performance.md');

async function main() {
  const rows = [
    ...(await scans()),
    ...(await largeClusterRules()),
    ...(await decisions()),
    ...(await batchMode()),
    ...(await bundle()),
  ];
  const today = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()})`;
  const table = [
    '# Performance',
    '',
    `Measured by \`npm run bench\` on ${today}, Node ${process.versions.node}, ${machine}. The middle of five runs; scans are against the simulator on loopback.`,
    '',
    '| what | measured | budget |',
    '| --- | --- | --- |',
    ...rows.map(r => `| ${r.what} | ${r.measured} | ${r.budget} |`),
    '',
  ].join('\n');
  writeFileSync(target, table);
  console.log(table);
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
