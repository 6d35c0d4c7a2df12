import { PolicyDocument } from '../../estate/World';
import { Caller } from '../caller';

interface Statement {
  Effect?: string;
  Principal?: { AWS?: string | string[] };
  Action?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

/**
 * Whether a role's trust policy lets this caller in. Only what the estates use is known: principals of kind AWS and
 * `StringEquals sts:ExternalId`; any other condition refuses.
 */
export function trustAdmits(
  trust: PolicyDocument,
  caller: Caller,
  externalId: string | undefined,
): boolean {
  return list(trust.Statement as Statement | Statement[]).some(
    statement =>
      statement.Effect === 'Allow' &&
      list(statement.Action).some(
        a => a === 'sts:AssumeRole' || a === 'sts:*',
      ) &&
      list(statement.Principal?.AWS).some(p => names(p, caller)) &&
      conditionHolds(statement.Condition, externalId),
  );
}

function names(principal: string, caller: Caller): boolean {
  const { id, partition } = caller.account;
  return [
    caller.principalArn,
    caller.arn,
    `arn:${partition}:iam::${id}:root`,
    id,
    '*',
  ].includes(principal);
}

function conditionHolds(
  condition: Statement['Condition'],
  externalId: string | undefined,
): boolean {
  return Object.entries(condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(
      ([key, values]) =>
        operator === 'StringEquals' &&
        key.toLowerCase() === 'sts:externalid' &&
        externalId !== undefined &&
        list(values).includes(externalId),
    ),
  );
}

function list<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
