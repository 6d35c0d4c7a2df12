import { preparePolicy } from '../preparePolicy';
import { PolicyStatement } from '../parsePolicy';
import { misreadActions } from './misreadActions';
import { misreadConditions } from './misreadConditions';
import { Misreading, Surroundings } from './misreading';

/**
 * What a policy seems to say and does not: names that AWS does not have, wildcards and variables that are taken as text,
 * resources that no action meets, statements that allow more than they read. A document that is no policy has none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
export function findMisreadings(
  document: unknown,
  partition: string,
): Misreading[] {
  const prepared = preparePolicy(document);
  if (prepared.status === 'malformed') return [];
  const { version, statements } = prepared.policy;
  return statements.flatMap(statement => [
    ...misreadActions(statement),
    ...misreadResources(statement, { version, partition }),
    ...misreadConditions(statement),
    ...misreadVariables(statement, version),
    ...misreadNotAction(statement),
  ]);
}

function misreadResources(
  statement: PolicyStatement,
  { partition }: Surroundings,
): Misreading[] {
  const { resources, notResources } = statement;
  return [...(resources ?? []), ...(notResources ?? [])].flatMap(resource => {
    const [prefix, named] = resource.split(':');
    if (prefix !== 'arn' || !named || named === partition) return [];
    if (/[*?$]/.test(named)) return [];
    return [
      {
        verdict: 'fail' as const,
        statement,
        what: `\`${resource}\` is in partition \`${named}\`, where this account has nothing`,
        instead: `write \`arn:${partition}:...\``,
      },
    ];
  });
}

const variable = /\$\{\s*[\w-]+(\.[\w-]+)*:[^}]+\}/;

function misreadVariables(
  statement: PolicyStatement,
  version: Surroundings['version'],
): Misreading[] {
  if (version === '2012-10-17') return [];
  const { resources, notResources, conditions } = statement;
  const text = [
    ...(resources ?? []),
    ...(notResources ?? []),
    ...conditions.flatMap(({ values }) => values),
  ].find(value => variable.test(value));
  return text === undefined
    ? []
    : [
        {
          verdict: 'fail',
          statement,
          what: `the variable in \`${text}\` is text, because the policy is not of version 2012-10-17`,
          instead: 'add `"Version": "2012-10-17"`',
        },
      ];
}

function misreadNotAction(statement: PolicyStatement): Misreading[] {
  const { effect, notActions } = statement;
  return effect === 'Allow' && notActions
    ? [
        {
          verdict: 'warn',
          statement,
          what: '`NotAction` with `Allow` allows every action of every service but those listed',
          instead: 'list the allowed actions under `Action`',
        },
      ]
    : [];
}
