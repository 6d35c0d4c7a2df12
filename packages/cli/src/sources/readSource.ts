import { stat } from 'node:fs/promises';
import { ClusterSnapshot } from 'backstage-plugin-eks-iam-health-common';
import { CannotRunError } from '../exit';
import { AppConfig } from './readAppConfig';
import { readSnapshotFile } from './readSnapshotFile';

/** Where a cluster is read from: exactly one of the three. */
export interface SourceOptions {
  from?: string;
  snapshot?: string;
  cluster?: string;
}

/** A snapshot and what it was made of, for people. */
export interface Source {
  snapshot: ClusterSnapshot;
  /** the folder or file; absent when it was read live */
  path?: string;
}

/** Reads a cluster from an exported folder, from a snapshot's file, or live. */
export async function readSource(
  options: SourceOptions,
  config: AppConfig = {},
): Promise<Source> {
  const { from, snapshot, cluster } = options;
  const given = [from, snapshot, cluster].filter(one => one !== undefined);
  if (given.length !== 1) {
    throw new CannotRunError(
      given.length === 0
        ? 'which cluster? give one of `--from FOLDER`, `--snapshot FILE` and `--cluster ARN`'
        : 'only one of `--from`, `--snapshot` and `--cluster` can be given',
    );
  }
  if (snapshot !== undefined) {
    return { snapshot: await readSnapshotFile(snapshot), path: snapshot };
  }
  if (from !== undefined)
    return { snapshot: await readFolder(from), path: from };
  // The AWS SDK takes a while to load, so only those who need it wait for it.
  const { collectLive } = await import('./collectLive');
  return { snapshot: await collectLive(cluster ?? '', config) };
}

async function readFolder(path: string): Promise<ClusterSnapshot> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new CannotRunError(`there is no folder \`${path}\``);
  if (!found.isDirectory()) {
    throw new CannotRunError(
      `\`${path}\` is a file; a snapshot is given by \`--snapshot\``,
    );
  }
  const { readSnapshotFolder } = await import(
    'backstage-plugin-eks-iam-health-node'
  );
  return readSnapshotFolder(path);
}
