import {
  checks,
  ClusterSnapshot,
  HealthReport,
} from 'backstage-plugin-eks-iam-health-common';
import { existsSync } from 'node:fs';
import { Option } from 'commander';
import { acceptedBy, baselineOf, readBaseline } from '../checkRun/baseline';
import { parseCheckOptions, severities } from '../checkRun/checkOptions';
import { chooseChecks } from '../checkRun/chooseChecks';
import { FailOn, isDefect, runChecksOn } from '../checkRun/runChecksOn';
import { CannotRunError, EXIT } from '../exit';
import { formats } from '../formats';
import { readAppConfig } from '../sources/readAppConfig';
import { readSource, SourceOptions } from '../sources/readSource';
import {
  AddCommand,
  formatOption,
  list,
  print,
  toJson,
  withSource,
} from './command';

interface Options extends SourceOptions {
  format: string;
  output?: string;
  failOn: FailOn;
  failOnUnknown?: boolean;
  only?: string[];
  skip?: string[];
  baseline?: string;
  writeBaseline?: string;
  config?: string;
  repairs?: boolean;
}

const help = `
Failing and warning findings at or above --fail-on make the exit code 1, except those that the baseline accepts.
What could not be read is unknown: it is printed, and counts only with --fail-on-unknown. Where nothing at all could be
judged the exit code is 2.

Examples:
  $ eks-iam-health check --from ./payments-prod
  $ eks-iam-health check --snapshot prod.json --only 'AUTHN-*',irsa-trust-open-subject --fail-on medium
  $ eks-iam-health check --from ./payments-prod --write-baseline accepted.json
  $ eks-iam-health check --from ./payments-prod --baseline accepted.json --format junit --output junit.xml
`;

async function run(options: Options): Promise<number> {
  const config = options.config ? await readAppConfig(options.config) : {};
  const checkOptions = parseCheckOptions(config.eksIamHealth?.checks);
  const chosen = chooseChecks(
    checks,
    { only: options.only ?? [], skip: options.skip ?? [] },
    checkOptions,
  );
  const baseline = await baselineBefore(options);
  const source = await readSource(options, config);
  const { arn, collectedAt } = source.snapshot;
  const today = new Date().toISOString().slice(0, 10);
  const checkRun = runChecksOn(source, {
    checks: chosen,
    // ages are those of the time when the cluster was read, so that a folder always says the same
    settings: { ...checkOptions.settings, now: collectedAt },
    failOn: options.failOn,
    showRepairs: options.repairs,
    acceptance: acceptedBy(
      options.baseline === undefined ? undefined : baseline,
      arn,
      today,
    ),
  });
  const { report, counted } = checkRun;
  if (options.writeBaseline !== undefined) {
    const defects = report.checks
      .flatMap(({ findings }) => findings)
      .filter(isDefect);
    await print(
      toJson(baselineOf(arn, defects, baseline)),
      options.writeBaseline,
    );
    process.stderr.write(
      `${defects.length} findings are accepted in ${options.writeBaseline}\n`,
    );
    return EXIT.fine;
  }
  await print(formats[options.format](checkRun), options.output);
  const { unknown } = report.counts;
  if (!isAnythingJudged(source.snapshot, report)) {
    throw new CannotRunError(
      'nothing could be judged: every check lacks something that was not read',
    );
  }
  const isUnknown = options.failOnUnknown === true && unknown > 0;
  return counted.length > 0 || isUnknown ? EXIT.findings : EXIT.fine;
}

/** A check may be about what cannot be read, and so decide over a cluster of which nothing was. */
function isAnythingJudged(
  { sections }: ClusterSnapshot,
  { counts: { fail, warn, pass, unknown } }: HealthReport,
): boolean {
  const isSomethingRead = Object.values(sections).some(
    ({ status }) => status === 'read',
  );
  return isSomethingRead && (fail + warn + pass > 0 || unknown === 0);
}

/** The baseline to judge by, or, when one is written, the file there was before, whose reasons stay. */
async function baselineBefore({ baseline, writeBaseline }: Options) {
  if (baseline !== undefined) return readBaseline(baseline);
  return writeBaseline !== undefined && existsSync(writeBaseline)
    ? readBaseline(writeBaseline)
    : undefined;
}

/** `check`: all checks over one cluster. */
export const addCheck: AddCommand = (program, done) => {
  withSource(program.command('check'))
    .description('run the checks over a cluster')
    .addOption(formatOption(...Object.keys(formats)))
    .option('--output <file>', 'write there instead of to standard output')
    .addOption(
      new Option('--fail-on <severity>', 'least severity for exit code 1')
        .choices([...severities, 'none'])
        .default('high'),
    )
    .option('--fail-on-unknown', 'exit code 1 also when a check is unknown')
    .option('--only <checks>', 'only these: ids, numbers, AUTHN-*', list)
    .option('--skip <checks>', 'not these', list)
    .option('--repairs', 'show what to do, in a table or Markdown')
    .option('--baseline <file>', 'findings that are accepted')
    .option('--write-baseline <file>', 'accept all that is found now')
    .addHelpText('after', help)
    .action(async (options: Options) => done(await run(options)));
};
