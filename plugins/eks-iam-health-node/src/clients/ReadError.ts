import { UnreadableReason } from 'backstage-plugin-eks-iam-health-common';

/**
 * Why something could not be read, in the words of a snapshot. The message is shown to people and stored, so it never
 * holds a value that was read.
 *
 * @public
 */
export class ReadError extends Error {
  readonly reason: UnreadableReason;
  /** `iam:GetRole`, `list pods` */
  readonly call?: string;
  /** what would allow it, when the reason is `denied` */
  readonly permission?: string;
  /** the thing asked for does not exist, which is often an answer by itself */
  readonly notFound: boolean;

  constructor(
    reason: UnreadableReason,
    message: string,
    more: { call?: string; permission?: string; notFound?: boolean } = {},
  ) {
    super(message);
    this.name = 'ReadError';
    this.reason = reason;
    this.call = more.call;
    this.permission = more.permission;
    this.notFound = more.notFound ?? false;
  }
}

/** Whether the error says that the thing asked for does not exist. @public */
export function isNotFound(error: unknown): boolean {
  return error instanceof ReadError && error.notFound;
}
