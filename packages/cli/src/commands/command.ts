import { Command, InvalidArgumentError, Option } from 'commander';
import { writeFile } from 'node:fs/promises';
import { CannotRunError } from '../exit';

/** Adds one command to the program; it tells `done` its exit code. */
export type AddCommand = (
  program: Command,
  done: (code: number) => void,
) => void;

/** The three sources, of which one is given. */
export function withSource(command: Command): Command {
  return command
    .option('--from <folder>', 'a folder written by scripts/export-cluster.sh')
    .option('--snapshot <file>', 'a snapshot written by `export`, - for stdin')
    .option(
      '--cluster <arn>',
      'read live, with the AWS credentials of the environment',
    )
    .option(
      '--config <file>',
      'app-config (YAML or JSON): `aws` and `eksIamHealth` count',
    );
}

/** `--format` with its choices, the first being what is used when it is not given. */
export function formatOption(...choices: string[]): Option {
  return new Option('--format <format>', 'how to print')
    .choices(choices)
    .default(choices[0]);
}

/** An option that may be given several times or with commas. */
export function list(value: string, before: string[] = []): string[] {
  const items = value
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');
  if (items.length === 0) throw new InvalidArgumentError('It is empty.');
  return [...before, ...items];
}

/** Prints a result, with one line end, to standard output or to a file. */
export async function print(
  text: string,
  path?: string,
  { isConfidential = false } = {},
): Promise<void> {
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  if (path === undefined || path === '-') {
    process.stdout.write(whole);
    return;
  }
  try {
    await writeFile(path, whole, isConfidential ? { mode: 0o600 } : {});
  } catch (error) {
    throw new CannotRunError(
      `\`${path}\` cannot be written: ${(error as Error).message}`,
    );
  }
}

/** JSON for scripts. */
export const toJson = (value: unknown) => JSON.stringify(value, null, 2);
