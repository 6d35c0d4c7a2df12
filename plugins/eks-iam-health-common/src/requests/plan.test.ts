import { AccessEntry, AccessScope } from '../model';
import { policyArnOf } from './levels';
import { PlannedAccess, planRisks, planWords } from './plan';
import { noFacts, TargetFacts } from './targetFacts';

const wish: PlannedAccess = {
  clusterName: 'payments-prod',
  principalArn: 'arn:aws:iam::111122223333:role/checkout',
  level: 'edit',
  scope: { type: 'namespace', namespaces: ['checkout'] },
  durationSeconds: 3600,
};
const known: TargetFacts = {
  ...noFacts,
  authenticationMode: 'API_AND_CONFIG_MAP',
  principal: { exists: 'yes' },
  entry: { known: true },
  awsAuth: { known: true, lines: [] },
  namespaces: { known: true, value: ['checkout'] },
};
const withPolicy = (scope?: AccessScope): TargetFacts => {
  const value: AccessEntry = {
    principalArn: wish.principalArn,
    accessEntryArn: 'arn',
    type: 'STANDARD',
    username: 'u',
    kubernetesGroups: [],
    policies: scope ? [{ policyArn: policyArnOf('edit', 'aws'), scope }] : [],
    createdAt: '2026-01-01T00:00:00Z',
    tags: {},
  };
  return { ...known, entry: { known: true, value } };
};

describe('planWords', () => {
  it.each<[string, TargetFacts, RegExp[]]>([
    [
      'no entry yet',
      known,
      [
        /^create an access entry/,
        /^associate `AmazonEKSEditPolicy` for the namespace `checkout`$/,
        /^read both back/,
        /^after 1 hour: take .* and the access entry/,
      ],
    ],
    [
      'unknown',
      noFacts,
      [/^make sure/, /^associate/, /^read/, /^after 1 hour: take/],
    ],
    [
      'an entry without the policy',
      withPolicy(),
      [/^keep/, /^associate/, /^read/, /keep the access entry$/],
    ],
    [
      'an entry with the policy elsewhere',
      withPolicy({ type: 'namespace', namespaces: ['cart'] }),
      [
        /^keep/,
        /^widen .* from the namespace `cart` to the namespaces `cart`, `checkout`$/,
        /^read/,
        /set `AmazonEKSEditPolicy` back to the namespace `cart`/,
      ],
    ],
    [
      'an entry that covers it',
      withPolicy({ type: 'cluster' }),
      [
        /^keep/,
        /covers the namespace `checkout` already/,
        /^read/,
        /back to the whole cluster/,
      ],
    ],
  ])('%s', (_, facts, expected) => {
    const words = planWords(wish, facts);
    expect(words).toHaveLength(expected.length);
    words.forEach((line, i) => expect(line).toMatch(expected[i]));
  });
});

describe('planRisks', () => {
  const warnings = (change: Partial<PlannedAccess>, facts: TargetFacts) =>
    planRisks({ ...wish, ...change }, facts)
      .filter(r => r.level === 'warning')
      .map(r => r.text)
      .join('\n');

  it('says who else gains and what edit includes', () => {
    expect(warnings({}, known)).toMatch(/everybody who can assume/);
    expect(warnings({}, known)).toMatch(/Secrets/);
    expect(warnings({ level: 'view' }, known)).not.toMatch(/Secrets/);
  });

  it('says that the entry hides the line in aws-auth', () => {
    const mapped: TargetFacts = {
      ...known,
      awsAuth: { known: true, lines: [{ groups: ['developers'] }] },
    };
    expect(warnings({}, mapped)).toMatch(/to `developers`; .* hides that line/);
    expect(warnings({}, known)).not.toMatch(/aws-auth/);
    // hidden already by the entry that exists, or no ConfigMap in force
    expect(warnings({}, { ...mapped, entry: withPolicy().entry })).not.toMatch(
      /aws-auth/,
    );
    expect(warnings({}, { ...mapped, authenticationMode: 'API' })).not.toMatch(
      /aws-auth/,
    );
  });

  it('does not take unknown for fine', () => {
    const text = warnings({}, noFacts);
    expect(text).toMatch(/aws-auth could not be read/);
    expect(text).toMatch(/has an access entry already is not known/);
    expect(text).toMatch(/exists in the account is not known/);
  });

  it('names namespaces that do not exist', () => {
    expect(
      warnings(
        { scope: { type: 'namespace', namespaces: ['checkout', 'new'] } },
        known,
      ),
    ).toMatch(/the namespace `new` did not exist/);
  });
});
