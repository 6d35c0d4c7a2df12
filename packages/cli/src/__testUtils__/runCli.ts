import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** What a run of the real program left behind. */
export interface CliRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

const binary = join(__dirname, '../../bin/eks-iam-health.js');

/** Runs the program as a shell would, without credentials of whoever runs the tests. */
export function runCli(
  args: readonly string[],
  { input = '' }: { input?: string } = {},
): Promise<CliRun> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(AWS_|NODE_OPTIONS)/.test(name),
    ),
  );
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [binary, ...args], { env });
    const run = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', text => {
      run.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', text => {
      run.stderr += text;
    });
    child.on('error', reject);
    child.on('close', code => resolve({ code, ...run }));
    // a program that ends without reading is no failure of the test
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
