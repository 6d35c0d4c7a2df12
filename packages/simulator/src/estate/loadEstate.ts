import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { accountSchema } from './accountSchema';
import { clusterSchema } from './clusterSchema';
import {
  AccountDefinition,
  ClusterDefinition,
  EstateDefinition,
} from './schema';

/** An estate that cannot be read; the message names file, place and reason. @public */
export class EstateError extends Error {
  override readonly name = 'EstateError';
}

/** Reads `accounts/*.yaml` and `clusters/*.yaml` of a folder. @public */
export function loadEstate(folder: string): EstateDefinition {
  const estate = {
    accounts: readAll(folder, 'accounts', accountSchema),
    clusters: readAll(folder, 'clusters', clusterSchema),
  };
  checkReferences(estate);
  return estate;
}

/** Parses an estate given as plain data, with the same rules as files. @public */
export function parseEstate(input: {
  accounts: unknown[];
  clusters: unknown[];
}): EstateDefinition {
  const estate = {
    accounts: input.accounts.map((value, i) =>
      parseAs(accountSchema, value, `accounts[${i}]`),
    ),
    clusters: input.clusters.map((value, i) =>
      parseAs(clusterSchema, value, `clusters[${i}]`),
    ),
  };
  checkReferences(estate);
  return estate;
}

function readAll<T extends z.ZodType>(
  folder: string,
  kind: string,
  schema: T,
): z.infer<T>[] {
  const directory = path.join(folder, kind);
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch {
    throw new EstateError(`no folder "${kind}" in estate ${folder}`);
  }
  return names
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => {
      const file = path.join(directory, name);
      const text = readFileSync(file, 'utf8');
      let value: unknown;
      try {
        value = parse(text);
      } catch (error) {
        throw new EstateError(`${file}: ${(error as Error).message}`);
      }
      return parseAs(schema, value, file);
    });
}

function parseAs<T extends z.ZodType>(
  schema: T,
  value: unknown,
  where: string,
): z.infer<T> {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new EstateError(`${where}:\n${z.prettifyError(result.error)}`);
  }
  return result.data;
}

function checkReferences({
  accounts,
  clusters,
}: {
  accounts: AccountDefinition[];
  clusters: ClusterDefinition[];
}) {
  const ids = new Set(accounts.map(account => account.account));
  for (const cluster of clusters) {
    if (!ids.has(cluster.account)) {
      throw new EstateError(
        `cluster ${cluster.cluster} is in account ${cluster.account}, which the estate does not have`,
      );
    }
  }
  const names = clusters.map(cluster => cluster.cluster);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) throw new EstateError(`two clusters are called ${twice}`);
}
