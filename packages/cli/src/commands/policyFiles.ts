import { InvalidArgumentError } from 'commander';
import { CannotRunError } from '../exit';
import { readTextFile } from '../sources/readTextFile';

const MAX_POLICY_BYTES = 10_000_000;

/** The JSON of a file, or of standard input for `-`. */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readTextFile(path, MAX_POLICY_BYTES);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CannotRunError(
      `\`${path}\` is not JSON: ${(error as Error).message}`,
    );
  }
}

/** Several policies, each in its file. */
export const readPolicies = (paths: readonly string[]): Promise<unknown[]> =>
  Promise.all(paths.map(readJsonFile));

/** One option per file. */
export const files = (path: string, before: string[] = []) => [...before, path];

/** One option per level, its files with commas between them. */
export const levels = (paths: string, before: string[][] = []) => [
  ...before,
  paths.split(',').filter(path => path !== ''),
];

type Pairs = Record<string, string | string[]>;

/** `key=value`; a key that is given several times has several values. */
export function pairs(text: string, before: Pairs = {}): Pairs {
  const at = text.indexOf('=');
  if (at <= 0) throw new InvalidArgumentError('It must be key=value.');
  const [key, value] = [text.slice(0, at), text.slice(at + 1)];
  const known = before[key];
  return {
    ...before,
    [key]: known === undefined ? value : [known, value].flat(),
  };
}
