import { spawn } from 'node:child_process';
import { join } from 'node:path';

const binary = join(__dirname, '../../../packages/cli/bin/eks-iam-health.js');

const requests = {
  'arn.canonicalize': (i: number) => ({
    arn: `arn:aws:sts::111122223333:assumed-role/Developer/session-${i}`,
  }),
  'iam.evaluate, one conditional statement': (i: number) => ({
    request: {
      principal: 'arn:aws:iam::111122223333:role/app',
      action: 's3:GetObject',
      resource: { arn: `arn:aws:s3:::ledger/${i}`, accountId: '111122223333' },
      context: { 'aws:SourceVpc': 'vpc-1' },
    },
    identityPolicies: [
      {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 's3:Get*',
            Resource: 'arn:aws:s3:::ledger/*',
            Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
          },
        ],
      },
    ],
  }),
};

/** How long the program takes for these lines, from its start to its end. */
function secondsFor(lines: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [binary, 'eval'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdout.resume();
    child.on('error', reject);
    child.on('close', code =>
      code === 0
        ? resolve((performance.now() - began) / 1000)
        : reject(new Error(`eval ended with ${code}`)),
    );
    child.stdin.end(lines);
  });
}

/** Requests per second of the batch mode in one process, and how long it takes to start. */
export async function batchMode(count = 50_000) {
  // the first start makes the bundle
  await secondsFor('');
  const start = await secondsFor('');
  const rows = [
    {
      what: 'start of the command line',
      measured: `${start.toFixed(2)} s`,
      budget: '<= 3 s',
    },
  ];
  for (const [what, request] of Object.entries(requests)) {
    const lines = [...Array(count).keys()]
      .map(id => JSON.stringify({ id, op: what.split(',')[0], ...request(id) }))
      .join('\n');
    const seconds = await secondsFor(lines);
    rows.push({
      what: `batch mode, ${what}`,
      measured: `${Math.round(count / seconds).toLocaleString(
        'en',
      )} requests per second, its start included`,
      budget: '>= 5,000',
    });
  }
  return rows;
}
