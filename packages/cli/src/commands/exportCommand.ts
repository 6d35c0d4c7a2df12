import { EXIT } from '../exit';
import { readAppConfig } from '../sources/readAppConfig';
import { readSource, SourceOptions } from '../sources/readSource';
import { AddCommand, print, withSource } from './command';

/** `export`: a cluster as one file, to look at later or elsewhere. */
export const addExport: AddCommand = (program, done) => {
  withSource(program.command('export'))
    .description('write a snapshot of a cluster to a file')
    .option('--output <file>', 'where to; standard output if not given')
    .addHelpText(
      'after',
      `
A snapshot holds no secret and no key; it does hold names, ARNs and policies, so a new file is readable for you alone.

Example:
  $ eks-iam-health export --cluster arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod --output prod.json
`,
    )
    .action(
      async (options: SourceOptions & { output?: string; config?: string }) => {
        const config = options.config
          ? await readAppConfig(options.config)
          : {};
        const { snapshot } = await readSource(options, config);
        await print(JSON.stringify(snapshot), options.output, {
          isConfidential: true,
        });
        done(EXIT.fine);
      },
    );
};
