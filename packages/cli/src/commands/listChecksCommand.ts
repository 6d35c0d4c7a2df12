import { Check, checks } from 'backstage-plugin-eks-iam-health-common';
import { EXIT } from '../exit';
import { Column, renderTable } from '../text/table';
import { AddCommand, formatOption, print, toJson } from './command';

const columns: Column<Check>[] = [
  { heading: 'number', text: ({ number }) => number },
  { heading: 'severity', text: ({ severity }) => severity },
  { heading: 'id', text: ({ id }) => id },
  { heading: 'title', text: ({ title }) => title },
];

/** The part of a check that is data. */
const dataOf = (check: Check) => {
  const { id, number, area, topics, title, severity, why, documentation } =
    check;
  const { needs } = check;
  return {
    id,
    number,
    area,
    topics,
    title,
    severity,
    why,
    documentation,
    needs,
  };
};

/** `list-checks`: what there is to check. */
export const addListChecks: AddCommand = (program, done) => {
  program
    .command('list-checks')
    .description('show all checks with their numbers and severities')
    .addOption(formatOption('table', 'json'))
    .action(async ({ format }: { format: string }) => {
      await print(
        format === 'json'
          ? toJson(checks.map(dataOf))
          : renderTable(columns, checks),
      );
      done(EXIT.fine);
    });
};
