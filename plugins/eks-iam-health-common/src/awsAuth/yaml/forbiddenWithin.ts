/** What YAML never allows in a text, and libyaml refuses when it comes to read it. */
const forbidden =
  // eslint-disable-next-line no-control-regex -- these are the very characters that are meant
  /[^\t\n\r\x20-\x7e\u0085\u00a0-\ufffd\u{10000}-\u{10ffff}]/u;

/** libyaml reads so many bytes at once, whether it needs them or not. */
const CHUNK_BYTES = 512;

const byteLength = (text: string) => new TextEncoder().encode(text).length;

/** Where a character stands that libyaml would have come across; `undefined` when there is none. */
export function forbiddenWithin(
  text: string,
  read: number,
): number | undefined {
  const found = forbidden.exec(text)?.index;
  if (found === undefined || found <= read) return found;
  const looked = byteLength(text.slice(0, read)) + 4;
  const chunkEnd = Math.ceil(looked / CHUNK_BYTES) * CHUNK_BYTES;
  return byteLength(text.slice(0, found)) < chunkEnd ? found : undefined;
}
