import { canI } from 'backstage-plugin-eks-iam-health-common';
import { EXIT } from '../exit';
import { parseAsker } from '../questions/parseAsker';
import { describeRequest, parseRequest } from '../questions/parseRequest';
import { plain } from '../text/plain';
import {
  AddCommand,
  formatOption,
  list,
  print,
  toJson,
  withSource,
} from './command';
import { ClusterOptions, derivedOf } from './sourceOf';

const help = `
Exit code 0: yes. 1: no, or not known.

Examples:
  $ eks-iam-health can-i --as arn:aws:iam::111122223333:role/Developer list pods -n shop --from ./prod
  $ eks-iam-health can-i --as system:serviceaccount:shop:cart create pods --subresource exec -n shop --snapshot prod.json
  $ eks-iam-health can-i --as jane --as-group developers get /metrics --snapshot prod.json
`;

interface Options extends ClusterOptions {
  as: string;
  asGroup?: string[];
  namespace?: string;
  subresource?: string;
  format: string;
}

const words = { allowed: 'yes', denied: 'no', unknown: 'not known' };

/** `can-i`: may somebody do something in the cluster. */
export const addCanI: AddCommand = (program, done) => {
  withSource(program.command('can-i <verb> <resource>'))
    .description('tell whether somebody may do something in the cluster')
    .requiredOption('--as <who>', 'an ARN, a service account, or a user')
    .option('--as-group <groups>', 'groups of a Kubernetes user', list)
    .option('-n, --namespace <namespace>', 'all namespaces if not given')
    .option('--subresource <name>', 'log, exec, status, ...')
    .addOption(formatOption('table', 'json'))
    .addHelpText('after', help)
    .action(async (verb: string, resource: string, options: Options) => {
      const { request, hint } = parseRequest(verb, resource, options);
      const asker = parseAsker(options.as, options.asGroup ?? []);
      const answer = canI(asker, request, await derivedOf(options));
      const { decision, because } = answer;
      await print(
        options.format === 'json'
          ? toJson({ request, decision, because })
          : `${words[decision]}: ${plain(describeRequest(request))}; ${plain(
              because,
            )}`,
      );
      if (hint) process.stderr.write(`hint: ${hint}\n`);
      done(decision === 'allowed' ? EXIT.fine : EXIT.findings);
    });
};
