import {
  ClusterSnapshot,
  findRole,
  isRead,
  oidcProviderArn,
} from 'backstage-plugin-eks-iam-health-common';
import { InputError } from '../eval';
import { iamTrust } from '../eval/operations/iamTrust';
import { CannotRunError, EXIT } from '../exit';
import { parseServiceAccount } from '../questions/parseAsker';
import { plain } from '../text/plain';
import { AddCommand, formatOption, print, toJson, withSource } from './command';
import { pairs, readJsonFile } from './policyFiles';
import { ClusterOptions, hasSource, sourceOf } from './sourceOf';

const help = `
The trust policy is FILE, or with --from, --snapshot or --cluster that of --role.
Only the trust side is judged: a caller of the same account or another one needs sts:AssumeRole by its own policies too.
Exit code 0: admitted. 1: not, or not known.

Examples:
  $ eks-iam-health trust trust.json --service pods.eks.amazonaws.com
  $ eks-iam-health trust trust.json --aws arn:aws:iam::444455556666:role/Vendor --external-id 7f3a
  $ eks-iam-health trust --role arn:aws:iam::111122223333:role/ledger --service-account shop/ledger --snapshot prod.json
`;

interface Options extends ClusterOptions {
  role?: string;
  aws?: string;
  externalId?: string;
  service?: string;
  federated?: string;
  claim?: Record<string, string | string[]>;
  serviceAccount?: string;
  context?: Record<string, string | string[]>;
  format: string;
}

interface TrustAnswer {
  decision: string;
  failingLink?: unknown;
}

function trustPolicyOf(role: string | undefined, snapshot: ClusterSnapshot) {
  if (role === undefined) {
    throw new CannotRunError('which role? give its ARN by `--role`');
  }
  const found = findRole(role, snapshot);
  if (found) return found.trustPolicy;
  throw new CannotRunError(
    isRead(snapshot.sections.iamRoles)
      ? `the account has no role \`${role}\``
      : `roles were not read: ${snapshot.sections.iamRoles.detail}`,
  );
}

/** What the identity webhook asks the token to be for. */
function audienceOf(
  account: { namespace: string; name: string },
  { sections: { serviceAccounts } }: ClusterSnapshot,
): string {
  const found = isRead(serviceAccounts)
    ? serviceAccounts.value.find(
        one => one.namespace === account.namespace && one.name === account.name,
      )
    : undefined;
  return (
    found?.annotations['eks.amazonaws.com/audience'] ?? 'sts.amazonaws.com'
  );
}

/** A service account as STS sees it: the cluster's issuer, and the claims of its token. */
function serviceAccountCaller(
  { serviceAccount = '', role = '' }: Options,
  snapshot: ClusterSnapshot | undefined,
) {
  if (!snapshot) {
    throw new CannotRunError(
      'for a service account the cluster has to be read; give `--federated` and `--claim` else',
    );
  }
  const { namespace, name } = parseServiceAccount(serviceAccount);
  const { cluster } = snapshot.sections;
  const issuer = isRead(cluster) ? cluster.value.oidcIssuer : undefined;
  if (!issuer)
    throw new CannotRunError('the issuer of the cluster is not known');
  return {
    federated: oidcProviderArn(role, issuer),
    claims: {
      sub: `system:serviceaccount:${namespace}:${name}`,
      aud: audienceOf({ namespace, name }, snapshot),
    },
  };
}

function callerOf(options: Options, snapshot: ClusterSnapshot | undefined) {
  const { aws, externalId, service, federated, claim } = options;
  if (options.serviceAccount !== undefined) {
    return serviceAccountCaller(options, snapshot);
  }
  return {
    ...(aws !== undefined && { aws }),
    ...(externalId !== undefined && { externalId }),
    ...(service !== undefined && { service }),
    ...(federated !== undefined && { federated, claims: claim ?? {} }),
  };
}

function ask(input: Record<string, unknown>): TrustAnswer {
  try {
    return iamTrust(input) as TrustAnswer;
  } catch (error) {
    if (error instanceof InputError) throw new CannotRunError(error.message);
    throw error;
  }
}

/** `trust`: whether a role admits a caller, and the link that fails. */
export const addTrust: AddCommand = (program, done) => {
  withSource(program.command('trust [file]'))
    .description('tell whether a trust policy admits a caller')
    .option('--role <arn>', "the role whose policy it is, with a cluster's")
    .option('--aws <arn>', 'a role, user, session or account')
    .option('--external-id <id>', 'what it shows as external id')
    .option('--service <name>', 'an AWS service')
    .option('--federated <arn>', 'an identity provider')
    .option('--claim <key=value>', 'a claim of its token', pairs)
    .option('--service-account <namespace/name>', 'a workload of the cluster')
    .option('--context <key=value>', 'a condition key', pairs)
    .addOption(formatOption('table', 'json'))
    .addHelpText('after', help)
    .action(async (file: string | undefined, options: Options) => {
      if ((file !== undefined) === hasSource(options)) {
        throw new CannotRunError(
          'give a trust policy as a file, or a role of a cluster',
        );
      }
      const snapshot =
        file === undefined ? (await sourceOf(options)).snapshot : undefined;
      const answer = ask({
        policy:
          file === undefined
            ? trustPolicyOf(options.role, snapshot as ClusterSnapshot)
            : await readJsonFile(file),
        caller: callerOf(options, snapshot),
        ...(options.context && { context: options.context }),
      });
      const { decision, failingLink } = answer;
      await print(
        options.format === 'json'
          ? toJson(answer)
          : plain(
              failingLink === undefined
                ? decision
                : `${decision}: ${String(failingLink)}`,
            ),
      );
      done(decision === 'Allowed' ? EXIT.fine : EXIT.findings);
    });
};
