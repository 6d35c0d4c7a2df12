import { adminBindingsOf } from '../../access';
import { IdentityProviderConfig, Repair } from '../../model';
import { defineCheck, Found } from '../defineCheck';

interface Collision extends Found {
  config: IdentityProviderConfig;
  reason: 'groups' | 'no-groups-prefix' | 'no-username-prefix' | 'not-active';
  /** groups bound to administrators that the provider could claim */
  groups: string[];
}

/** Without a prefix of its own, any claim but the e-mail address gets the issuer in front. `-` switches that off. */
const hasBareUsernames = ({
  usernameClaim = 'sub',
  usernamePrefix = '',
}: IdentityProviderConfig) =>
  usernamePrefix === '-' ||
  (usernamePrefix === '' && usernameClaim === 'email');

const hasBareGroups = ({
  groupsClaim = '',
  groupsPrefix = '',
}: IdentityProviderConfig) =>
  groupsClaim !== '' && (groupsPrefix === '' || groupsPrefix === '-');

export const oidcIdentitiesCollide = defineCheck({
  id: 'oidc-identities-collide',
  number: 'AUTHN-024',
  area: 'authentication',
  topics: ['B'],
  title: 'External OIDC provider can collide with groups of the cluster',
  severity: 'medium',
  why: 'Without a prefix the provider decides freely what a user is called and which groups it is in. A group of the same name as one that is bound to administrators makes administrators of its members.',
  documentation:
    'https://docs.aws.amazon.com/eks/latest/userguide/authenticate-oidc-identity-provider.html',
  needs: ['identityProviderConfigs', 'bindings', 'clusterRoles'],
  canProveWithout: ['bindings', 'clusterRoles'],
  appliesTo: ({ identityProviderConfigs }) =>
    identityProviderConfigs.length > 0,
  evaluate: ({ identityProviderConfigs, derived }): Collision[] => {
    const groups = adminBindingsOf(derived)
      .flatMap(({ subjects }) => subjects)
      .filter(({ kind, name }) => kind === 'Group' && !/^system:/.test(name))
      .map(({ name }) => name);
    return identityProviderConfigs.flatMap((config): Collision[] => {
      const base = { config, groups: [...new Set(groups)] };
      if (hasBareGroups(config)) {
        return groups.length > 0
          ? [{ ...base, verdict: 'fail', reason: 'groups' }]
          : [{ ...base, verdict: 'warn', reason: 'no-groups-prefix' }];
      }
      if (hasBareUsernames(config)) {
        return [{ ...base, verdict: 'warn', reason: 'no-username-prefix' }];
      }
      return config.status === 'ACTIVE'
        ? []
        : [{ ...base, verdict: 'warn', reason: 'not-active' }];
    });
  },
  subject: ({ config }) => config.name,
  message: ({ config, reason, groups }) => {
    const name = `\`${config.name}\``;
    switch (reason) {
      case 'groups':
        return `the provider ${name} can put its users into \`${groups.join(
          '`, `',
        )}\`, bound to administrators, as it has no prefix for groups`;
      case 'no-groups-prefix':
        return `the provider ${name} has no prefix for groups, so its groups cannot be told from others`;
      case 'no-username-prefix':
        return `the provider ${name} has no prefix for user names, so its users cannot be told from others`;
      default:
        return `the provider ${name} is not active but \`${config.status}\``;
    }
  },
  evidence: ({ config, groups }) => [
    {
      fact: 'Identity provider',
      value: [
        config.issuerUrl,
        `user names from ${config.usernameClaim ?? 'sub'} with prefix ${
          config.usernamePrefix || 'by default'
        }`,
        `groups from ${config.groupsClaim ?? 'nothing'} with prefix ${
          config.groupsPrefix || 'none'
        }`,
        config.status,
      ].join(', '),
      readFrom: 'eks:DescribeIdentityProviderConfig',
    },
    {
      fact: 'Groups bound to administrators',
      value: groups.join(', ') || 'none',
      readFrom: 'list clusterrolebindings',
    },
  ],
  affected: ({ groups, reason }) => (reason === 'groups' ? groups : []),
  remediate: ({ reason }): Repair[] => [
    reason === 'not-active'
      ? {
          title:
            'See why the provider is not active; while it is not, nobody gets in by it.',
          class: 'advice',
          actions: [],
          needs: ['eks:DescribeIdentityProviderConfig'],
          cautions: [],
        }
      : {
          title:
            'Disassociate the provider and associate it again with a prefix for user names and one for groups.',
          class: 'advice',
          actions: [],
          needs: [
            'eks:DisassociateIdentityProviderConfig',
            'eks:AssociateIdentityProviderConfig',
          ],
          cautions: [
            'Bindings to its users and groups have to be written with the prefix beforehand.',
            'For some minutes nobody gets in by the provider; IAM goes on to work.',
          ],
        },
  ],
});
