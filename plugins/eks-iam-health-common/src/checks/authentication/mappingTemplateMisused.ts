import {
  bindingsOfPrincipal,
  MappedPrincipal,
  principalsIn,
  unaskedSources,
} from '../../access';
import { principalKind, shortArn } from '../../arn';
import { isNodeRow, knownTemplates } from '../../awsAuth';
import { findRole, parsePolicy } from '../../iam';
import {
  AwsAuthConfigMap,
  Cluster,
  ClusterSnapshot,
  Derived,
  Repair,
} from '../../model';
import { defineCheck, Found } from '../defineCheck';
import { patchRepair } from './awsAuthRepairs';

type Misuse =
  | { kind: 'group-of-session'; group: string }
  | { kind: 'unknown-token'; token: string; text: string }
  | { kind: 'free-name'; binding: string }
  | { kind: 'node-name-for-people' };

interface Misused extends Found {
  principal: MappedPrincipal;
  cluster: Cluster;
  configMap: AwsAuthConfigMap | null;
  misuse: Misuse;
}

const ofSession = /\{\{SessionName(?:Raw)?\}\}/;
const isKnown = (token: string) => knownTemplates.some(t => t === token);

/** Whether every way into a role fixes the name of the session, so that nobody chooses it. */
function pinsSessionName(
  arn: string,
  snapshot: ClusterSnapshot,
): 'yes' | 'no' | 'unknown' {
  const role = findRole(arn, snapshot);
  const parsed = role && parsePolicy(role.trustPolicy);
  if (parsed?.status !== 'parsed') return 'unknown';
  const ways = parsed.policy.statements.filter(
    // The provider of SAML names the session, and a service of AWS does.
    ({ effect, principals }) =>
      effect === 'Allow' &&
      (!principals ||
        principals.everyone ||
        principals.aws.length > 0 ||
        principals.federated.some(f => f.includes(':oidc-provider/'))),
  );
  return ways.every(({ conditions }) =>
    conditions.some(
      ({ operator, key, values }) =>
        /^StringEquals/i.test(operator) &&
        !/IfExists$/i.test(operator) &&
        key.toLowerCase() === 'sts:rolesessionname' &&
        values.length > 0,
    ),
  )
    ? 'yes'
    : 'no';
}

function misusesOf(
  principal: MappedPrincipal,
  derived: Derived,
): Array<{ verdict: Misused['verdict']; misuse: Misuse }> {
  const { username, groups, arn, door } = principal;
  const found: Array<{ verdict: Misused['verdict']; misuse: Misuse }> = [];
  for (const group of groups.filter(text => ofSession.test(text))) {
    found.push({
      verdict: 'fail',
      misuse: { kind: 'group-of-session', group },
    });
  }
  for (const text of [username, ...groups]) {
    for (const token of text.match(/\{\{[^{}]*\}\}/g) ?? []) {
      if (isKnown(token)) continue;
      found.push({
        verdict: 'fail',
        misuse: { kind: 'unknown-token', token, text },
      });
    }
  }
  const asksForNode = [username, ...groups].some(text =>
    text.includes('{{EC2PrivateDNSName}}'),
  );
  if (asksForNode && door.kind === 'aws-auth-row' && !isNodeRow(door.row)) {
    found.push({ verdict: 'warn', misuse: { kind: 'node-name-for-people' } });
  }
  if (!ofSession.test(username) || principalKind(arn) !== 'role') return found;
  const pins = pinsSessionName(arn, derived.snapshot);
  if (pins === 'yes') return found;
  for (const { binding, subject } of bindingsOfPrincipal(
    principal,
    derived,
    groups,
  )) {
    if (subject.kind === 'Group') continue;
    const name = [binding.namespace, binding.name].filter(Boolean).join('/');
    found.push({
      verdict: pins === 'no' ? 'warn' : 'unknown',
      misuse: { kind: 'free-name', binding: `${name} to ${subject.name}` },
    });
  }
  return found;
}

