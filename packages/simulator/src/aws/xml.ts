import { uuid } from '../estate/ids';

/** A value of an answer in the query protocol: lists become `<member>` elements. */
export type XmlValue =
  | string
  | number
  | boolean
  | Date
  | XmlMap
  | undefined
  | XmlValue[]
  | { [field: string]: XmlValue };

/** A map, which the query protocol writes as `<entry><key/><value/></entry>`. */
export class XmlMap {
  constructor(readonly entries: Record<string, string | number>) {}
}

/** One element and everything below it. */
export function toXml(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  return `<${name}>${content(value)}</${name}>`;
}

function content(value: XmlValue): string {
  if (Array.isArray(value)) {
    return value.map(item => toXml('member', item)).join('');
  }
  if (value instanceof Date) return `${value.toISOString().slice(0, 19)}Z`;
  if (value instanceof XmlMap) {
    return Object.entries(value.entries)
      .map(([key, field]) => toXml('entry', { key, value: field }))
      .join('');
  }
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, field]) => toXml(name, field))
      .join('');
  }
  return escape(String(value));
}

function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** An IAM map of tags as its list of pairs. */
export function toTagList(tags: Record<string, string>): XmlValue {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Policy documents travel percent-encoded (RFC 3986). */
export function toDocument(document: unknown): string {
  return encodeURIComponent(JSON.stringify(document)).replace(
    /[!'()*]/g,
    c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A new request id; only its form matters. */
let requests = 0;
export function nextRequestId(): string {
  requests += 1;
  return uuid(`request/${requests}`);
}
