import { accountOf, parseArn, principalKind, roleNameOf } from '../../arn';
import { Answer } from '../answer';
import { PolicyPrincipals, PolicyStatement } from '../parsePolicy';

/** Who asks for a role: a service, an identity provider, or a principal of an account. @public */
export type TrustCaller =
  | { kind: 'service'; name: string }
  | { kind: 'federated'; providerArn: string }
  | { kind: 'aws'; arn: string };

/**
 * Whether a statement names the caller; wildcards that nobody documents for services and identity providers are left open.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 *
 * @public
 */
export function coversCaller(
  { effect, principals, notPrincipals }: PolicyStatement,
  caller: TrustCaller,
): Answer {
  if (notPrincipals) return isSpared(effect, notPrincipals, caller);
  if (!principals) return 'no';
  // A Deny for everyone spares nobody, whatever kind of caller it is.
  if (principals.everyone && effect === 'Deny') return 'yes';
  switch (caller.kind) {
    case 'service':
      return namesService(principals, caller.name);
    case 'federated':
      if (principals.federated.includes(caller.providerArn)) return 'yes';
      // AWS documents neither `*` with web identity nor a wildcard among the providers: nobody should rely on it.
      return principals.everyone || principals.federated.includes('*')
        ? 'unknown'
        : 'no';
    default:
      return namesAwsCaller(principals, caller.arn);
  }
}

function namesAwsCaller(principals: PolicyPrincipals, arn: string): Answer {
  if (
    principals.everyone ||
    namesPrincipal(principals, arn) ||
    namesAccountOf(principals, arn)
  ) {
    return 'yes';
  }
  // A statement may name one session of the role, or one principal of the account; who of them asks is not known.
  return principals.aws.some(
    principal => isSessionOf(principal, arn) || isOfAccount(principal, arn),
  )
    ? 'unknown'
    : 'no';
}

/** Whether somebody of an account is asked about, whoever that is, and this is one of them. */
function isOfAccount(principal: string, account: string): boolean {
  return /^\d{12}$/.test(account) && accountOf(principal) === account;
}

/** By its ARN; a session also by the ARN of its role, whose path the session's ARN does not tell. */
export function namesPrincipal(
  { aws }: PolicyPrincipals,
  arn: string,
): boolean {
  return (
    aws.includes(arn) || aws.some(principal => isSessionOf(arn, principal))
  );
}

function isSessionOf(sessionArn: string, roleArn: string): boolean {
  return (
    principalKind(sessionArn) === 'assumed-role' &&
    ['role', 'service-role'].includes(principalKind(roleArn)) &&
    samePlace(sessionArn, roleArn) &&
    roleNameOf(sessionArn) === roleNameOf(roleArn)
  );
}

/** Account ids are given out per partition, so both have to be the same. */
function samePlace(a: string, b: string): boolean {
  const account = accountOf(a);
  return (
    account !== undefined &&
    account === accountOf(b) &&
    parseArn(a)?.partition === parseArn(b)?.partition
  );
}

/** By the whole account, `arn:aws:iam::<account>:root` or the bare number. */
export function namesAccountOf(
  { aws }: PolicyPrincipals,
  arn: string,
): boolean {
  // A caller who is known by the number of the account alone may be of any partition.
  const number = wholeAccount(arn) === arn ? arn : undefined;
  return aws.some(principal => {
    const account = wholeAccount(principal);
    if (account === undefined) return false;
    return account === principal || number !== undefined
      ? account === (number ?? accountOf(arn))
      : samePlace(principal, arn);
  });
}

/** The account that `arn:aws:iam::<account>:root` or the bare number stands for. @public */
export function wholeAccount(principal: string): string | undefined {
  if (/^\d{12}$/.test(principal)) return principal;
  const arn = parseArn(principal);
  return arn?.service === 'iam' && arn.resource === 'root'
    ? arn.accountId
    : undefined;
}

function namesService(principals: PolicyPrincipals, name: string): Answer {
  let answer: Answer = principals.everyone ? 'unknown' : 'no';
  for (const service of principals.service) {
    const same = isSameService(service, name);
    if (same === 'yes') return 'yes';
    if (same === 'unknown') answer = 'unknown';
  }
  return answer;
}

/**
 * A service goes by its plain name and by one per Region; a statement with the name of a Region is about that Region
 * only. EC2 in China has the plain name with and without `.cn`.
 */
function isSameService(named: string, caller: string): Answer {
  if (named === caller) return 'yes';
  const [mine, theirs] = [toService(named), toService(caller)];
  if (!mine || !theirs || mine.name !== theirs.name) return 'no';
  if (mine.suffix !== theirs.suffix && mine.name !== 'ec2') return 'no';
  if (mine.region === theirs.region || mine.region === undefined) return 'yes';
  return theirs.region === undefined ? 'unknown' : 'no';
}

const servicePrincipal =
  /^([a-z0-9-]+(?:\.[a-z0-9-]+)*?)(?:\.([a-z]{2,}(?:-[a-z]+)+-\d))?\.(amazonaws\.com(?:\.cn)?|amazon\.com|aws\.internal)$/;

function toService(principal: string) {
  const [, name, region, suffix] = servicePrincipal.exec(principal) ?? [];
  return name ? { name, region, suffix } : undefined;
}

/**
 * `NotPrincipal` speaks of everybody who is not in its list. A caller is out of a Deny only when everything it goes by is
 * listed: its ARN, for a session also its role's, and its account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function isSpared(
  effect: PolicyStatement['effect'],
  listed: PolicyPrincipals,
  caller: TrustCaller,
): Answer {
  const names = formsOf(caller).map(form => isListed(form, listed, caller));
  if (listed.everyone || names.every(isNamed => isNamed)) return 'no';
  // An Allow leaves out whom it lists; whether the account has to be listed too is told of a Deny only.
  if (effect === 'Allow' && names[0]) return 'no';
  if (names.some(isNamed => isNamed)) return 'unknown';
  return effect === 'Deny' || caller.kind === 'aws' ? 'yes' : 'unknown';
}

type Form = 'itself' | 'role' | 'account';

function formsOf(caller: TrustCaller): Form[] {
  if (caller.kind !== 'aws') return ['itself'];
  return principalKind(caller.arn) === 'assumed-role'
    ? ['itself', 'role', 'account']
    : ['itself', 'account'];
}

function isListed(
  form: Form,
  listed: PolicyPrincipals,
  caller: TrustCaller,
): boolean {
  if (caller.kind === 'service') {
    return namesService(listed, caller.name) === 'yes';
  }
  if (caller.kind === 'federated') {
    return listed.federated.includes(caller.providerArn);
  }
  if (form === 'account') return namesAccountOf(listed, caller.arn);
  return form === 'itself'
    ? listed.aws.includes(caller.arn)
    : listed.aws.some(principal => isSessionOf(caller.arn, principal));
}
