import { BrokenYaml } from './Cursor';
import { parseNodes } from './parseNodes';
import { plainScalarKind, ScalarKind, taggedScalarKind } from './scalarKind';
import { YamlNode } from './YamlNode';

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

/** Why a text, or the rest of it, is lost. */
export type YamlBreak = { message: string } & Place;

export type YamlTree =
  | {
      status: 'read';
      value: YamlValue;
      repeatedKeys: YamlField[];
      /** where a list of texts broke off: what stands before is kept */
      brokeOff?: YamlBreak;
    }
  | ({ status: 'broken' } & YamlBreak);

/**
 * How a tree is read. `json`: as sigs.k8s.io/yaml makes JSON of it, where everything has to be fit for JSON. `texts`: as
 * yaml.v2 fills a list of strings, where unquoted numbers keep their text and deeper values are not looked at.
 */
export type YamlTarget = 'json' | 'texts';

type ScalarNode = Extract<YamlNode, { kind: 'scalar' }>;

const scheme = 'tag:yaml.org,2002:';

const isMergeKey = (node: YamlNode) =>
  node.kind === 'scalar' &&
  node.value === '<<' &&
  (node.isImplicit || node.tag === `${scheme}merge`);

/** Numbers are numbers to whoever reads on. */
const shown = (kind: ScalarKind) =>
  kind === 'big-number' || kind === 'not-finite' ? 'number' : kind;

/** What is left in the end has to be fit for JSON; a value that a later one replaced does not matter. */
function refuseNotFinite(value: YamlValue, shift: number): void {
  if (value.kind === 'list') {
    value.items.forEach(item => refuseNotFinite(item, shift));
  } else if (value.kind === 'map') {
    value.fields.forEach(field => refuseNotFinite(field.value, shift));
  } else if (
    value.kind === 'number' &&
    plainScalarKind(value.text) === 'not-finite'
  ) {
    throw new BrokenYaml(
      `\`${value.text}\` is a number that JSON does not have`,
      value.start - shift,
    );
  }
}

/** So much of a document that is not tiny may come from anchors that are used again. */
function allowedAliasShare(decoded: number): number {
  if (decoded <= 400_000) return 0.99;
  if (decoded >= 4_000_000) return 0.1;
  return 0.99 - 0.89 * ((decoded - 400_000) / 3_600_000);
}

class Decoder {
  readonly repeatedKeys: YamlField[] = [];
  brokeOff?: BrokenYaml;
  readonly #target: YamlTarget;
  readonly #shift: number;
  readonly #open = new Set<YamlNode>();
  #decoded = 0;
  #decodedByAlias = 0;

  constructor(target: YamlTarget, shift: number) {
    this.#target = target;
    this.#shift = shift;
  }

  value(node: YamlNode, depth = 0): YamlValue {
    this.#count(node);
    if (node.kind === 'alias') {
      return this.#within(node, target => this.value(target, depth));
    }
    const where = this.#where(node);
    switch (node.kind) {
      case 'scalar': {
        const { kind, text } = this.#scalar(node);
        return { ...where, kind: shown(kind), text };
      }
      case 'list': {
        // A list of texts has no use for lists and maps in it, and does not look into them.
        const isOpaque = this.#target === 'texts' && depth > 0;
        const items = isOpaque ? [] : this.#items(node, depth);
        return { ...where, kind: 'list', flow: node.isFlow, items };
      }
      default: {
        const isOpaque = this.#target === 'texts';
        const fields = isOpaque ? [] : this.#fields(node, depth);
        return { ...where, kind: 'map', fields };
      }
    }
  }

