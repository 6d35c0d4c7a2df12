import { PolicyStatement } from '../parsePolicy';
import {
  eksActions,
  eksActionsByResource,
  eksActionsOnAnything,
  spellingOfAction,
} from '../vocabulary';
import { Misreading } from './misreading';

/** Actions that AWS does not have, and such as never meet the resources they are listed with. */
export function misreadActions(statement: PolicyStatement): Misreading[] {
  const { actions, notActions } = statement;
  return [...(actions ?? []), ...(notActions ?? [])].flatMap(action => {
    const spelling = spellingOfAction(action);
    if (spelling.status === 'misspelt') {
      return [
        {
          verdict: 'fail' as const,
          statement,
          what: `AWS has no action \`${action}\``,
          instead: `write \`${spelling.meant}\``,
        },
      ];
    }
    if (spelling.status === 'unheard') {
      return [
        {
          verdict: 'warn' as const,
          statement,
          what: `\`${action}\` is no action that AWS documents`,
          instead: 'look the action up in the Service Authorization Reference',
        },
      ];
    }
    return actions ? missesItsResource(action, statement) : [];
  });
}

/** An EKS action whose types of resource are all different from those the statement names. */
function missesItsResource(
  action: string,
  statement: PolicyStatement,
): Misreading[] {
  const name = eksActions.find(
    known => `eks:${known}`.toLowerCase() === action.toLowerCase(),
  );
  const { resources } = statement;
  if (!name || !resources || resources.length === 0) return [];
  const types = Object.keys(eksActionsByResource).filter(type =>
    eksActionsByResource[type].includes(name),
  );
  const needsAnything = eksActionsOnAnything.includes(name);
  const meets = resources.some(
    resource =>
      resource === '*' ||
      (!needsAnything && types.some(type => mayBeOfType(resource, type))),
  );
  if (meets) return [];
  return [
    {
      verdict: 'fail',
      statement,
      what: `\`${action}\` never meets ${
        resources.length === 1
          ? `the resource \`${resources[0]}\``
          : 'any of the resources'
      }`,
      instead: needsAnything
        ? 'put it into a statement with `"Resource": "*"`'
        : `name a resource of type ${types
            .map(type => `\`${type}\``)
            .join(' or ')}`,
    },
  ];
}

/** Whether an ARN pattern may mean a resource of EKS of this type. */
function mayBeOfType(pattern: string, type: string): boolean {
  const fields = pattern.split(':');
  // A pattern that is short of fields, or has a wildcard before its type, may mean much.
  if (fields.length < 6) return /[*?]/.test(pattern) || fields.length < 3;
  if (fields[2] !== 'eks') return /[*?$]/.test(fields[2]);
  const [named] = fields[5].split('/');
  const fixed = named.split(/[*?$]/)[0];
  return named === fixed ? named === type : type.startsWith(fixed);
}
