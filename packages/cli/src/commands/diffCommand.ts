import {
  ClusterSnapshot,
  diffAccess,
} from 'backstage-plugin-eks-iam-health-common';
import { stat } from 'node:fs/promises';
import { EXIT } from '../exit';
import { readSource } from '../sources/readSource';
import { renderChanges } from '../text/accessChanges';
import { AddCommand, formatOption, print, toJson } from './command';
import { unreadLine } from './sourceOf';

const help = `
A and B are snapshots written by \`export\`, or folders written by scripts/export-cluster.sh.
Not objects are compared but what they come to: moving a rule from one role to another changes nothing.
Exit code 0: nothing changed. 1: something changed, or could not be compared.

Example:
  $ eks-iam-health diff yesterday.json today.json
`;

/** A folder or a file, whichever it is. */
async function readEither(path: string): Promise<ClusterSnapshot> {
  const isFolder = await stat(path).then(
    found => found.isDirectory(),
    () => false,
  );
  const source = await readSource(
    isFolder ? { from: path } : { snapshot: path },
  );
  return source.snapshot;
}

/** `diff`: what changed in effective access between two snapshots. */
export const addDiff: AddCommand = (program, done) => {
  program
    .command('diff <a> <b>')
    .description('show what changed in effective access between two snapshots')
    .addOption(formatOption('table', 'json'))
    .addHelpText('after', help)
    .action(async (a: string, b: string, { format }: { format: string }) => {
      const [before, after] = [await readEither(a), await readEither(b)];
      if (before.arn !== after.arn) {
        process.stderr.write(
          `note: two clusters are compared, ${before.arn} and ${after.arn}\n`,
        );
      }
      const { changes, unread } = diffAccess(before, after);
      await print(
        format === 'json'
          ? toJson({ before: before.arn, after: after.arn, changes, unread })
          : [
              changes.length === 0
                ? 'effective access did not change'
                : renderChanges(changes),
              ...unreadLine(unread),
            ].join('\n'),
      );
      done(changes.length + unread.length === 0 ? EXIT.fine : EXIT.findings);
    });
};
