import { AwsHolder, whoCanAws } from 'backstage-plugin-eks-iam-health-common';
import { CannotRunError, EXIT } from '../exit';
import { Column, renderTable } from '../text/table';
import { AddCommand, formatOption, print, toJson, withSource } from './command';
import { ClusterOptions, derivedOf, unreadLine } from './sourceOf';

const help = `
Identity policies, groups and permissions boundaries of the account are asked. What resource policies and the
organization allow or deny besides is not in a snapshot of a cluster and may change the answer.

Examples:
  $ eks-iam-health who-can-aws eks:CreateAccessEntry arn:aws:eks:eu-west-1:111122223333:cluster/prod --snapshot prod.json
  $ eks-iam-health who-can-aws s3:GetObject 'arn:aws:s3:::payments-ledger/*' --from ./prod
`;

const workloadsOf = ({ workloads, perhapsWorkloads, machines }: AwsHolder) =>
  [
    ...workloads.map(
      ({ serviceAccount: { namespace, name } }) => `${namespace}/${name}`,
    ),
    ...perhapsWorkloads.map(
      ({ serviceAccount: { namespace, name } }) =>
        `perhaps ${namespace}/${name}`,
    ),
    ...machines,
  ].join(', ');

const columns: Column<AwsHolder>[] = [
  { heading: 'who', text: ({ arn }) => arn },
  {
    heading: 'decision',
    text: ({ decision }) => (decision === 'allowed' ? 'allowed' : 'not known'),
  },
  { heading: 'runs as', text: workloadsOf },
  {
    heading: 'by',
    text: ({ by, reasons }) =>
      by
        ? `${by.policyName}, statement ${by.sid ?? by.index}`
        : reasons.join('; '),
  },
];

/** `who-can-aws`: the roles and users that may call an action, and the workloads behind them. */
export const addWhoCanAws: AddCommand = (program, done) => {
  withSource(program.command('who-can-aws <action> <resource>'))
    .description('show who may call an AWS action, and which workloads')
    .addOption(formatOption('table', 'json'))
    .addHelpText('after', help)
    .action(
      async (
        action: string,
        resource: string,
        options: ClusterOptions & { format: string },
      ) => {
        if (!/^[A-Za-z0-9-]+:[A-Za-z0-9]+$/.test(action)) {
          throw new CannotRunError(
            `\`${action}\` is not an action, \`service:Action\``,
          );
        }
        const { holders, unread } = whoCanAws(
          action,
          resource,
          await derivedOf(options),
        );
        await print(
          options.format === 'json'
            ? toJson({ action, resource, holders, unread })
            : [renderTable(columns, holders), ...unreadLine(unread)].join('\n'),
        );
        done(EXIT.fine);
      },
    );
};
