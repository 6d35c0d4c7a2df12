import {
  ClusterSnapshot,
  Diagnosis,
  explainErrors,
} from 'backstage-plugin-eks-iam-health-common';
import { CannotRunError, EXIT } from '../exit';
import { parseServiceAccount } from '../questions/parseAsker';
import { readTextFile } from '../sources/readTextFile';
import { plain } from '../text/plain';
import { repairLines } from '../text/repairLines';
import { AddCommand, formatOption, print, toJson, withSource } from './command';
import { ClusterOptions, hasSource, sourceOf } from './sourceOf';

const MAX_TEXT_BYTES = 10_000_000;

const help = `
TEXT is what kubectl, the AWS CLI, the console or a pod says; - or nothing reads it from standard input.
With a cluster each cause is proven or ruled out by what was read of it.
Exit code 0: explained. 1: the text holds no error that is known.

Examples:
  $ kubectl get pods 2>&1 | eks-iam-health explain - --from ./prod
  $ eks-iam-health explain 'error: You must be logged in to the server (Unauthorized)' --principal arn:aws:iam::111122223333:role/Dev --snapshot prod.json
`;

interface Options extends ClusterOptions {
  principal?: string;
  serviceAccount?: string;
  format: string;
}

function linesOf(
  { headline, summary, causes, gates, documentation }: Diagnosis,
  snapshot: ClusterSnapshot | undefined,
): string[] {
  return [
    plain(headline),
    `  ${plain(summary)}`,
    ...gates.map(
      ({ gate, state, detail }) => `  ${gate}: ${state}, ${plain(detail)}`,
    ),
    ...causes.flatMap(cause => [
      `  ${cause.certainty.padEnd(10)} ${plain(cause.title)}`,
      ...(cause.explanation ? [`      ${plain(cause.explanation)}`] : []),
      ...(cause.certainty === 'ruled-out'
        ? []
        : repairLines(cause.repairs, snapshot, '      ')),
    ]),
    `  ${documentation}`,
  ];
}

/** `explain`: what an error text means, why it comes and what to do. */
export const addExplain: AddCommand = (program, done) => {
  withSource(program.command('explain [text]'))
    .description('explain an error text')
    .option('--principal <arn>', 'who saw the error')
    .option('--service-account <namespace/name>', 'which workload saw it')
    .addOption(formatOption('table', 'json'))
    .addHelpText('after', help)
    .action(async (text: string | undefined, options: Options) => {
      const isPiped = text === undefined || text === '-';
      if (isPiped && options.snapshot === '-') {
        throw new CannotRunError(
          'standard input is either the text or the snapshot',
        );
      }
      const snapshot = hasSource(options)
        ? (await sourceOf(options)).snapshot
        : undefined;
      const pasted = isPiped ? await readTextFile('-', MAX_TEXT_BYTES) : text;
      const diagnoses = explainErrors(pasted, snapshot, {
        principalArn: options.principal,
        ...(options.serviceAccount !== undefined && {
          serviceAccount: parseServiceAccount(options.serviceAccount),
        }),
      });
      await print(
        options.format === 'json'
          ? toJson({ diagnoses })
          : diagnoses
              .map(diagnosis => linesOf(diagnosis, snapshot).join('\n'))
              .join('\n\n') || 'the text holds no error that is known here',
      );
      done(diagnoses.length > 0 ? EXIT.fine : EXIT.findings);
    });
};
