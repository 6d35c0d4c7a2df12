import { createHash } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function digest(seed: string): Buffer {
  return createHash('sha256').update(seed).digest();
}

/** `AROA...`, `AIDA...`: the same seed gives the same id, so an estate looks the same after each start. */
export function uniqueId(prefix: string, seed: string): string {
  const bytes = digest(seed);
  let id = prefix;
  for (let i = 0; i < 17; i++) id += BASE32[bytes[i] & 31];
  return id;
}

/** A UUID that is always the same for the same seed. */
export function uuid(seed: string): string {
  const hex = digest(seed).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Upper-case hexadecimal, as in the id of an OIDC issuer. */
export function hexId(seed: string, length: number): string {
  return digest(seed).toString('hex').toUpperCase().slice(0, length);
}

/** Lower-case letters and digits, as Kubernetes appends to generated names. */
export function nameSuffix(seed: string, length: number): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  const bytes = digest(seed);
  let text = '';
  for (let i = 0; i < length; i++) text += alphabet[bytes[i] % alphabet.length];
  return text;
}