export const mappingTemplateMisused = defineCheck({
  id: 'mapping-template-misused',
  number: 'AUTHN-017',
  area: 'authentication',
  topics: ['B'],
  title: 'Template of a mapping gives rights to a name that the caller chooses',
  severity: 'medium',
  why: 'Whoever assumes a role chooses the name of the session. A group or a bound user made of that name is therefore one that anybody with the role can take. A template that EKS does not know stays as it is written.',
  documentation: 'https://github.com/kubernetes-sigs/aws-iam-authenticator',
  needs: ['cluster', 'awsAuth', 'accessEntries', 'bindings', 'iamRoles'],
  canProveWithout: ['awsAuth', 'accessEntries', 'bindings', 'iamRoles'],
  doesNotNeed: unaskedSources,
  evaluate: ({ cluster, awsAuth, derived }): Misused[] =>
    principalsIn(derived)
      .all.filter(
        ({ state, isService, isNode, door }) =>
          (state === 'live' || state === 'unknown') &&
          !isService &&
          !(isNode && door.kind === 'access-entry'),
      )
      .flatMap(principal =>
        misusesOf(principal, derived).map(found => ({
          ...found,
          principal,
          cluster,
          configMap: awsAuth,
        })),
      ),
  subject: ({ principal, misuse }) => `${principal.arn} ${detailOf(misuse)}`,
  message: ({ principal, cluster, misuse, verdict }) => {
    const name = `\`${shortArn(principal.arn, cluster.accountId)}\``;
    switch (misuse.kind) {
      case 'group-of-session':
        return `whoever assumes ${name} chooses the group \`${misuse.group}\` by the name of the session`;
      case 'unknown-token':
        return `\`${misuse.token}\` of ${name} is no template of EKS and stays as it is written`;
      case 'node-name-for-people':
        return `${name} is no mapping of nodes and asks for the name of one, so only instances get in by it`;
      default:
        return verdict === 'unknown'
          ? `whether anybody who assumes ${name} can be the user of \`${misuse.binding}\` is not known: its trust policy was not read`
          : `whoever assumes ${name} can be the user of \`${misuse.binding}\` by the name of the session`;
    }
  },
  evidence: ({ principal }) => [
    {
      fact: 'Mapping',
      value: `user ${principal.username || 'without name'}, groups ${
        principal.groups.join(', ') || 'none'
      }`,
      readFrom: principal.readFrom,
    },
  ],
  affected: ({ misuse }) => [detailOf(misuse)],
  remediate: found => (found.verdict === 'unknown' ? [] : repairsOf(found)),
});

function detailOf(misuse: Misuse): string {
  switch (misuse.kind) {
    case 'group-of-session':
      return misuse.group;
    case 'unknown-token':
      return misuse.text;
    case 'free-name':
      return misuse.binding;
    default:
      return '{{EC2PrivateDNSName}}';
  }
}

function repairsOf({ principal, misuse, configMap }: Misused): Repair[] {
  const { door, groups } = principal;
  if (
    misuse.kind === 'group-of-session' &&
    door.kind === 'aws-auth-row' &&
    configMap
  ) {
    const { section, index } = door.row;
    const kept = groups.filter(group => !ofSession.test(group));
    const patched = patchRepair(
      'Take the groups that follow the session out of the line, and map fixed ones.',
      configMap,
      section,
      [{ kind: 'replace-groups', index, groups: kept }],
    );
    if (patched.length > 0) return patched;
  }
  return [
    {
      title:
        misuse.kind === 'free-name'
          ? 'Bind a fixed group of the mapping, or let the trust policy of the role pin sts:RoleSessionName.'
          : 'Use fixed names in the mapping.',
      class: 'advice',
      actions: [],
      needs: [
        door.kind === 'access-entry'
          ? 'eks:UpdateAccessEntry'
          : 'patch configmaps kube-system/aws-auth',
      ],
      cautions: [],
    },
  ];
}
