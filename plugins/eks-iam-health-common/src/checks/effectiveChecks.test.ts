import { aSnapshot, testNow } from '../testing';
import { secretsWithoutCustomerKey } from './authentication/secretsWithoutCustomerKey';
import { neverExpiringTokens } from './rbac/neverExpiringTokens';
import { defaultCheckSettings } from './defineCheck';
import { effectiveChecks, unknownCheckIds } from './effectiveChecks';
import { runChecks } from './runChecks';

const all = [secretsWithoutCustomerKey, neverExpiringTokens];
const settings = { ...defaultCheckSettings, now: testNow };

describe('checks as an administrator wants them', () => {
  it('leave out those switched off', () =>
    expect(
      effectiveChecks(all, {
        disabled: ['never-expiring-tokens'],
        severity: {},
      }),
    ).toEqual([secretsWithoutCustomerKey]));

  it('have another severity, but for findings that a check itself calls worse', () => {
    const checks = effectiveChecks(all, {
      disabled: [],
      severity: {
        'secrets-without-customer-key': 'critical',
        'never-expiring-tokens': 'info',
      },
    });
    const snapshot = aSnapshot()
      .withCluster({ secretsEncryptionKeyArn: undefined })
      .with('serviceAccountTokens', [
        { namespace: 'a', name: 'old', serviceAccountName: 'x' },
        { namespace: 'a', name: 'admin', serviceAccountName: 'root' },
      ])
      .with('bindings', [
        {
          name: 'root',
          roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
          subjects: [{ kind: 'ServiceAccount', namespace: 'a', name: 'root' }],
        },
      ])
      .with('clusterRoles', [
        {
          name: 'cluster-admin',
          labels: {},
          annotations: {},
          rules: [
            {
              apiGroups: ['*'],
              resources: ['*'],
              verbs: ['*'],
              resourceNames: [],
              nonResourceURLs: [],
            },
          ],
        },
      ])
      .build();
    expect(
      runChecks(snapshot, checks, settings).flatMap(({ findings }) =>
        findings.map(({ subject, severity }) => [subject, severity]),
      ),
    ).toEqual([
      [expect.stringContaining('cluster/payments-prod'), 'critical'],
      ['a/old', 'info'],
      ['a/admin', 'high'],
    ]);
  });

  it('tell names that no check has', () =>
    expect(
      unknownCheckIds(all, {
        disabled: ['never-expiring-tokens', 'gone'],
        severity: { 'secrets-without-customer-key': 'low', slip: 'high' },
      }),
    ).toEqual(['gone', 'slip']));
});
