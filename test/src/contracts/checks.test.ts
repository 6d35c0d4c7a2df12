import {
  areas,
  Check,
  CheckOutcome,
  checks,
  defaultCheckSettings,
  Repair,
  renderRepair,
  runChecks,
  sectionNames,
} from 'backstage-plugin-eks-iam-health-common';
import { testNow } from 'backstage-plugin-eks-iam-health-common/testing';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { casesOfChecks } from './__testUtils__/casesOfChecks';

const folder = resolve(
  __dirname,
  '../../../plugins/eks-iam-health-common/src/checks',
);
const cases = casesOfChecks(folder);

const files = areas.flatMap(area =>
  existsSync(join(folder, area))
    ? readdirSync(join(folder, area))
        .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .filter(file =>
          readFileSync(join(folder, area, file), 'utf8').includes(
            ' = defineCheck(',
          ),
        )
        .map(file => ({ area, name: file.replace(/\.ts$/, '') }))
    : [],
);
const toKebab = (name: string) =>
  name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
const each = checks.map(check => [check.id, check] as const);

/** How many checks the catalogue has of each kind. */
const catalogue = {
  AUTHN: 27,
  AUTHZ: 29,
  WID: 29,
  STS: 4,
  IAM: 11,
  PASS: 5,
  KEY: 9,
  XACC: 8,
  OPS: 11,
};

/** Where AWS, Kubernetes and the authenticator are documented by those who make them. */
const documented =
  /^https:\/\/(docs\.aws\.amazon\.com|kubernetes\.io\/docs|github\.com\/kubernetes-sigs)\/\S+$/;

/** These speak about the cluster or the account as a whole, so there is never a second finding. */
const ofOneSubject = new Set([
  'api-endpoint-open',
  'audit-log-off',
  'authenticator-log-off',
  'aws-auth-missing',
  'cluster-relies-on-aws-auth',
  'cluster-role-lacks-permissions',
  'cluster-role-unusable',
  'identity-webhook-altered',
  'no-way-back-in',
  'oidc-provider-lacks-audience',
  'oidc-provider-missing',
  'pod-identity-agent-missing',
  'root-access-key',
  'secrets-without-customer-key',
  'sts-region-unavailable',
  'too-many-admins',
]);

/** These name what has to be looked at elsewhere: the account in question is not read. */
const onlyUnknown = new Set(['cross-account-irsa-incomplete']);

const target = {
  clusterName: 'payments-prod',
  region: 'eu-west-1',
  accountId: '111122223333',
  partition: 'aws',
};

/** `<name>`, `YOUR_CLUSTER`, `undefined` and what else one would have to fill in first. */
const placeholder =
  /<[a-z][\w -]*>|\bYOUR[_-]|\bundefined\b|\[object |\bTODO\b/;

/** Words alone, or text for at least one tool that holds no placeholder and knows its proof and its undo. */
function expectUsable(repair: Repair) {
  expect(repair.title).toMatch(/^[A-Z`].*[.]$/s);
  if (repair.class === 'advice') return;
  const rendered = renderRepair(repair, target);
  expect(rendered).not.toEqual([]);
  for (const text of rendered) {
    for (const part of [text.do, text.verify, text.undo]) {
      expect(part).not.toBe('');
      expect(part).not.toMatch(placeholder);
    }
  }
}

describe('the set of checks', () => {
  it('is all of the files, each under its own name and area', () => {
    expect(checks.map(({ area, id }) => `${area}/${id}`).sort()).toEqual(
      files.map(({ area, name }) => `${area}/${toKebab(name)}`).sort(),
    );
  });

  it('has no id and no number twice', () => {
    for (const values of [
      checks.map(check => check.id),
      checks.map(check => check.number),
      checks.map(check => check.title),
    ]) {
      expect(values).toEqual([...new Set(values)]);
    }
  });

  it.each(Object.entries(catalogue))('has all of %s', (area, count) => {
    const numbers = Array.from(
      { length: count },
      (_, i) => `${area}-${String(i + 1).padStart(3, '0')}`,
    );
    expect(checks.map(check => check.number)).toEqual(
      expect.arrayContaining(numbers),
    );
  });

  it.each(['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8'] as const)(
    'serves topic %s with several',
    topic =>
      expect(
        checks.filter(check => check.topics.includes(topic)).length,
      ).toBeGreaterThanOrEqual(2),
  );
});

describe.each(each)('%s', (_, check: Check) => {
  it('is well named', () => {
    expect(check.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(check.number).toMatch(
      /^(AUTHN|AUTHZ|WID|IAM|KEY|PASS|XACC|STS|OPS)-\d{3}$/,
    );
    expect(check.topics.length).toBeGreaterThan(0);
    expect(check.needs.length).toBeGreaterThan(0);
    expect(sectionNames).toEqual(expect.arrayContaining([...check.needs]));
  });

  it('has a title in sentence case, a reason in sentences and a page to read', () => {
    // Names keep the spelling of their makers: aws-auth, iam:PassRole, system:masters.
    expect(check.title).toMatch(/^([A-Z]|aws-auth|iam:|system:)/);
    expect(check.title).not.toMatch(/[.!?]$|\b(AUTHN|AUTHZ|WID|XACC)-\d/);
    expect(check.title.length).toBeLessThanOrEqual(80);
    expect(check.why).toMatch(/^\S.{30,}[.]$/s);
    expect(check.documentation).toMatch(documented);
  });

  const outcomes = (cases.get(check.id) ?? []).map(c => ({
    ...c,
    outcome: runChecks(c.given.build(), [check], {
      ...defaultCheckSettings,
      now: testNow,
      ...c.settings,
    })[0],
  }));
  const isFound = ({ findings }: CheckOutcome) =>
    findings.some(finding => finding.verdict !== 'unknown');

  it('has the four kinds of cases', () => {
    const kinds = {
      fails: outcomes.some(({ outcome }) => isFound(outcome)),
      fine: outcomes.some(({ outcome }) =>
        ['pass', 'not-applicable'].includes(outcome.verdict),
      ),
      'two findings': outcomes.some(
        ({ outcome }) => outcome.findings.length > 1,
      ),
      unknown: outcomes.some(({ outcome }) => outcome.verdict === 'unknown'),
    };
    expect(kinds).toEqual({
      fails: !onlyUnknown.has(check.id),
      fine: true,
      'two findings': !ofOneSubject.has(check.id),
      unknown: true,
    });
  });

  it('says what, where it was read, and what to do', () => {
    const findings = outcomes.flatMap(({ outcome }) => outcome.findings);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) {
      expect(finding.message).toMatch(/^[`a-z0-9].*[^.]$/s);
      expect(finding.evidence.length).toBeGreaterThan(0);
      for (const evidence of finding.evidence) {
        expect(evidence.fact).toMatch(/^\S.*[^.:]$/s);
        expect(evidence.value).not.toBe('');
        expect(evidence.readFrom).not.toBe('');
      }
      finding.repairs.forEach(expectUsable);
    }
    const bare = findings.filter(
      ({ verdict, repairs }) => verdict !== 'unknown' && repairs.length === 0,
    );
    expect(bare.map(finding => finding.message)).toEqual([]);
  });
});
