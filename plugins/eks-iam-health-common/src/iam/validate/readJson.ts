import { PolicyProblem } from '../parsePolicy';

/** JSON text as a value, with the names that an object has twice; or the place where the text stops being JSON. */
export type JsonReading =
  | { status: 'read'; value: unknown; repeated: PolicyProblem[] }
  | { status: 'malformed'; problem: PolicyProblem };

/** Deeper than any policy goes; deeper text is refused, so that nothing overflows. */
const MAX_DEPTH = 100;

class NotJson extends Error {
  constructor(readonly at: number, message: string) {
    super(message);
  }
}

class JsonReader {
  readonly repeated: PolicyProblem[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  document(): unknown {
    const value = this.value('', 0);
    this.skipSpace();
    if (this.at < this.text.length) this.fail('unexpected text');
    return value;
  }

  private value(path: string, depth: number): unknown {
    if (depth > MAX_DEPTH) this.fail('nested too deeply');
    this.skipSpace();
    switch (this.text[this.at]) {
      case '{':
        return this.object(path, depth);
      case '[':
        return this.array(path, depth);
      case '"':
        return this.string();
      case undefined:
        return this.fail('unexpected end');
      default:
        return this.literal();
    }
  }

  private object(path: string, depth: number): Record<string, unknown> {
    const members = new Map<string, unknown>();
    this.at += 1;
    this.skipSpace();
    if (this.takes('}')) return {};
    do {
      this.skipSpace();
      if (this.text[this.at] !== '"') this.fail('expected a name in quotes');
      const name = this.string();
      const memberPath = path ? `${path}.${name}` : name;
      if (members.has(name)) {
        this.repeated.push({ path: memberPath, message: 'is given twice' });
      }
      this.skipSpace();
      this.expect(':');
      members.set(name, this.value(memberPath, depth + 1));
      this.skipSpace();
    } while (this.takes(','));
    this.expect('}');
    return Object.fromEntries(members);
  }

  private array(path: string, depth: number): unknown[] {
    const items: unknown[] = [];
    this.at += 1;
    this.skipSpace();
    if (this.takes(']')) return items;
    do {
      items.push(this.value(`${path}[${items.length}]`, depth + 1));
      this.skipSpace();
    } while (this.takes(','));
    this.expect(']');
    return items;
  }

  private string(): string {
    return this.parsed(
      /"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y,
      'unterminated or malformed text',
    ) as string;
  }

  private literal(): unknown {
    return this.parsed(
      /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y,
      'unexpected text',
    );
  }

  private parsed(pattern: RegExp, otherwise: string): unknown {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? this.fail(otherwise);
    try {
      const value: unknown = JSON.parse(found);
      this.at += found.length;
      return value;
    } catch {
      // control characters, which must be escaped
      return this.fail(otherwise);
    }
  }

  private expect(char: string) {
    if (!this.takes(char)) this.fail(`expected \`${char}\``);
  }

  private takes(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  private skipSpace() {
    while (' \t\r\n'.includes(this.text[this.at] ?? 'x')) this.at += 1;
  }

  private fail(message: string): never {
    throw new NotJson(this.at, message);
  }
}

/**
 * Reads JSON text strictly (RFC 8259) and notices what `JSON.parse` passes over: names given twice, of which it would
 * keep the last one only.
 */
export function readJson(text: string): JsonReading {
  const reader = new JsonReader(text);
  try {
    const value = reader.document();
    return { status: 'read', value, repeated: reader.repeated };
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    const before = text.slice(0, error.at).split('\n');
    const place = `line ${before.length}, column ${
      before[before.length - 1].length + 1
    }`;
    return {
      status: 'malformed',
      problem: { path: '', message: `not JSON: ${error.message} at ${place}` },
    };
  }
}
