import { noFacts } from 'backstage-plugin-eks-iam-health-common';
import { aSnapshot } from 'backstage-plugin-eks-iam-health-common/testing';
import { anEntry } from './__testUtils__/FakeEks';
import { snapshotFacts } from './snapshotFacts';

const principalArn = 'arn:aws:iam::111122223333:role/team/Checkout';
const role = {
  arn: principalArn,
  name: 'Checkout',
  path: '/team/',
  id: 'AROA1',
  createdAt: '2025-01-01T00:00:00Z',
  trustPolicy: {},
  attachedPolicyArns: [],
  inlinePolicies: [],
  instanceProfileArns: [],
  tags: {},
};
const mapRoles = (arn: string) =>
  `- rolearn: ${arn}\n  username: dev\n  groups: [developers]\n`;

describe('snapshotFacts', () => {
  it('knows nothing without a snapshot', () => {
    expect(snapshotFacts(undefined, principalArn)).toEqual(noFacts);
  });

  it('tells what was read', () => {
    const facts = snapshotFacts(
      aSnapshot()
        .with('iamRoles', [role])
        .with('accessEntries', [anEntry(principalArn)])
        .with('namespaces', [
          { name: 'b', labels: {} },
          { name: 'a', labels: {} },
        ])
        .build(),
      principalArn,
    );
    expect(facts).toMatchObject({
      authenticationMode: 'API_AND_CONFIG_MAP',
      clusterCreatedAt: '2025-03-01T08:00:00Z',
      principal: { exists: 'yes', uid: 'AROA1' },
      entry: { known: true, value: { principalArn } },
      awsAuth: { known: true, lines: [] },
      namespaces: { known: true, value: ['a', 'b'] },
    });
  });

  it('finds the line of aws-auth, which has no path and any case', () => {
    const lines = (arn: string) =>
      snapshotFacts(
        aSnapshot()
          .withAwsAuth({ mapRoles: mapRoles(arn) })
          .build(),
        principalArn,
      ).awsAuth;
    const found = {
      known: true,
      lines: [{ groups: ['developers'], username: 'dev' }],
    };
    expect(lines('arn:aws:iam::111122223333:role/Checkout')).toEqual(found);
    expect(lines('arn:aws:iam::111122223333:role/CHECKOUT')).toEqual(found);
    expect(lines('arn:aws:iam::111122223333:role/Other')).toEqual({
      known: true,
      lines: [],
    });
  });

  it('keeps unknown what was not read, does not parse, or is of another account', () => {
    const denied = aSnapshot()
      .unreadable('iamRoles')
      .unreadable('accessEntries')
      .unreadable('awsAuth')
      .unreadable('namespaces')
      .build();
    expect(snapshotFacts(denied, principalArn)).toMatchObject({
      principal: { exists: 'unknown' },
      entry: { known: false },
      awsAuth: { known: false },
      namespaces: { known: false },
    });
    const broken = aSnapshot().withAwsAuth({ mapRoles: '- [' }).build();
    expect(snapshotFacts(broken, principalArn).awsAuth).toEqual({
      known: false,
    });
    const foreign = principalArn.replace('111122223333', '444455556666');
    expect(snapshotFacts(aSnapshot().build(), foreign).principal.exists).toBe(
      'unknown',
    );
    expect(
      snapshotFacts(aSnapshot().build(), principalArn).principal.exists,
    ).toBe('no');
  });
});
