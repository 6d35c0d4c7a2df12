import cases from '../__cases__/trust.json';
import { decideTrust, TrustAsker, TrustLink } from './index';

interface Case {
  shows: string;
  statements: unknown[];
  asker: TrustAsker | 'cart';
  decision: string;
  link?: TrustLink;
}

const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/AAAA1111';
const other = 'oidc.eks.eu-west-1.amazonaws.com/id/BBBB2222';
const provider = (account: string, path: string) =>
  `arn:aws:iam::${account}:oidc-provider/${path}`;
const names: Record<string, string> = {
  '"@provider"': `"${provider('111122223333', issuer)}"`,
  '"@otherProvider"': `"${provider('111122223333', other)}"`,
  '"@foreignProvider"': `"${provider('444455556666', issuer)}"`,
  '"@issuer:': `"${issuer}:`,
  '"@other:': `"${other}:`,
};
const cart: TrustAsker = {
  kind: 'federated',
  providerArn: provider('111122223333', issuer),
  claims: { sub: 'system:serviceaccount:shop:cart', aud: 'sts.amazonaws.com' },
};

function toDocument(statements: unknown[]): unknown {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return JSON.parse(
    Object.entries(names).reduce(
      (result, [name, value]) => result.split(name).join(value),
      text,
    ),
  );
}

const all = cases as Case[];
const askerOf = ({ asker }: Case) => (asker === 'cart' ? cart : asker);

describe('decideTrust', () => {
  it.each(all.map(c => [c.shows, c] as const))('%s', (_, c) => {
    const verdict = decideTrust(toDocument(c.statements), askerOf(c));
    expect({
      decision: verdict.decision,
      link: verdict.failingLink?.link,
    }).toEqual({ decision: c.decision, link: c.link });
  });

  it('names the link in words', () => {
    const textOf = (shows: string) => {
      const found = all.find(c => c.shows === shows)!;
      return decideTrust(toDocument(found.statements), askerOf(found))
        .failingLink?.text;
    };
    expect(textOf('web identity: another subject')).toBe(
      'sub `system:serviceaccount:shop:cart` does not fit StringEquals `system:serviceaccount:shop:till`',
    );
    expect(textOf('web identity: a Deny for the namespace')).toBe(
      'explicit deny in statement `NotShop`',
    );
    expect(textOf('Pod Identity without sts:TagSession')).toBe(
      'action `sts:TagSession` is not allowed to this caller: statement 0 allows `sts:AssumeRole`',
    );
    expect(textOf('a service that is not named')).toBe(
      'principal `lambda.amazonaws.com` is not named: statement 0 names `ec2.amazonaws.com`',
    );
  });

  it('says that a policy cannot be understood', () => {
    for (const document of ['{', '[]', { Version: '2012-10-17' }]) {
      expect(decideTrust(document, cart)).toMatchObject({
        decision: 'Unknown',
        failingLink: { link: 'policy' },
      });
    }
  });

  it('reads the policy as text, also percent-encoded', () => {
    const text = JSON.stringify(toDocument(all[0].statements));
    expect(decideTrust(text, cart).decision).toBe('Allowed');
    expect(decideTrust(encodeURIComponent(text), cart).decision).toBe(
      'Allowed',
    );
  });

  describe('laws', () => {
    const statements = all.flatMap(c => c.statements);
    const askers = all.map(askerOf);
    /** Pairs and triples of all statements that the cases know, each with an asker of another case. */
    const mixtures = statements.flatMap((_, i) =>
      [1, 7, 31].map(step => ({
        mixture: [i, i + step, i + 3 * step].map(
          k => statements[k % statements.length],
        ),
        asker: askers[(i + step) % askers.length],
      })),
    );
    const decide = (mixture: unknown[], asker: TrustAsker) =>
      decideTrust(toDocument(mixture), asker).decision;

    it('does not care about the order of statements', () => {
      for (const { mixture, asker } of mixtures) {
        expect(decide([...mixture].reverse(), asker)).toBe(
          decide(mixture, asker),
        );
      }
    });

    it('never allows more because of a Deny', () => {
      const denies = statements.filter(
        statement => Object(statement).Effect === 'Deny',
      );
      expect(denies.length).toBeGreaterThan(5);
      for (const { mixture, asker } of mixtures) {
        const before = decide(mixture, asker);
        const mayBecome = {
          Allowed: ['Allowed', 'Denied', 'Unknown'],
          Denied: ['Denied'],
          Unknown: ['Denied', 'Unknown'],
        }[before];
        for (const deny of denies) {
          expect(mayBecome).toContain(decide([...mixture, deny], asker));
        }
      }
    });

    it('never takes away because of an Allow', () => {
      for (const { mixture, asker } of mixtures) {
        if (decide(mixture, asker) !== 'Allowed') continue;
        for (const allow of statements) {
          if (Object(allow).Effect !== 'Allow') continue;
          expect(decide([allow, ...mixture], asker)).toBe('Allowed');
        }
      }
    });
  });
});
