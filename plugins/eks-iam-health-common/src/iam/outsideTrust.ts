import { accountOf, parseArn } from '../arn';
import { PolicyStatement } from './parsePolicy';
import { preparePolicy } from './preparePolicy';
import { wholeAccount } from './trustPolicy';

/** Somebody whom a trust statement lets in, and what kind of somebody it is. @public */
export interface TrustedPrincipal {
  /** `deleted`: IAM shows the unique id of a principal that is gone */
  kind: 'everyone' | 'account' | 'principal' | 'deleted';
  /** as written */
  text: string;
  accountId?: string;
  statement: PolicyStatement;
}

/**
 * Everybody whom the Allow statements of a trust policy let in by an AWS principal (not services, not identity
 * providers); `undefined` when the document cannot be understood.
 *
 * @public
 */
export function trustedPrincipals(
  trustPolicy: unknown,
): TrustedPrincipal[] | undefined {
  const prepared = preparePolicy(trustPolicy);
  if (prepared.status === 'malformed') return undefined;
  return prepared.statements
    .map(({ source }) => source)
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(statement => {
      const { everyone = false, aws = [] } = statement.principals ?? {};
      return [
        ...(everyone
          ? [{ kind: 'everyone' as const, text: '*', statement }]
          : []),
        ...aws.map(text => toTrusted(text, statement)),
      ];
    });
}

function toTrusted(text: string, statement: PolicyStatement): TrustedPrincipal {
  const account = wholeAccount(text);
  if (account) return { kind: 'account', text, accountId: account, statement };
  if (!parseArn(text) && /^(AROA|AIDA)[A-Z0-9]+$/.test(text)) {
    return { kind: 'deleted', text, statement };
  }
  return { kind: 'principal', text, accountId: accountOf(text), statement };
}

/**
 * Whether only certain services of AWS may assume a role, so that nobody else ever acts with it; `false` for a document
 * that cannot be understood.
 *
 * @public
 */
export function trustsOnlyServices(
  trustPolicy: unknown,
  services: readonly string[],
): boolean {
  const prepared = preparePolicy(trustPolicy);
  if (prepared.status === 'malformed') return false;
  const allows = prepared.statements
    .map(({ source }) => source)
    .filter(({ effect }) => effect === 'Allow');
  return (
    allows.length > 0 &&
    allows.every(
      ({ principals }) =>
        principals !== undefined &&
        !principals.everyone &&
        principals.aws.length === 0 &&
        principals.federated.length === 0 &&
        principals.canonicalUser.length === 0 &&
        principals.service.length > 0 &&
        principals.service.every(service => services.includes(service)),
    )
  );
}
