import {
  describeGrant,
  IdentityReport,
  identityReport,
} from 'backstage-plugin-eks-iam-health-common';
import { EXIT } from '../exit';
import { plain } from '../text/plain';
import { AddCommand, formatOption, print, toJson, withSource } from './command';
import { ClusterOptions, derivedOf, unreadLine } from './sourceOf';

const help = `
Exit code 0: it gets in. 1: it does not, or that is not known.

Examples:
  $ eks-iam-health identity arn:aws:iam::111122223333:role/Developer --from ./prod
  $ eks-iam-health identity "$(aws sts get-caller-identity --query Arn --output text)" --snapshot prod.json
`;

function wayIn({ mapping, principal }: IdentityReport): string {
  switch (mapping.status) {
    case 'mapped':
      return `gets in by ${principal?.readFrom ?? mapping.by}`;
    case 'unknown':
      return `not known whether it gets in: ${mapping.reason}`;
    default:
      return mapping.unlessCreator
        ? 'nothing maps it; only if it created the cluster it gets in, which is not known'
        : 'does not get in: nothing maps it';
  }
}

/** Mappings that somebody may have meant for it. */
const nearMissesOf = ({ mapping }: IdentityReport) =>
  mapping.status === 'not-mapped' ? mapping.nearMisses : [];

/** What was not read may still make it one. */
function adminWord({ isClusterAdmin, unread }: IdentityReport): string {
  if (isClusterAdmin) return 'yes';
  return unread.length > 0 ? 'not known' : 'no';
}

function linesOf(report: IdentityReport): string[] {
  const { kubernetes, grants, others } = report;
  return [
    report.arn,
    wayIn(report),
    ...nearMissesOf(report).map(
      ({ reason, row, entry }) =>
        `  near miss (${reason}): ${row?.arn ?? entry?.principalArn ?? ''}`,
    ),
    ...others.map(
      ({ readFrom, state }) => `  does not count (${state}): ${readFrom}`,
    ),
    ...(kubernetes
      ? [
          `as user ${kubernetes.username}`,
          `in groups ${kubernetes.groups.join(', ')}`,
          `administrator of the cluster: ${adminWord(report)}`,
          grants.length === 0 ? 'holds nothing' : 'holds',
          ...grants.map(grant => `  ${describeGrant(grant)}`),
        ]
      : []),
  ].map(plain);
}

/** `identity`: how an IAM identity arrives in the cluster and what it holds there. */
export const addIdentity: AddCommand = (program, done) => {
  withSource(program.command('identity <arn>'))
    .description('show how an IAM identity gets in, as whom, and what it holds')
    .addOption(formatOption('table', 'json'))
    .addHelpText('after', help)
    .action(
      async (arn: string, options: ClusterOptions & { format: string }) => {
        const report = identityReport(arn, await derivedOf(options));
        await print(
          options.format === 'json'
            ? toJson({
                ...report,
                grants: report.grants.map(grant => ({
                  ...grant,
                  inWords: describeGrant(grant),
                })),
              })
            : [...linesOf(report), ...unreadLine(report.unread)].join('\n'),
        );
        done(report.mapping.status === 'mapped' ? EXIT.fine : EXIT.findings);
      },
    );
};
