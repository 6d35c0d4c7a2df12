import { BrokenYaml, Cursor, isBlank, isBlankOrEnd, isWord } from './Cursor';

const readWord = (cursor: Cursor): string => {
  let word = '';
  while (isWord(cursor.at())) word += cursor.read();
  return word;
};

/** The name behind `&` or `*`. */
export function scanAnchor(cursor: Cursor): string {
  const start = cursor.offset;
  cursor.skip();
  const name = readWord(cursor);
  const isClosed =
    isBlankOrEnd(cursor.at()) || '?:,]}%@`'.includes(cursor.at());
  if (!name || !isClosed) {
    throw new BrokenYaml(
      'did not find expected alphabetic or numeric character',
      start,
    );
  }
  return name;
}

/** `!`, `!name` or `!name!`; only the last is a handle for sure. */
function scanHandle(cursor: Cursor, isDirective: boolean): string {
  if (cursor.at() !== '!') {
    throw new BrokenYaml("did not find expected '!'", cursor.offset);
  }
  let handle = cursor.read() + readWord(cursor);
  if (cursor.at() === '!') handle += cursor.read();
  else if (isDirective && handle !== '!') {
    throw new BrokenYaml("did not find expected '!'", cursor.offset);
  }
  return handle;
}

const isUri = (char: string) =>
  /^[0-9A-Za-z_;/?:@&=+$,.!~*'()[\]%-]$/.test(char);

function scanUri(cursor: Cursor, head = ''): string {
  const start = cursor.offset;
  let uri = head.slice(1);
  let isThere = head !== '';
  while (isUri(cursor.at())) {
    isThere = true;
    uri += cursor.at() === '%' ? scanUriEscape(cursor) : cursor.read();
  }
  if (!isThere) throw new BrokenYaml('did not find expected tag URI', start);
  return uri;
}

/** One character, written as the octets of its UTF-8 form. */
function scanUriEscape(cursor: Cursor): string {
  const run = /^(?:%[0-9A-Fa-f]{2})+/.exec(cursor.text.slice(cursor.offset));
  const octets = run?.[0] ?? '';
  for (let length = 3; length <= 12 && length <= octets.length; length += 3) {
    try {
      const char = decodeURIComponent(octets.slice(0, length));
      for (let i = 0; i < length; i++) cursor.skip();
      return char;
    } catch {
      // A longer run of octets may be a character.
    }
  }
  throw new BrokenYaml(
    'did not find a URI escaped octet of UTF-8',
    cursor.offset,
  );
}

/** A tag as handle and suffix; without handle the suffix is the whole tag. */
export interface ScannedTag {
  handle: string;
  suffix: string;
}

export function scanTag(cursor: Cursor): ScannedTag {
  const start = cursor.offset;
  const tag = cursor.at(1) === '<' ? scanVerbatim(cursor) : scanShort(cursor);
  if (!isBlankOrEnd(cursor.at())) {
    throw new BrokenYaml(
      'did not find expected whitespace or line break',
      start,
    );
  }
  return tag;
}

function scanVerbatim(cursor: Cursor): ScannedTag {
  cursor.skip();
  cursor.skip();
  const suffix = scanUri(cursor);
  if (cursor.at() !== '>') {
    throw new BrokenYaml("did not find the expected '>'", cursor.offset);
  }
  cursor.skip();
  return { handle: '', suffix };
}

function scanShort(cursor: Cursor): ScannedTag {
  const handle = scanHandle(cursor, false);
  if (handle.length > 1 && handle.endsWith('!')) {
    return { handle, suffix: scanUri(cursor) };
  }
  const suffix = scanUri(cursor, handle);
  return suffix ? { handle: '!', suffix } : { handle: '', suffix: '!' };
}

/** A line that begins with `%`. */
export type Directive =
  | { kind: 'version'; major: number; minor: number }
  | { kind: 'tag-prefix'; handle: string; prefix: string };

export function scanDirective(cursor: Cursor): Directive {
  const start = cursor.offset;
  const refuse = (message: string): never => {
    throw new BrokenYaml(message, start);
  };
  cursor.skip();
  const name = readWord(cursor);
  if (!name) refuse('could not find expected directive name');
  if (!isBlankOrEnd(cursor.at())) {
    refuse('found unexpected non-alphabetical character');
  }
  if (name !== 'YAML' && name !== 'TAG') refuse('found unknown directive name');
  cursor.skipBlanks();
  const directive =
    name === 'YAML' ? scanVersion(cursor, refuse) : scanPrefix(cursor, refuse);
  cursor.skipBlanks();
  cursor.skipComment();
  if (!isBlankOrEnd(cursor.at())) {
    refuse('did not find expected comment or line break');
  }
  return directive;
}

function scanVersion(
  cursor: Cursor,
  refuse: (message: string) => never,
): Directive {
  const number = () => {
    let digits = '';
    while (/^[0-9]$/.test(cursor.at())) digits += cursor.read();
    if (!digits) refuse('did not find expected version number');
    if (digits.length > 2) refuse('found extremely long version number');
    return Number(digits);
  };
  const major = number();
  if (cursor.at() !== '.') {
    refuse("did not find expected digit or '.' character");
  }
  cursor.skip();
  return { kind: 'version', major, minor: number() };
}

function scanPrefix(
  cursor: Cursor,
  refuse: (message: string) => never,
): Directive {
  const handle = scanHandle(cursor, true);
  if (!isBlank(cursor.at())) refuse('did not find expected whitespace');
  cursor.skipBlanks();
  const prefix = scanUri(cursor);
  if (!isBlankOrEnd(cursor.at())) {
    refuse('did not find expected whitespace or line break');
  }
  return { kind: 'tag-prefix', handle, prefix };
}
