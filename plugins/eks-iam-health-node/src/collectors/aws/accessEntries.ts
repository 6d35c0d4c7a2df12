import {
  AccessEntry,
  AssociatedAccessPolicy,
} from 'backstage-plugin-eks-iam-health-common';
import { z } from 'zod';
import { AwsReader } from '../../clients/AwsReader';
import { defineCollector } from '../defineCollector';
import { listOf, optional, parseReply, textMap, time } from '../parseReply';
import { describeEach } from './describeEach';

const listReply = z.object({ accessEntries: z.array(z.string()) });

const entryReply = z.object({
  accessEntry: z.object({
    principalArn: z.string(),
    accessEntryArn: z.string(),
    type: optional(z.string()),
    username: optional(z.string()),
    kubernetesGroups: listOf(z.string()),
    createdAt: time,
    modifiedAt: optional(time),
    tags: textMap,
  }),
});

const policiesReply = z.object({
  associatedAccessPolicies: z.array(
    z.object({
      policyArn: z.string(),
      accessScope: z.object({
        type: z.enum(['cluster', 'namespace']),
        namespaces: listOf(z.string()),
      }),
      associatedAt: optional(time),
    }),
  ),
});

/** Access entries with the policies associated with them. In mode `CONFIG_MAP` there are none and EKS refuses to list. */
export const accessEntriesCollector = defineCollector({
  source: 'cluster',
  sections: ['accessEntries'],
  doing: 'reading access entries',
  permissions: [
    'eks:ListAccessEntries',
    'eks:DescribeAccessEntry',
    'eks:ListAssociatedAccessPolicies',
  ],
  async collect({ aws, target, cluster }) {
    if (
      cluster?.status === 'read' &&
      cluster.value.authenticationMode === 'CONFIG_MAP'
    ) {
      return { accessEntries: [] };
    }
    const operation = 'eks:ListAccessEntries';
    const clusterName = target.name;
    const pages = await aws.pages(operation, { clusterName });
    const principalArns = pages.flatMap(
      page => parseReply(listReply, page, operation).accessEntries,
    );
    return {
      accessEntries: await describeEach(principalArns, async principalArn => {
        const input = { clusterName, principalArn };
        // Both are asked at once, but of two failures it is always the first that is told.
        const policies = associatedPolicies(aws, input);
        policies.catch(() => undefined);
        return {
          ...(await describeEntry(aws, input)),
          policies: await policies,
        };
      }),
    };
  },
});

interface EntryInput extends Record<string, unknown> {
  clusterName: string;
  principalArn: string;
}

async function describeEntry(
  aws: AwsReader,
  input: EntryInput,
): Promise<Omit<AccessEntry, 'policies'>> {
  const operation = 'eks:DescribeAccessEntry';
  const raw = await aws.call(operation, input);
  const { accessEntry } = parseReply(entryReply, raw, operation);
  return {
    ...accessEntry,
    type: accessEntry.type ?? 'STANDARD',
    username: accessEntry.username ?? '',
  };
}

async function associatedPolicies(
  aws: AwsReader,
  input: EntryInput,
): Promise<AssociatedAccessPolicy[]> {
  const operation = 'eks:ListAssociatedAccessPolicies';
  const pages = await aws.pages(operation, input);
  return pages
    .flatMap(
      page =>
        parseReply(policiesReply, page, operation).associatedAccessPolicies,
    )
    .map(({ policyArn, accessScope, associatedAt }) => ({
      policyArn,
      associatedAt,
      scope:
        accessScope.type === 'cluster'
          ? { type: 'cluster' }
          : { type: 'namespace', namespaces: accessScope.namespaces },
    }));
}
