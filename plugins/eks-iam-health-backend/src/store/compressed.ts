import { promisify } from 'util';
import { gunzip, gzip } from 'zlib';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** A JSON value as gzip'd bytes: snapshots shrink to about a tenth. */
export async function compress(value: unknown): Promise<Buffer> {
  return zip(Buffer.from(JSON.stringify(value), 'utf8'));
}

/** The inverse of `compress`. The type is what was put in: only this plugin writes these columns. */
export async function decompress<T>(bytes: Buffer): Promise<T> {
  return JSON.parse((await unzip(bytes)).toString('utf8')) as T;
}
