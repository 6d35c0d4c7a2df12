import {
  Alias,
  Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Node,
  parseAllDocuments,
  Scalar,
  YAMLMap,
  YAMLParseError,
} from 'yaml';
import { flattenFlow } from './flattenFlow';
import { plainScalarKind } from './yamlScalar';

/** Where something stands in a text; line and column count from 1. */
export interface Place {
  line: number;
  column: number;
}

/** A value as yaml.v2 would read it, with the place where it stands. */
export type YamlValue = Place & {
  /** offsets of the value in the text; those of the anchor's value where an alias stands */
  start: number;
  end: number;
} & (
    | { kind: 'text' | 'number' | 'boolean' | 'null'; text: string }
    | { kind: 'list'; items: YamlValue[]; flow: boolean }
    | { kind: 'map'; fields: YamlField[] }
  );

export interface YamlField extends Place {
  key: string;
  value: YamlValue;
}

export type YamlTree =
  | { status: 'read'; value: YamlValue; repeatedKeys: YamlField[] }
  | ({ status: 'broken'; message: string } & Place);

/** Why the whole text is lost; thrown inside this file only. */
class Broken extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** What libyaml refuses before it even looks at the structure. */
const forbidden =
  // eslint-disable-next-line no-control-regex -- YAML refuses these very characters
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/;

/** Anchors can repeat a subtree beyond any size; nothing that fits into a ConfigMap needs more than this. */
const MAX_VALUES = 100_000;

function isAboutFlowIndent(error: YAMLParseError) {
  return /^Flow (?:sequence|map) in block collection/.test(error.message);
}

function emptyTree() {
  return {
    status: 'read' as const,
    value: {
      kind: 'null' as const,
      text: '',
      start: 0,
      end: 0,
      line: 1,
      column: 1,
    },
    repeatedKeys: [],
  };
}

function refuseErrors(document: Document.Parsed, text: string): void {
  const [error] = document.errors.filter(
    // libyaml does not mind a comment that touches the value before it.
    e => !e.message.startsWith('Comments must be separated'),
  );
  if (error) throw new Broken(sentence(error.message), error.pos[0]);
  const { explicit, version } = document.directives.yaml;
  if (explicit && version !== '1.1') {
    throw new Broken('found incompatible YAML document', 0);
  }
  // libyaml refuses a tab at the start of a line, even of an empty one, which the parser used here overlooks.
  const tab = /^\t[ \t]*(?:#.*)?$/m.exec(
    text.slice(0, document.range?.[2] ?? text.length),
  );
  if (tab && !insideText(document, tab.index)) {
    throw new Broken('found character that cannot start any token', tab.index);
  }
}

/** Whether an offset is inside a quoted or block scalar or a flow collection, where tabs are harmless. */
function insideText(document: Document.Parsed, offset: number): boolean {
  const within = (node: unknown): boolean => {
    const ranged = node as Node | null;
    if (!ranged?.range) return false;
    const [start, end] = ranged.range;
    const covers = start < offset && offset < end;
    if (isScalar(ranged)) return covers && ranged.type !== Scalar.PLAIN;
    if (isMap(ranged)) {
      return (
        (covers && ranged.flow === true) ||
        ranged.items.some(pair => within(pair.key) || within(pair.value))
      );
    }
    if (isSeq(ranged)) {
      return (covers && ranged.flow === true) || ranged.items.some(within);
    }
    return false;
  };
  return within(document.contents);
}

/** First line of a parser message, as part of a sentence. */
function sentence(message: string) {
  return message.split('\n')[0].replace(/[.:]?\s*$/, '');
}

class Reader {
  readonly repeatedKeys: YamlField[] = [];
  readonly #document: Document.Parsed;
  readonly #place: (offset: number) => Place;
  /** what was cut off in front of the document */
  readonly #shift: number;
  #values = 0;
  readonly #openAliases = new Set<unknown>();

  constructor(
    document: Document.Parsed,
    place: (offset: number) => Place,
    shift: number,
  ) {
    this.#document = document;
    this.#place = place;
    this.#shift = shift;
  }