  #items(
    list: Extract<YamlNode, { kind: 'list' }>,
    depth: number,
  ): YamlValue[] {
    const items: YamlValue[] = [];
    try {
      for (const item of list.items) items.push(this.value(item, depth + 1));
    } catch (error) {
      // A list of texts is filled in place, and what is in it already stays.
      const keeps = this.#target === 'texts' && error instanceof BrokenYaml;
      if (!keeps) throw error;
      this.brokeOff = error;
    }
    return items;
  }

  #count(node: YamlNode) {
    this.#decoded += 1;
    if (this.#open.size > 0) this.#decodedByAlias += 1;
    if (
      this.#decodedByAlias > 100 &&
      this.#decoded > 1000 &&
      this.#decodedByAlias / this.#decoded > allowedAliasShare(this.#decoded)
    ) {
      throw new BrokenYaml(
        'document contains excessive aliasing',
        node.start.offset,
      );
    }
  }

  #within<T>(
    alias: Extract<YamlNode, { kind: 'alias' }>,
    read: (target: YamlNode) => T,
  ): T {
    if (this.#open.has(alias)) {
      throw new BrokenYaml(
        `anchor '${alias.name}' value contains itself`,
        alias.start.offset,
      );
    }
    this.#open.add(alias);
    const value = read(alias.target);
    this.#open.delete(alias);
    return value;
  }

  #where(node: YamlNode) {
    return {
      start: node.start.offset + this.#shift,
      end: node.end + this.#shift,
      line: node.start.line + 1,
      column: node.start.column + 1,
    };
  }

  #scalar(node: ScalarNode): { kind: ScalarKind; text: string } {
    const { tag, value, isImplicit } = node;
    if (tag === '') {
      return {
        kind: isImplicit ? plainScalarKind(value) : 'text',
        text: value,
      };
    }
    if (tag === `${scheme}binary`) {
      return { kind: 'text', text: decodeBinary(node) };
    }
    const kind = taggedScalarKind(tag, value);
    if (!kind) {
      throw new BrokenYaml(
        `cannot decode \`${value}\` as \`${tag}\``,
        node.start.offset,
      );
    }
    return { kind, text: value };
  }

  #fields(map: Extract<YamlNode, { kind: 'map' }>, depth: number): YamlField[] {
    const fields = new Map<string, YamlField>();
    for (const pair of map.pairs) {
      if (isMergeKey(pair.key)) {
        // In yaml.v2 the order counts: what is merged replaces what stands before it.
        for (const merged of this.#merged(pair.value, depth)) {
          fields.set(merged.key, merged);
        }
        continue;
      }
      const key = this.#key(pair.key, depth);
      const { line, column } = key;
      const value = this.value(pair.value, depth + 1);
      const field = { key: key.text, value, line, column };
      if (fields.has(key.text)) this.repeatedKeys.push(field);
      fields.set(key.text, field);
    }
    return [...fields.values()];
  }

  #key(node: YamlNode, depth: number): Place & { text: string } {
    const refuse = (message: string): never => {
      throw new BrokenYaml(message, node.start.offset);
    };
    this.#count(node);
    if (node.kind === 'alias') {
      return this.#within(node, target => this.#key(target, depth));
    }
    if (node.kind !== 'scalar') {
      this.value(node, depth + 1);
      return refuse(
        `a ${node.kind} is used as a map key; text that begins with a brace or bracket needs quotes`,
      );
    }
    const { kind, text } = this.#scalar(node);
    if (kind === 'null') refuse('a map key is missing');
    if (kind === 'big-number') refuse(`\`${text}\` is too large for a map key`);
    const { line, column } = this.#where(node);
    return { text, line, column };
  }

  #merged(node: YamlNode, depth: number): YamlField[] {
    const isMap = (of: YamlNode) =>
      (of.kind === 'alias' ? of.target : of).kind === 'map';
    if (isMap(node)) return this.#mapFields(node, depth);
    if (node.kind === 'list' && node.items.every(isMap)) {
      // Of several maps the first wins, so it is written last.
      return [...node.items]
        .reverse()
        .flatMap(item => this.#mapFields(item, depth));
    }
    throw new BrokenYaml(
      'map merge requires map or sequence of maps as the value',
      node.start.offset,
    );
  }

  #mapFields(node: YamlNode, depth: number): YamlField[] {
    const value = this.value(node, depth + 1);
    return value.kind === 'map' ? value.fields : [];
  }
}

const base64 =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function decodeBinary({ value, start }: ScalarNode): string {
  const encoded = value.replace(/[\r\n]/g, '');
  if (!base64.test(encoded)) {
    throw new BrokenYaml(
      '!!binary value contains invalid base64 data',
      start.offset,
    );
  }
  const octets = Uint8Array.from(atob(encoded), char => char.charCodeAt(0));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets);
}

const emptyValue: YamlValue = {
  kind: 'null',
  text: '',
  start: 0,
  end: 0,
  line: 1,
  column: 1,
};

/** Line and column of an offset, by the line breaks that editors know. */
function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: before[before.length - 1].length + 1 };
}

/**
 * Reads the first document of a text as go's yaml.v2 does (not strict): a list or map used as a key breaks the whole
 * text, a repeated key does not, scalars follow YAML 1.1.
 */
export function readYaml(whole: string, target: YamlTarget = 'json'): YamlTree {
  // libyaml skips a byte order mark; offsets are those of the whole text all the same.
  const text = whole.replace(/^\ufeff/, '');
  const breakOf = ({ message, offset }: BrokenYaml): YamlBreak => ({
    message,
    ...placeOf(text, offset),
  });
  try {
    const node = parseNodes(text);
    const shift = whole.length - text.length;
    const decoder = new Decoder(target, shift);
    const value = node ? decoder.value(node) : emptyValue;
    if (target === 'json') refuseNotFinite(value, shift);
    const { repeatedKeys, brokeOff } = decoder;
    return {
      status: 'read',
      value,
      repeatedKeys,
      ...(brokeOff && { brokeOff: breakOf(brokeOff) }),
    };
  } catch (error) {
    if (!(error instanceof BrokenYaml)) throw error;
    return { status: 'broken', ...breakOf(error) };
  }
}
