import { createHash } from 'node:crypto';
import { canonicalJson } from 'backstage-plugin-eks-iam-health-common';
import { StoredEvent, StoredRequest } from './model';

/** Stands before the first event of each request. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 of the canonical JSON of a value. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** Puts an event at the end of a chain: its hash covers the one before. */
export function chained(
  event: Omit<StoredEvent, 'hash' | 'prevHash'>,
  prevHash: string,
): StoredEvent {
  return { ...event, prevHash, hash: hashOf({ ...event, prevHash }) };
}

export type ChainAnswer =
  | { intact: true }
  | { intact: false; sequence: number; message: string };

/** Whether the events of a request are all there and as they were written; names the first that is not. */
export function verifyChain(
  request: Pick<StoredRequest, 'lastSequence' | 'lastHash'>,
  events: readonly StoredEvent[],
): ChainAnswer {
  const broken = (sequence: number, message: string): ChainAnswer => ({
    intact: false,
    sequence,
    message,
  });
  let prevHash = GENESIS;
  for (const [index, event] of events.entries()) {
    const expected = index + 1;
    if (event.sequence !== expected) {
      return broken(expected, 'the event is missing');
    }
    const { hash, prevHash: stored, ...content } = event;
    if (
      stored !== prevHash ||
      hash !== hashOf({ ...content, prevHash: stored })
    ) {
      return broken(expected, 'the event is not as it was written');
    }
    prevHash = hash;
  }
  if (events.length !== request.lastSequence || prevHash !== request.lastHash) {
    return broken(events.length + 1, 'the end of the record is missing');
  }
  return { intact: true };
}