  read(node: unknown, at = 0): YamlValue {
    this.#values += 1;
    if (this.#values > MAX_VALUES) {
      throw new Broken('document contains excessive aliasing', at);
    }
    if (isAlias(node)) return this.#alias(node);
    const where = this.#where(node, at);
    if (isScalar(node)) {
      const text = String(node.value ?? '');
      return { ...where, kind: kindOf(node, text), text };
    }
    if (isSeq(node)) {
      return {
        ...where,
        kind: 'list',
        flow: node.flow === true,
        items: node.items.map(item => this.read(item, where.start)),
      };
    }
    if (isMap(node)) {
      return { ...where, kind: 'map', fields: this.#fields(node) };
    }
    return { ...where, kind: 'null', text: '' };
  }

  #where(node: unknown, at: number) {
    const range = (node as Node | null)?.range ?? [at, at, at];
    return {
      start: range[0] + this.#shift,
      end: range[1] + this.#shift,
      ...this.#place(range[0]),
    };
  }

  #alias(node: Alias): YamlValue {
    const offset = node.range?.[0] ?? 0;
    const target = node.resolve(this.#document);
    if (!target) {
      throw new Broken(`unknown anchor '${node.source}' referenced`, offset);
    }
    if (this.#openAliases.has(target)) {
      throw new Broken(`anchor '${node.source}' value contains itself`, offset);
    }
    this.#openAliases.add(target);
    const value = this.read(target, offset);
    this.#openAliases.delete(target);
    return value;
  }

  #fields(map: YAMLMap): YamlField[] {
    const fields = new Map<string, YamlField>();
    for (const pair of map.items) {
      const key = this.read(pair.key);
      if (key.kind === 'list' || key.kind === 'map') {
        throw new Broken(
          `a ${key.kind} is used as a map key; text that begins with a brace or bracket needs quotes`,
          key.start,
        );
      }
      if (isMergeKey(pair.key)) {
        // In yaml.v2 the order counts: what is merged replaces what stands before it.
        for (const merged of this.#merged(pair.value, key.start)) {
          fields.set(merged.key, merged);
        }
        continue;
      }
      if (key.kind === 'null') {
        throw new Broken('a map key is missing', key.start);
      }
      const field: YamlField = {
        key: key.text,
        value: this.read(pair.value, key.end),
        line: key.line,
        column: key.column,
      };
      if (fields.has(key.text)) this.repeatedKeys.push(field);
      fields.set(key.text, field);
    }
    return [...fields.values()];
  }

  #merged(source: unknown, offset: number): YamlField[] {
    const value = this.read(source, offset);
    if (value.kind === 'map') return value.fields;
    if (value.kind === 'list' && value.items.every(i => i.kind === 'map')) {
      // Of several maps the first wins, so it is written last.
      return [...value.items]
        .reverse()
        .flatMap(item => (item.kind === 'map' ? item.fields : []));
    }
    throw new Broken(
      'map merge requires map or sequence of maps as the value',
      offset,
    );
  }
}

function isMergeKey(key: unknown) {
  return (
    isScalar(key) &&
    key.type === Scalar.PLAIN &&
    plainScalarKind(String(key.value)) === 'merge'
  );
}

function kindOf(node: Scalar, text: string) {
  const isPlain = node.type === Scalar.PLAIN || node.type === undefined;
  if (!isPlain || node.tag === 'tag:yaml.org,2002:str') return 'text';
  const kind = plainScalarKind(text);
  return kind === 'merge' ? 'text' : kind;
}

/**
 * Reads the first document of a text as go's yaml.v2 does (not strict, through sigs.k8s.io/yaml): a list or map used as
 * a key breaks the whole text, a repeated key does not, scalars follow YAML 1.1.
 */
export function readYaml(whole: string): YamlTree {
  // libyaml skips a byte order mark; offsets are those of the whole text all the same.
  const text = whole.replace(/^\ufeff/, '');
  const lines = new LineCounter();
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  // The failsafe schema leaves every scalar as text, so that the rules of yaml.v2 can be applied to it.
  const parse = (source: string, lineCounter?: LineCounter) =>
    parseAllDocuments(source, {
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
      lineCounter,
    });
  let parsed = parse(text, lines);
  if (Array.isArray(parsed) && parsed[0]?.errors.some(isAboutFlowIndent)) {
    parsed = parse(flattenFlow(text));
  }
  try {
    const bad = forbidden.exec(text);
    if (bad) throw new Broken('control characters are not allowed', bad.index);
    if (!Array.isArray(parsed)) return emptyTree();
    const document = parsed[0];
    if (!document) return emptyTree();
    refuseErrors(document, text);
    const reader = new Reader(document, place, whole.length - text.length);
    const value = document.contents
      ? reader.read(document.contents)
      : emptyTree().value;
    return { status: 'read', value, repeatedKeys: reader.repeatedKeys };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return {
      status: 'broken',
      message: error.message,
      ...place(error.offset),
    };
  }
}
