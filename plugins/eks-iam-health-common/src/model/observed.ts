/**
 * Everything that is read from outside is one of two things, and the difference travels to the screen.
 *
 * `denied`: the caller lacks a permission. `unreachable`: no answer in time. `throttled`: refused after retries.
 * `malformed`: an answer came but could not be understood. `not-collected`: nobody asked (a file is missing from a
 * folder, or reading it is switched off).
 *
 * @public
 */
export type UnreadableReason =
  | 'denied'
  | 'unreachable'
  | 'throttled'
  | 'malformed'
  | 'not-collected';

/** A section that was read. @public */
export interface ReadSection<T> {
  status: 'read';
  value: T;
  /** ISO 8601, UTC */
  at: string;
}

/** A section that could not be read, with the reason. @public */
export interface UnreadableSection {
  status: 'unreadable';
  reason: UnreadableReason;
  /** One sentence for people; holds no secret */
  detail: string;
  /** The AWS action (`iam:GetRole`) or Kubernetes verb and resource (`list pods`) that failed */
  call?: string;
  /** The permission that would allow it, when the reason is `denied` */
  permission?: string;
  /** ISO 8601, UTC */
  at: string;
}

/** What was read, or why it was not. @public */
export type Observed<T> = ReadSection<T> | UnreadableSection;

/** Wraps a value that was read. @public */
export function read<T>(value: T, at: string): ReadSection<T> {
  return { status: 'read', value, at };
}

/** Says that a section could not be read. @public */
export function unreadable(
  reason: UnreadableReason,
  detail: string,
  at: string,
  more: { call?: string; permission?: string } = {},
): UnreadableSection {
  return { status: 'unreadable', reason, detail, at, ...more };
}

/** Whether the section was read. @public */
export function isRead<T>(section: Observed<T>): section is ReadSection<T> {
  return section.status === 'read';
}
