import { read } from 'backstage-plugin-eks-iam-health-common';
import { aCluster } from 'backstage-plugin-eks-iam-health-common/testing';
import { AwsOperation, AwsReader } from '../../clients/AwsReader';
import { KubernetesReader } from '../../clients/KubernetesReader';
import { ReadError } from '../../clients/ReadError';
import { CollectContext } from '../defineCollector';

type Reply = (input: Record<string, unknown>) => unknown;

/** Answers of AWS by operation: a value, a function of the input, or an error that is thrown. */
export type Replies = Partial<Record<AwsOperation, unknown | Reply>>;

/** A reader that answers from recorded replies; what was not recorded does not exist. */
export function recordedAws(replies: Replies): AwsReader & {
  asked: string[];
} {
  const asked: string[] = [];
  const call: AwsReader['call'] = async (operation, input) => {
    asked.push(operation);
    const reply = replies[operation];
    if (reply === undefined) throw new Error(`no reply for ${operation}`);
    const value = typeof reply === 'function' ? (reply as Reply)(input) : reply;
    if (value instanceof Error) throw value;
    return value;
  };
  return {
    asked,
    call,
    pages: async (operation, input) => {
      const value = await call(operation, input);
      return Array.isArray(value) ? value : [value];
    },
  };
}

/** A reader of objects by kind. */
export function recordedKubernetes(
  objects: Record<string, unknown[] | Error>,
): KubernetesReader {
  const of = (plural: string) => {
    const found = objects[plural];
    if (found instanceof Error) throw found;
    return found ?? [];
  };
  return {
    list: async ({ plural }, map) => of(plural).map(map),
    get: async ({ plural }, namespace, name) => {
      const found = of(plural).find(object => {
        const { metadata } = object as {
          metadata: { name: string; namespace: string };
        };
        return metadata.name === name && metadata.namespace === namespace;
      });
      if (found) return found;
      throw new ReadError('malformed', 'not found', { notFound: true });
    },
  };
}

/** What a collector is given in tests. */
export function aContext(change: Partial<CollectContext> = {}): CollectContext {
  const cluster = aCluster();
  return {
    target: cluster,
    cluster: read(cluster, '2026-11-21T14:14:00Z'),
    aws: recordedAws({}),
    kubernetes: recordedKubernetes({}),
    signal: new AbortController().signal,
    ...change,
  };
}

/** What AWS says to somebody who may not. */
export function denied(operation: AwsOperation): ReadError {
  return new ReadError('denied', `\`${operation}\` was denied`, {
    call: operation,
    permission: operation,
  });
}
