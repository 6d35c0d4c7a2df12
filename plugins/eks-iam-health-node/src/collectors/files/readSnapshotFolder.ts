import { InputError } from '@backstage/errors';
import {
  ClusterArnParts,
  ClusterSnapshot,
  parseClusterArn,
  Sections,
  SNAPSHOT_SCHEMA_VERSION,
} from 'backstage-plugin-eks-iam-health-common';
import { z } from 'zod';
import { isNotFound, ReadError } from '../../clients/ReadError';
import { builtInCollectors } from '../builtInCollectors';
import { collectSections } from '../collectSections';
import { inParallel } from '../inParallel';
import { isoSeconds, observe } from '../observe';
import { time } from '../parseReply';
import { readCluster } from '../readCluster';
import { ExportFolder } from './ExportFolder';
import { FolderAwsReader } from './FolderAwsReader';
import { FolderKubernetesReader } from './FolderKubernetesReader';

/** Which folder is read, and for which cluster. @public */
export interface ReadSnapshotFolderOptions {
  /** which cluster it is, when neither `export.json` nor `aws/describe-cluster.json` says so */
  clusterArn?: string;
  signal?: AbortSignal;
  now?: () => Date;
}

/** `export.json` of `scripts/export-cluster.sh`. */
const exportNote = z.object({ clusterArn: z.string(), exportedAt: time });

/**
 * Makes a snapshot of a folder that holds what the AWS CLI and kubectl print, by the same collectors as a live one. A
 * file that is missing or malformed is a section that says so; a folder that is no export at all is an `InputError`.
 *
 * @public
 */
export async function readSnapshotFolder(
  path: string,
  options: ReadSnapshotFolderOptions = {},
): Promise<ClusterSnapshot> {
  const folder = new ExportFolder(path);
  const aws = new FolderAwsReader(folder);
  const kubernetes = new FolderKubernetesReader(folder);
  const signal = options.signal ?? new AbortController().signal;
  await mustBeExport(folder, path);

  const note = await readNote(folder);
  const readAt =
    note?.exportedAt ?? isoSeconds((options.now ?? (() => new Date()))());
  const now = () => new Date(readAt);
  const target = await whichCluster(
    aws,
    options.clusterArn ?? note?.clusterArn,
  );
  const cluster = await readCluster(aws, target, now).catch(error => {
    throw isNotFound(error)
      ? new InputError(`there was no such cluster: ${error.message}`)
      : error;
  });
  const context = { target, aws, kubernetes, signal };
  const sections = await collectSections({
    target,
    cluster,
    aws,
    kubernetes,
    account: async () => {
      const observed: Partial<Sections>[] = await inParallel(
        builtInCollectors.filter(one => one.source === 'account'),
        4,
        collector => observe(collector, context, now),
      );
      return Object.assign({}, ...observed);
    },
    collectors: builtInCollectors,
    signal,
    now,
  });
  return {
    schemaVersion: SNAPSHOT_SCHEMA_VERSION,
    arn: `arn:${target.partition}:eks:${target.region}:${target.accountId}:cluster/${target.name}`,
    collectedAt: readAt,
    source: 'files',
    sections,
    calls: {},
  };
}

async function mustBeExport(folder: ExportFolder, path: string) {
  const names = ['export', 'aws/describe-cluster', 'aws', 'kubernetes'];
  for (const name of names) {
    if (await folder.has(name)) return;
  }
  throw new InputError(
    `\`${path}\` is no export of a cluster: it has neither \`export.json\` nor a folder \`aws\` or \`kubernetes\``,
  );
}

async function readNote(folder: ExportFolder) {
  if (!(await folder.has('export'))) return undefined;
  try {
    return exportNote.parse(await folder.read('export'));
  } catch (error) {
    const why = error instanceof ReadError ? `: ${error.message}` : '';
    throw new InputError(
      `\`export.json\` does not say which cluster was exported and when${why}`,
    );
  }
}

async function whichCluster(
  aws: FolderAwsReader,
  arn: string | undefined,
): Promise<ClusterArnParts> {
  const target = parseClusterArn(arn ?? (await describedArn(aws)));
  if (!target) {
    throw new InputError('the export does not name an EKS cluster by its ARN');
  }
  return target;
}

async function describedArn(aws: FolderAwsReader): Promise<string> {
  try {
    const raw = await aws.call('eks:DescribeCluster', {});
    return z.object({ cluster: z.object({ arn: z.string() }) }).parse(raw)
      .cluster.arn;
  } catch (error) {
    const why = error instanceof ReadError ? `: ${error.message}` : '';
    throw new InputError(
      `the export does not say which cluster it is of${why}`,
    );
  }
}
