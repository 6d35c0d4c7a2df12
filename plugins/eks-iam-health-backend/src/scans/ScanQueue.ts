import { QueuedScan } from '../store';

export type ScanWorker = (
  scan: QueuedScan,
  signal: AbortSignal,
) => Promise<void>;

/** Hands scans to workers. What is on it is also in the store, so a queue may forget without loss. */
export interface ScanQueue {
  /** Begins to work. A worker does not throw; if it does, that scan alone is affected. */
  start(worker: ScanWorker): void;
  /** Puts a scan on the queue, unless it is there already or being worked on; one that people now wait for goes first. */
  add(scan: QueuedScan): void;
  /** Ends all work in progress by its signal and waits for it. */
  stop(): Promise<void>;
}
