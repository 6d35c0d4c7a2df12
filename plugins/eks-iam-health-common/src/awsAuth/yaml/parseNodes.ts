import { BrokenYaml, Mark } from './Cursor';
import { forbiddenWithin } from './forbiddenWithin';
import { Scanner } from './Scanner';
import { Token } from './Token';
import { YamlNode } from './YamlNode';

const nothing = (mark: Mark): YamlNode => ({
  kind: 'scalar',
  value: '',
  tag: '',
  isImplicit: true,
  start: mark,
  end: mark.offset,
});

const markAtEnd = (token: Token): Mark => {
  const length = token.end - token.start.offset;
  const { offset, index, line, column } = token.start;
  return {
    offset: offset + length,
    index: index + length,
    line,
    column: column + length,
  };
};

/** The grammar of YAML 1.1, by recursive descent over the tokens. */
class Parser {
  readonly scanner: Scanner;
  readonly #prefixes = new Map<string, string>();
  readonly #anchors = new Map<string, YamlNode>();

  constructor(text: string) {
    this.scanner = new Scanner(text);
  }

  /** The first document; `undefined` for a text without any. */
  document(): YamlNode | undefined {
    const first = this.#peek();
    if (first.type === 'stream-end') return undefined;
    const isExplicit =
      first.type === 'directive' || first.type === 'document-start';
    if (isExplicit) this.#documentStart();
    this.#prefixes.set('!', this.#prefixes.get('!') ?? '!');
    this.#prefixes.set('!!', this.#prefixes.get('!!') ?? 'tag:yaml.org,2002:');
    const token = this.#peek();
    const isEmpty =
      isExplicit &&
      this.#is('directive', 'document-start', 'document-end', 'stream-end');
    const node = isEmpty ? nothing(token.start) : this.#node(true, false);
    // What follows is not looked at, but it has to be some token.
    this.#peek();
    return node;
  }

  #peek = () => this.scanner.peek();
  #next = () => this.scanner.next();
  #is = (...types: Array<Token['type']>) => types.includes(this.#peek().type);

