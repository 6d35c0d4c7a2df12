import { InputError } from '../eval';
import { iamEscalations } from '../eval/operations/iamEscalations';
import { iamValidate } from '../eval/operations/iamValidate';
import { CannotRunError, EXIT } from '../exit';
import { readTextFile } from '../sources/readTextFile';
import { plain } from '../text/plain';
import { AddCommand, formatOption, print, toJson } from './command';
import { addIamEvaluate } from './iamEvaluateCommand';
import { files, readPolicies } from './policyFiles';

/** What is wrong with a request of the batch mode is wrong with the command line here. */
function asked<T>(ask: () => unknown): T {
  try {
    return ask() as T;
  } catch (error) {
    if (error instanceof InputError) throw new CannotRunError(error.message);
    throw error;
  }
}

interface Validation {
  valid: boolean;
  problems: Array<{ path?: string; message?: string }>;
}

interface Escalations {
  paths: Array<{ id: string; actions: string[]; steps: unknown[] }>;
}

/** `iam`: policies by themselves, from files. */
export const addIam: AddCommand = (program, done) => {
  const iam = program
    .command('iam')
    .description('decide, validate and search IAM policies');
  addIamEvaluate(iam, done);
  iam
    .command('validate <file>')
    .description("check a policy by AWS's grammar; exit code 1 if it is not")
    .option('--kind <kind>', 'identity, trust, ...', 'identity')
    .addOption(formatOption('table', 'json'))
    .action(async (file: string, options: { kind: string; format: string }) => {
      const policy = await readTextFile(file);
      const answer = asked<Validation>(() =>
        iamValidate({ policy, kind: options.kind }),
      );
      await print(
        options.format === 'json'
          ? toJson(answer)
          : [
              answer.valid ? 'valid' : 'not valid',
              ...answer.problems.map(
                ({ path, message }) =>
                  `  ${plain(path || 'the whole')}: ${plain(message ?? '')}`,
              ),
            ].join('\n'),
      );
      done(answer.valid ? EXIT.fine : EXIT.findings);
    });
  iam
    .command('escalations')
    .description(
      'show the ways from these policies to more rights; exit code 1 if any',
    )
    .requiredOption('--policy <file>', 'may be repeated', files)
    .addOption(formatOption('table', 'json'))
    .action(async (options: { policy: string[]; format: string }) => {
      const policies = await readPolicies(options.policy);
      const answer = asked<Escalations>(() => iamEscalations({ policies }));
      await print(
        options.format === 'json'
          ? toJson(answer)
          : answer.paths
              .map(({ id, actions }) => plain(`${id}: ${actions.join(', ')}`))
              .join('\n') || 'no way was found',
      );
      done(answer.paths.length === 0 ? EXIT.fine : EXIT.findings);
    });
};
