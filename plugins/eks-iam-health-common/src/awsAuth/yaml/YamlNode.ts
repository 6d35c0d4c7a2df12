import { Mark } from './Cursor';

/** A node of the first document of a text, before scalars mean anything. */
export type YamlNode = { start: Mark; end: number } & (
  | {
      kind: 'scalar';
      value: string;
      /** in full; empty when there is none */
      tag: string;
      /** what it is, its text decides */
      isImplicit: boolean;
    }
  | { kind: 'list'; items: YamlNode[]; isFlow: boolean }
  | { kind: 'map'; pairs: Array<{ key: YamlNode; value: YamlNode }> }
  | { kind: 'alias'; name: string; target: YamlNode }
);
