import {
  accountOf,
  authorizeInAccount,
  ClusterSnapshot,
  policiesOf,
} from 'backstage-plugin-eks-iam-health-common';
import { Command } from 'commander';
import { InputError } from '../eval';
import { iamEvaluate } from '../eval/operations/iamEvaluate';
import { CannotRunError, EXIT } from '../exit';
import { plain } from '../text/plain';
import { formatOption, print, toJson, withSource } from './command';
import {
  files,
  levels,
  pairs,
  readJsonFile,
  readPolicies,
} from './policyFiles';
import { ClusterOptions, hasSource, sourceOf } from './sourceOf';

const help = `
The policies come from files, or with --from, --snapshot or --cluster from what the account has for the principal: its
own policies, those of its groups, its permissions boundary, the organization's where they were read, and the trust policy
of a role that is to be assumed. What nobody has looked at is listed.
With files, a key that --context does not give is absent from the request; over a cluster it is not known.
A layer without a file does not apply. --scp and --rcp are given once per level of the organization, root first, the
files of one level with commas between them.
Exit code 0: allowed. 1: denied, or not known.

Examples:
  $ eks-iam-health iam evaluate --principal arn:aws:iam::111122223333:role/Dev --action s3:GetObject \\
      --resource arn:aws:s3:::ledger/a --policy dev.json --boundary boundary.json --context aws:SourceVpc=vpc-1
  $ eks-iam-health iam evaluate --principal arn:aws:iam::111122223333:role/Dev --action eks:DescribeCluster \\
      --resource arn:aws:eks:eu-west-1:111122223333:cluster/prod --snapshot prod.json
`;

interface Options extends ClusterOptions {
  principal: string;
  action: string;
  resource: string;
  resourceAccount?: string;
  context?: Record<string, string | string[]>;
  policy?: string[];
  resourcePolicy?: string;
  boundary?: string[];
  sessionPolicy?: string[];
  scp?: string[][];
  rcp?: string[][];
  format: string;
}

interface Decision {
  decision: string;
  because: unknown;
  missing?: unknown;
  /** kinds of policies that nobody has looked at */
  unseen?: string[];
}

const optional = (name: string, value: unknown) =>
  value === undefined ? {} : { [name]: value };

const levelsOf = (paths: string[][] | undefined) =>
  paths && Promise.all(paths.map(readPolicies));

async function byFiles(options: Options): Promise<Decision> {
  const { principal, action, resource, resourceAccount, context } = options;
  const { policy, resourcePolicy, boundary, sessionPolicy, scp, rcp } = options;
  try {
    return iamEvaluate({
      request: {
        ...{ principal, action, context },
        resource: {
          arn: resource,
          accountId: resourceAccount ?? accountOf(resource),
        },
      },
      identityPolicies: await readPolicies(policy ?? []),
      ...optional(
        'resourcePolicy',
        resourcePolicy && (await readJsonFile(resourcePolicy)),
      ),
      ...optional(
        'permissionBoundaries',
        boundary && (await readPolicies(boundary)),
      ),
      ...optional(
        'sessionPolicies',
        sessionPolicy && (await readPolicies(sessionPolicy)),
      ),
      ...optional('serviceControlPolicies', await levelsOf(scp)),
      ...optional('resourceControlPolicies', await levelsOf(rcp)),
    }) as Decision;
  } catch (error) {
    if (error instanceof InputError) throw new CannotRunError(error.message);
    throw error;
  }
}

function byAccount(options: Options, snapshot: ClusterSnapshot): Decision {
  const { principal, action, resource, resourceAccount, context } = options;
  const policies = policiesOf(principal, snapshot);
  if (policies.status !== 'read') throw new CannotRunError(policies.reason);
  return authorizeInAccount(
    {
      principal,
      action,
      resource,
      resourceAccountId: resourceAccount,
      context,
    },
    snapshot,
  );
}

const wordsOf = (because: unknown) =>
  typeof because === 'string' ? because : JSON.stringify(because);

/** `iam evaluate`: whether a request is allowed, and which statement says so. */
export function addIamEvaluate(iam: Command, done: (code: number) => void) {
  const command = iam
    .command('evaluate')
    .description('decide one request by policies')
    .requiredOption('--principal <arn>', 'an ARN, a service name or *')
    .requiredOption('--action <action>', 'service:Action')
    .requiredOption('--resource <arn>', 'an ARN, or *')
    .option('--resource-account <id>', 'where the ARN does not name it')
    .option('--context <key=value>', 'a condition key, may be repeated', pairs)
    .option('--policy <file>', 'an identity policy, may be repeated', files)
    .option('--resource-policy <file>', 'the policy of the resource')
    .option('--boundary <file>', 'a permissions boundary', files)
    .option('--session-policy <file>', 'a session policy', files)
    .option('--scp <files>', 'service control policies of one level', levels)
    .option('--rcp <files>', 'resource control policies of one level', levels)
    .addOption(formatOption('table', 'json'));
  withSource(command)
    .addHelpText('after', help)
    .action(async (options: Options) => {
      const hasFiles = [
        options.policy,
        options.resourcePolicy,
        options.boundary,
        options.sessionPolicy,
        options.scp,
        options.rcp,
      ].some(given => given !== undefined);
      if (hasFiles && hasSource(options)) {
        throw new CannotRunError(
          'policies come either from files or from a cluster',
        );
      }
      const answer = hasSource(options)
        ? byAccount(options, (await sourceOf(options)).snapshot)
        : await byFiles(options);
      const because = [answer.because].flat();
      await print(
        options.format === 'json'
          ? toJson(answer)
          : [
              answer.decision,
              ...because.map(reason => `  ${plain(wordsOf(reason))}`),
              ...(answer.missing === undefined
                ? []
                : [`  would allow it: ${plain(wordsOf(answer.missing))}`]),
              ...(answer.unseen === undefined
                ? []
                : [`  not looked at: ${answer.unseen.join(', ')}`]),
            ].join('\n'),
      );
      done(answer.decision === 'Allowed' ? EXIT.fine : EXIT.findings);
    });
}
