import {
  ClusterSnapshot,
  parseSnapshot,
} from 'backstage-plugin-eks-iam-health-common';
import { CannotRunError } from '../exit';
import { readTextFile } from './readTextFile';

const MAX_PROBLEMS = 10;

/** A snapshot from a file that `export` wrote, or from standard input for `-`. */
export async function readSnapshotFile(path: string): Promise<ClusterSnapshot> {
  const parse = parseSnapshot(await readTextFile(path));
  if (parse.status === 'parsed') return parse.snapshot;
  const told = parse.problems
    .slice(0, MAX_PROBLEMS)
    .map(problem => `  ${problem.path || 'the whole'}: ${problem.message}`);
  const more = parse.problems.length - told.length;
  throw new CannotRunError(
    [
      `\`${path}\` is no snapshot of a cluster:`,
      ...told,
      ...(more > 0 ? [`  and ${more} more`] : []),
    ].join('\n'),
  );
}
