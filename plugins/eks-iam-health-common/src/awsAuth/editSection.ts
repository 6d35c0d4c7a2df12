import { AwsAuthRow } from './model';
import { parseAwsAuth } from './parseAwsAuth';
import { quoteYaml } from './yaml/scalarKind';
import { readYaml, YamlValue } from './yaml/readYaml';

/** What a line of aws-auth says. @public */
export interface RowContent {
  arn: string;
  username?: string;
  groups: string[];
}

/** A change to one section; `index` is the position in the list as it is written. @public */
export type SectionEdit =
  | { kind: 'replace-arn'; index: number; arn: string }
  | { kind: 'replace-username'; index: number; username: string }
  | { kind: 'replace-groups'; index: number; groups: string[] }
  | { kind: 'remove-row'; index: number }
  | { kind: 'add-row'; row: RowContent };

/** The sections of aws-auth whose lines can be edited. @public */
export type EditableSection = 'mapRoles' | 'mapUsers';

/**
 * The text of a section after a change. Comments and all other lines stay as they are. `undefined` when the change
 * cannot be made without touching more than is meant: the new text is read back and compared before it is given out.
 *
 * @public
 */
export function editSection(
  section: EditableSection,
  text: string,
  edit: SectionEdit,
): string | undefined {
  const tree = readYaml(text);
  if (tree.status !== 'read') return undefined;
  const { value } = tree;
  const edited = applied(section, text, value, edit);
  if (edited === undefined) return undefined;
  const before = rowsOf(section, text);
  const after = rowsOf(section, edited);
  return isAsMeant(before, after, section, value, edit) ? edited : undefined;
}

/** A whole section made anew. @public */
export function renderSection(
  section: EditableSection,
  rows: readonly RowContent[],
): string {
  return rows.map(row => renderRow(section, row, '')).join('');
}

function renderRow(
  section: EditableSection,
  row: RowContent,
  indent: string,
): string {
  const field = section === 'mapRoles' ? 'rolearn' : 'userarn';
  const lines = [`- ${field}: ${quoteYaml(row.arn)}`];
  if (row.username !== undefined) {
    lines.push(`  username: ${quoteYaml(row.username)}`);
  }
  if (row.groups.length > 0) {
    lines.push(
      '  groups:',
      ...row.groups.map(group => `    - ${quoteYaml(group)}`),
    );
  }
  return lines.map(line => `${indent}${line}\n`).join('');
}

function rowsOf(section: EditableSection, text: string) {
  return parseAwsAuth({ [section]: text }).rows;
}

const content = ({ arn, username, groups }: AwsAuthRow) =>
  JSON.stringify([arn, username, groups]);

/** What the rows would say if the edit did just what it is named after. */
function isAsMeant(
  before: AwsAuthRow[],
  after: AwsAuthRow[],
  section: EditableSection,
  value: YamlValue,
  edit: SectionEdit,
): boolean {
  const wanted = before.flatMap((row): AwsAuthRow[] => {
    if (edit.kind === 'add-row' || row.index !== edit.index) return [row];
    switch (edit.kind) {
      case 'replace-arn':
        return [{ ...row, arn: edit.arn }];
      case 'replace-username':
        return [{ ...row, username: edit.username }];
      case 'replace-groups':
        return [{ ...row, groups: edit.groups }];
      default:
        return [];
    }
  });
  if (edit.kind === 'add-row') {
    const { arn, username, groups } = edit.row;
    const index = value.kind === 'list' ? value.items.length : 0;
    wanted.push({
      section,
      index,
      line: 0,
      column: 0,
      arn,
      username: username ?? '',
      groups,
    });
  }
  return (
    wanted.length === after.length &&
    wanted.every((row, i) => content(row) === content(after[i]))
  );
}

function applied(
  section: EditableSection,
  text: string,
  value: YamlValue,
  edit: SectionEdit,
): string | undefined {
  if (edit.kind === 'add-row') return withRow(section, text, value, edit.row);
  if (value.kind !== 'list') return undefined;
  const item = value.items[edit.index];
  if (!item) return undefined;
  if (edit.kind === 'remove-row') {
    return value.flow ? undefined : withoutItem(text, item);
  }
  if (item.kind !== 'map') return undefined;
  const { name, source } = fieldEdit(section, edit);
  const field = item.fields.find(f => f.key.toLowerCase() === name);
  if (!field) return withField(text, item, name, source);
  // A value that stands elsewhere (an alias) belongs to more than this line.
  if (field.value.start < item.start || field.value.start > item.end) {
    return undefined;
  }
  return splice(text, field.value.start, field.value.end, source);
}

function fieldEdit(
  section: EditableSection,
  edit: Exclude<SectionEdit, { kind: 'remove-row' | 'add-row' }>,
): { name: string; source: string } {
  switch (edit.kind) {
    case 'replace-arn':
      return {
        name: section === 'mapRoles' ? 'rolearn' : 'userarn',
        source: quoteYaml(edit.arn),
      };
    case 'replace-username':
      return { name: 'username', source: quoteYaml(edit.username) };
    default:
      return {
        name: 'groups',
        source: `[${edit.groups.map(quoteYaml).join(', ')}]`,
      };
  }
}

function splice(text: string, start: number, end: number, source: string) {
  // A block list ends behind its last line break, which has to stay; one below its key moves up beside it.
  const tail = /\s*$/.exec(text.slice(start, end))?.[0] ?? '';
  const head = text.slice(0, start).replace(/:(?:\s*\n\s*)?$/, ': ');
  return head + source + tail + text.slice(end);
}

/** A field that is missing is put in front of the others of its line. */
function withField(
  text: string,
  item: YamlValue,
  name: string,
  source: string,
): string {
  const indent = ' '.repeat(item.column - 1);
  return splice(text, item.start, item.start, `${name}: ${source}\n${indent}`);
}

/** Cuts the lines of one item, from its dash to its last character. */
function withoutItem(text: string, item: YamlValue): string | undefined {
  const lineStart = text.lastIndexOf('\n', item.start - 1) + 1;
  const dash = text.slice(lineStart, item.start);
  if (!/^\s*-\s*$/.test(dash)) return undefined;
  const body = text.slice(item.start, item.end).replace(/\s+$/, '');
  const lineEnd = text.indexOf('\n', item.start + body.length);
  const rest = lineEnd < 0 ? '' : text.slice(lineEnd + 1);
  const remaining = text.slice(0, lineStart) + rest;
  return remaining.trim() === '' ? '[]\n' : remaining;
}

/** Adds a line at the end of the list, indented like the others. */
function withRow(
  section: EditableSection,
  text: string,
  value: YamlValue,
  row: RowContent,
): string | undefined {
  const isEmpty =
    value.kind === 'null' ||
    (value.kind === 'list' && value.items.length === 0);
  if (isEmpty) {
    const comments = text.replace(/\[\s*\]|``|""|''/g, '').trimEnd();
    return (comments ? `${comments}\n` : '') + renderRow(section, row, '');
  }
  if (value.kind !== 'list' || value.flow) return undefined;
  const first = value.items[0];
  const lineStart = text.lastIndexOf('\n', first.start - 1) + 1;
  const indent = /^ */.exec(text.slice(lineStart))?.[0] ?? '';
  const base = text.replace(/\s*$/, '\n');
  return base + renderRow(section, row, indent);
}
