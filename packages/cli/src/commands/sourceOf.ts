import { Derived } from 'backstage-plugin-eks-iam-health-common';
import { readAppConfig } from '../sources/readAppConfig';
import { readSource, Source, SourceOptions } from '../sources/readSource';

/** The options of a command that reads a cluster. */
export type ClusterOptions = SourceOptions & { config?: string };

/** What the options name, read. */
export async function sourceOf(options: ClusterOptions): Promise<Source> {
  const config = options.config ? await readAppConfig(options.config) : {};
  return readSource(options, config);
}

/** The same, indexed for questions. */
export async function derivedOf(options: ClusterOptions): Promise<Derived> {
  return new Derived((await sourceOf(options)).snapshot);
}

/** Whether any source is given; some commands can do without. */
export const hasSource = ({ from, snapshot, cluster }: SourceOptions) =>
  from !== undefined || snapshot !== undefined || cluster !== undefined;

/** A sentence about what was not read, if anything. */
export const unreadLine = (unread: readonly string[]): string[] =>
  unread.length === 0
    ? []
    : [`not read, so there may be more: ${[...new Set(unread)].join(', ')}`];
