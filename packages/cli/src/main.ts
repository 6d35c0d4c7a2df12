import { runEval } from './eval';

/** Runs one command and gives its exit code. @public */
export async function main(args: string[]): Promise<number> {
  if (args[0] !== 'eval') return 2;
  await runEval(process.stdin, process.stdout);
  return 0;
}
