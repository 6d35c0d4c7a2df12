import { runEval } from '../eval';
import { EXIT } from '../exit';
import { AddCommand } from './command';

const help = `
One JSON object per line on standard input, one per line on standard output, in the same order.
A request names its operation in \`op\`; \`id\` comes back as it was given; an error is an answer.
Operations and their shapes: EVAL.md of this package.

Example:
  $ echo '{"id":1,"op":"arn.canonicalize","arn":"arn:aws:sts::111122223333:assumed-role/Dev/me"}' | eks-iam-health eval
`;

/** `eval`: the batch mode. */
export const addEval: AddCommand = (program, done) => {
  program
    .command('eval')
    .description('answer requests line by line, as JSON')
    .addHelpText('after', help)
    .action(async () => {
      await runEval(process.stdin, process.stdout);
      done(EXIT.fine);
    });
};
