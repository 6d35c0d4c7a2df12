import {
  Observed,
  read,
  SectionName,
  Sections,
  unreadable,
} from 'backstage-plugin-eks-iam-health-common';
import { ReadError } from '../clients/ReadError';
import { CollectContext, Collector } from './defineCollector';

/** Runs a collector and turns failure into a value. Only an aborted scan is thrown. @public */
export async function observe(
  collector: Collector,
  context: CollectContext,
  now: () => Date,
): Promise<Partial<Sections>> {
  try {
    const values = await collector.collect(context);
    const at = isoSeconds(now());
    return sectionsOf(collector, name => {
      const value = values[name];
      return value === undefined
        ? unreadable('malformed', `${collector.doing} gave no ${name}`, at)
        : read(value, at);
    });
  } catch (error) {
    context.signal.throwIfAborted();
    const at = isoSeconds(now());
    return sectionsOf(collector, () => toUnreadable(error, collector, at));
  }
}

function sectionsOf(
  collector: Collector,
  make: (name: SectionName) => Observed<unknown>,
): Partial<Sections> {
  return Object.fromEntries(
    collector.sections.map(name => [name, make(name)]),
  ) as Partial<Sections>; // each value belongs to its name: defineCollector saw to that
}

function toUnreadable(error: unknown, collector: Collector, at: string) {
  if (error instanceof ReadError) {
    return unreadable(error.reason, error.message, at, {
      ...(error.call && { call: error.call }),
      ...(error.permission && { permission: error.permission }),
    });
  }
  // The text of an unexpected error may hold what was read, so only its kind is told.
  const kind = error instanceof Error ? error.name : 'unknown error';
  return unreadable(
    'malformed',
    `${collector.doing} failed on an answer that was not understood (${kind})`,
    at,
  );
}

/** A time the way snapshots write it. */
export function isoSeconds(time: Date): string {
  return time.toISOString().replace('.000Z', 'Z');
}
