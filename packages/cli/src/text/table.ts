import { plain } from './plain';

/** One column of a table: its heading, and the text of one row in it. */
export interface Column<T> {
  heading: string;
  text: (row: T) => string;
}

const GAP = '  ';

/** A table for people: columns as wide as their longest text, the last one as long as it likes. */
export function renderTable<T>(
  columns: readonly Column<T>[],
  rows: readonly T[],
): string {
  const cells = [
    columns.map(({ heading }) => heading.toUpperCase()),
    ...rows.map(row => columns.map(({ text }) => plain(text(row)))),
  ];
  const widths = columns.map((_, column) =>
    cells.reduce((widest, row) => Math.max(widest, row[column].length), 0),
  );
  return cells
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join(GAP)
        .trimEnd(),
    )
    .join('\n');
}