  #refuse(message: string, token = this.#peek()): never {
    throw new BrokenYaml(message, token.start.offset);
  }

  #documentStart() {
    let hasVersion = false;
    for (let token = this.#peek(); token.type === 'directive'; ) {
      const { directive } = token;
      if (directive.kind === 'version') {
        if (hasVersion) this.#refuse('found duplicate %YAML directive');
        if (directive.major !== 1 || directive.minor !== 1) {
          this.#refuse('found incompatible YAML document');
        }
        hasVersion = true;
      } else {
        if (this.#prefixes.has(directive.handle)) {
          this.#refuse('found duplicate %TAG directive');
        }
        this.#prefixes.set(directive.handle, directive.prefix);
      }
      this.#next();
      token = this.#peek();
    }
    if (!this.#is('document-start')) {
      this.#refuse('did not find expected <document start>');
    }
    this.#next();
  }

  /** `isBlock`: block collections may stand here; `mayTouch`: a list may stand at the column of its key. */
  #node(isBlock: boolean, mayTouch: boolean): YamlNode {
    const first = this.#peek();
    if (first.type === 'alias') {
      this.#next();
      return this.#alias(first.name, first);
    }
    const { anchor, tag } = this.#properties();
    const token = this.#peek();
    const keep = <T extends YamlNode>(node: T): T => {
      if (anchor !== undefined) this.#anchors.set(anchor, node);
      return node;
    };
    const { start, end } = token;
    if (mayTouch && token.type === 'block-entry') {
      return this.#touchingList(
        keep({ kind: 'list', items: [], isFlow: false, start, end }),
      );
    }
    if (token.type === 'scalar') {
      this.#next();
      const isImplicit = tag === '' ? token.style === 'plain' : tag === '!';
      const { value } = token;
      return keep({ kind: 'scalar', value, tag, isImplicit, start, end });
    }
    if (token.type === 'flow-sequence-start') {
      return this.#flowList(
        keep({ kind: 'list', items: [], isFlow: true, start, end }),
      );
    }
    if (token.type === 'flow-mapping-start') {
      return this.#flowMap(keep({ kind: 'map', pairs: [], start, end }));
    }
    if (isBlock && token.type === 'block-sequence-start') {
      return this.#blockList(
        keep({ kind: 'list', items: [], isFlow: false, start, end }),
      );
    }
    if (isBlock && token.type === 'block-mapping-start') {
      return this.#blockMap(keep({ kind: 'map', pairs: [], start, end }));
    }
    if (anchor !== undefined || tag !== '') {
      return keep({
        ...nothing(start),
        kind: 'scalar',
        value: '',
        tag,
        isImplicit: tag === '',
      });
    }
    return this.#refuse('did not find expected node content');
  }

  #alias(name: string, token: Token): YamlNode {
    const target = this.#anchors.get(name);
    if (!target) this.#refuse(`unknown anchor '${name}' referenced`, token);
    const { start, end } = token;
    return { kind: 'alias', name, target, start, end };
  }

  /** Anchor and tag, in any order, each at most once. */
  #properties(): { anchor?: string; tag: string } {
    let anchor: string | undefined;
    let tag: string | undefined;
    for (;;) {
      const token = this.#peek();
      if (token.type === 'anchor' && anchor === undefined) {
        anchor = token.name;
      } else if (token.type === 'tag' && tag === undefined) {
        tag = this.#fullTag(token.handle, token.suffix, token);
      } else break;
      this.#next();
    }
    return { anchor, tag: tag ?? '' };
  }

  #fullTag(handle: string, suffix: string, token: Token): string {
    if (handle === '') return suffix;
    const prefix = this.#prefixes.get(handle);
    if (prefix === undefined) this.#refuse('found undefined tag handle', token);
    return prefix + suffix;
  }

  #blockList(list: Extract<YamlNode, { kind: 'list' }>): YamlNode {
    this.#next();
    while (this.#is('block-entry')) {
      const dash = this.#next();
      list.items.push(
        this.#is('block-entry', 'block-end')
          ? nothing(markAtEnd(dash))
          : this.#node(true, false),
      );
    }
    if (!this.#is('block-end'))
      this.#refuse("did not find expected '-' indicator");
    this.#next();
    return closed(list);
  }

  #touchingList(list: Extract<YamlNode, { kind: 'list' }>): YamlNode {
    while (this.#is('block-entry')) {
      const dash = this.#next();
      list.items.push(
        this.#is('block-entry', 'key', 'value', 'block-end')
          ? nothing(markAtEnd(dash))
          : this.#node(true, false),
      );
    }
    return closed(list);
  }

  #blockMap(map: Extract<YamlNode, { kind: 'map' }>): YamlNode {
    this.#next();
    const part = (mark: Mark) =>
      this.#is('key', 'value', 'block-end')
        ? nothing(mark)
        : this.#node(true, true);
    while (this.#is('key')) {
      const key = part(markAtEnd(this.#next()));
      const value = this.#is('value')
        ? part(markAtEnd(this.#next()))
        : nothing(this.#peek().start);
      map.pairs.push({ key, value });
    }
    if (!this.#is('block-end')) this.#refuse('did not find expected key');
    this.#next();
    return closed(map);
  }

  /** The separator before every entry but the first; `false` at the end of the collection. */
  #hasFlowEntry(
    isFirst: boolean,
    end: 'flow-sequence-end' | 'flow-mapping-end',
  ): boolean {
    if (this.#is(end)) return false;
    if (isFirst) return true;
    if (!this.#is('flow-entry')) {
      const bracket = end === 'flow-sequence-end' ? ']' : '}';
      this.#refuse(`did not find expected ',' or '${bracket}'`);
    }
    this.#next();
    return !this.#is(end);
  }

  #flowList(list: Extract<YamlNode, { kind: 'list' }>): YamlNode {
    this.#next();
    while (this.#hasFlowEntry(list.items.length === 0, 'flow-sequence-end')) {
      list.items.push(
        this.#is('key') ? this.#flowPair() : this.#node(false, false),
      );
    }
    list.end = this.#next().end;
    return list;
  }

  /** `[a: b]`: a map of one pair without braces. */
  #flowPair(): YamlNode {
    const { start } = this.#next();
    const isNoKey = this.#is('value', 'flow-entry', 'flow-sequence-end');
    // libyaml swallows the token here, so that `[? : b]` and `[?]` are refused; so it is done here.
    const key = isNoKey
      ? nothing(markAtEnd(this.#next()))
      : this.#node(false, false);
    const value = this.#flowValue('flow-sequence-end');
    return { kind: 'map', pairs: [{ key, value }], start, end: value.end };
  }

  #flowValue(end: 'flow-sequence-end' | 'flow-mapping-end'): YamlNode {
    if (!this.#is('value')) return nothing(this.#peek().start);
    this.#next();
    return this.#is('flow-entry', end)
      ? nothing(this.#peek().start)
      : this.#node(false, false);
  }

  #flowMap(map: Extract<YamlNode, { kind: 'map' }>): YamlNode {
    this.#next();
    while (this.#hasFlowEntry(map.pairs.length === 0, 'flow-mapping-end')) {
      if (this.#is('key')) {
        this.#next();
        const key = this.#is('value', 'flow-entry', 'flow-mapping-end')
          ? nothing(this.#peek().start)
          : this.#node(false, false);
        map.pairs.push({ key, value: this.#flowValue('flow-mapping-end') });
      } else {
        const key = this.#node(false, false);
        map.pairs.push({ key, value: nothing(this.#peek().start) });
      }
    }
    map.end = this.#next().end;
    return map;
  }
}

/** A block collection ends where its last part does. */
function closed<T extends Extract<YamlNode, { kind: 'list' | 'map' }>>(
  node: T,
): T {
  const last =
    node.kind === 'list'
      ? node.items[node.items.length - 1]
      : node.pairs[node.pairs.length - 1]?.value;
  if (last) node.end = Math.max(node.end, last.end);
  return node;
}

/**
 * The first document of a text as libyaml reads it; `undefined` for a text that holds none. Throws `BrokenYaml`.
 * A byte order mark in front must be gone already.
 */
export function parseNodes(text: string): YamlNode | undefined {
  const parser = new Parser(text);
  const refuseForbidden = () => {
    const at = forbiddenWithin(text, parser.scanner.cursor.offset);
    if (at === undefined) return;
    throw new BrokenYaml('control characters are not allowed', at);
  };
  try {
    const node = parser.document();
    refuseForbidden();
    return node;
  } catch (error) {
    refuseForbidden();
    throw error;
  }
}
