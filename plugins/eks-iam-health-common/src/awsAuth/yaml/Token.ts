import { Mark } from './Cursor';
import { Directive } from './scanProperty';

/** Tokens that say no more than that they are there. */
export type BareToken =
  | 'stream-end'
  | 'document-start'
  | 'document-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value';

/** One token of YAML 1.1 with the place where it begins and the offset where it ends. */
export type Token = { start: Mark; end: number } & (
  | { type: BareToken }
  | { type: 'directive'; directive: Directive }
  | { type: 'alias' | 'anchor'; name: string }
  | { type: 'tag'; handle: string; suffix: string }
  | { type: 'scalar'; value: string; style: 'plain' | 'quoted' | 'block' }
);
