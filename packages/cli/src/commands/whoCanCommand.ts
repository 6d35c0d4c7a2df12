import { Holder, whoCan } from 'backstage-plugin-eks-iam-health-common';
import { EXIT } from '../exit';
import { describeRequest, parseRequest } from '../questions/parseRequest';
import { plain } from '../text/plain';
import { Column, renderTable } from '../text/table';
import { AddCommand, formatOption, print, toJson, withSource } from './command';
import { ClusterOptions, derivedOf, unreadLine } from './sourceOf';

const help = `
Examples:
  $ eks-iam-health who-can get secrets --snapshot prod.json
  $ eks-iam-health who-can create pods --subresource exec -n kube-system --from ./prod --format json
`;

interface Options extends ClusterOptions {
  namespace?: string;
  subresource?: string;
  format: string;
}

const columns: Column<Holder & { isCertain: boolean }>[] = [
  { heading: 'kind', text: ({ kind }) => kind },
  { heading: 'who', text: ({ name }) => name },
  {
    heading: 'by',
    text: ({ by, isCertain }) => (isCertain ? by : `perhaps: ${by}`),
  },
];

const dataOf = ({ kind, name, by, principal }: Holder) => ({
  ...{ kind, name, by },
  ...(principal && {
    username: principal.username,
    readFrom: principal.readFrom,
  }),
});

/** `who-can`: everybody who may do something in the cluster. */
export const addWhoCan: AddCommand = (program, done) => {
  withSource(program.command('who-can <verb> <resource>'))
    .description('show who may do something in the cluster, and by what')
    .option('-n, --namespace <namespace>', 'all namespaces if not given')
    .option('--subresource <name>', 'log, exec, status, ...')
    .addOption(formatOption('table', 'json'))
    .addHelpText('after', help)
    .action(async (verb: string, resource: string, options: Options) => {
      const { request, hint } = parseRequest(verb, resource, options);
      const { holders, perhaps, unread } = whoCan(
        request,
        await derivedOf(options),
      );
      await print(
        options.format === 'json'
          ? toJson({
              request,
              holders: holders.map(dataOf),
              perhaps: perhaps.map(dataOf),
              unread,
            })
          : [
              `who can ${plain(describeRequest(request))}:`,
              renderTable(columns, [
                ...holders.map(holder => ({ ...holder, isCertain: true })),
                ...perhaps.map(holder => ({ ...holder, isCertain: false })),
              ]),
              ...unreadLine(unread),
            ].join('\n'),
      );
      if (hint) process.stderr.write(`hint: ${hint}\n`);
      done(EXIT.fine);
    });
};
