import { sectionNames } from 'backstage-plugin-eks-iam-health-common';
import {
  builtInCollectors,
  sectionsOfOthers,
  withCollectors,
} from './builtInCollectors';
import { defineCollector } from './defineCollector';

describe('the built-in collectors', () => {
  it('read every section, each once', () => {
    const read = builtInCollectors.flatMap(collector => collector.sections);
    expect([...read, ...Object.keys(sectionsOfOthers)].sort()).toEqual(
      [...sectionNames].sort(),
    );
  });

  it('name permissions that only read', () => {
    for (const { permissions } of builtInCollectors) {
      expect(permissions.length).toBeGreaterThan(0);
      for (const permission of permissions) {
        expect(permission).toMatch(
          /^(eks:(List|Describe)|iam:(List|Get|GenerateCredentialReport)|list |get )/,
        );
        expect(permission).not.toContain('secrets');
      }
    }
  });
});

describe('withCollectors', () => {
  const own = defineCollector({
    source: 'account',
    sections: ['accountSummary'],
    doing: 'asking the inventory',
    permissions: [],
    collect: async () => ({
      accountSummary: {
        accountId: '1',
        accountAccessKeysPresent: 0,
        accountMfaEnabled: 1,
      },
    }),
  });

  it('puts an added one in the place of the built-in one', () => {
    const collectors = withCollectors([own]);
    expect(collectors).toHaveLength(builtInCollectors.length);
    expect(collectors).toContain(own);
  });

  it('refuses one that would leave a section without a reader', () => {
    const rolesOnly = { ...own, sections: ['iamRoles'] as const };
    expect(() => withCollectors([rolesOnly])).toThrow(
      'must provide all of iamRoles, iamUsers, iamGroups, iamPolicies',
    );
  });
});
