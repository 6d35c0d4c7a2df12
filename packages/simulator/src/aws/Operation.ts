import { World } from '../estate/World';
import { Caller } from './caller';

/** What an operation may know about its call. */
export interface Call {
  world: World;
  caller: Caller;
  region: string;
  /** throws AWS's AccessDenied sentence; each operation names its own resource */
  authorize(resource?: string): void;
}

/** A page of items and the opaque token that continues it. */
export function pageOf<T>(
  items: T[],
  { size, token }: { size: number; token: string | undefined },
): { items: T[]; next?: string } | 'bad-token' {
  let start = 0;
  if (token) {
    const match = /^after:(\d+)$/.exec(
      Buffer.from(token, 'base64url').toString('utf8'),
    );
    if (!match) return 'bad-token';
    start = Number(match[1]);
  }
  const end = start + size;
  return {
    items: items.slice(start, end),
    ...(end < items.length
      ? { next: Buffer.from(`after:${end}`).toString('base64url') }
      : {}),
  };
}
