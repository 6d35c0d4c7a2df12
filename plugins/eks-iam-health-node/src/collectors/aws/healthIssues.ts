import { z } from 'zod';
import { listOf, optional } from '../parseReply';

/** `health.issues` of clusters, node groups and add-ons, which differ only in the list of codes. */
export const healthIssues = listOf(
  z
    .object({
      code: optional(z.string()),
      message: optional(z.string()),
      resourceIds: listOf(z.string()),
    })
    .transform(issue => ({
      code: issue.code ?? 'Unknown',
      message: issue.message ?? '',
      resourceIds: issue.resourceIds,
    })),
);
