import { createHash } from 'crypto';

/** Subjects can be longer than an index allows, so findings are kept under a hash of what makes them. */
export function findingKey(
  clusterId: string,
  finding: { checkId: string; subject: string },
): string {
  return createHash('sha256')
    .update(JSON.stringify([clusterId, finding.checkId, finding.subject]))
    .digest('hex');
}
