import { open } from 'node:fs/promises';
import { CannotRunError } from '../exit';

/** More than any snapshot of the largest cluster needs, less than what a process cannot hold as one text. */
export const MAX_FILE_BYTES = 100_000_000;

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
};

/** The text of a file, or of standard input for `-`, up to a size; anything else is a reason in words. */
export async function readTextFile(
  path: string,
  maxBytes: number = MAX_FILE_BYTES,
): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    const input =
      path === '-' ? process.stdin : (await open(path)).createReadStream();
    for await (const chunk of input) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      length += bytes.length;
      if (length > maxBytes) break;
      chunks.push(bytes);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw cannotRead(path, reasons[code ?? ''] ?? message);
  }
  if (length > maxBytes) {
    throw cannotRead(path, `it is larger than ${maxBytes / 1_000_000} MB`);
  }
  // Windows tools begin a file with a byte order mark, which is not JSON
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

function cannotRead(path: string, why: string) {
  const name = path === '-' ? 'standard input' : `\`${path}\``;
  return new CannotRunError(`${name} cannot be read: ${why}`);
}
