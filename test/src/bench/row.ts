/** One line of the table. */
export interface Row {
  what: string;
  measured: string;
  budget: string;
}

/** At most one decimal, thousands apart. */
export const number = (n: number) =>
  n.toLocaleString('en', { maximumFractionDigits: 1 });
