import { Command, CommanderError } from 'commander';
import { commands } from './commands';
import { CannotRunError, EXIT } from './exit';
import { version } from './version';

const epilogue = `
Exit codes:
  0  done, nothing at or above the threshold; for a question: yes
  1  findings at or above the threshold; for a question: no, or not known
  2  it could not run

Examples:
  $ eks-iam-health check --cluster arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod
  $ eks-iam-health check --from ./payments-prod --format sarif --output findings.sarif
  $ kubectl get pods 2>&1 | eks-iam-health explain - --from ./payments-prod
`;

/** The whole command line; a command leaves its exit code in \`done\`. */
export function createProgram(done: (code: number) => void): Command {
  const program = new Command('eks-iam-health')
    .description(
      'Identity and access of Amazon EKS: what is wrong, who can do what, and why somebody is locked out.',
    )
    .version(version)
    .showSuggestionAfterError()
    // said before the commands are added, which inherit it
    .exitOverride()
    .addHelpText('after', epilogue);
  for (const add of commands) add(program, done);
  return program;
}

/** Runs one command line and gives its exit code; words about what went wrong go to standard error. @public */
export async function main(args: string[]): Promise<number> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `eks-iam-health ... | head`: whoever read it has enough
    if (error.code === 'EPIPE') process.exit(EXIT.fine);
    throw error;
  });
  let code: number = EXIT.fine;
  const program = createProgram(given => {
    code = given;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      // help and version are no mistakes
      return error.exitCode === 0 ? EXIT.fine : EXIT.couldNotRun;
    }
    const { message, stack } = error as Error;
    const isExpected =
      error instanceof CannotRunError || !process.env.EKS_IAM_HEALTH_DEBUG;
    process.stderr.write(`error: ${isExpected ? message : stack}\n`);
    return EXIT.couldNotRun;
  }
}
