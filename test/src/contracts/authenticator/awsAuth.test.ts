import {
  AwsAuth,
  AwsAuthRow,
  canonicalizeArn,
  mapIdentity,
  parseAwsAuth,
} from 'backstage-plugin-eks-iam-health-common';
import { oddSections } from '../__testUtils__/awsAuthTexts';
import { describeWithProgram } from '../__testUtils__/describeWithProgram';
import { LineProgram } from '../__testUtils__/LineProgram';
import {
  anAwsAuthQuestion,
  anIdentity,
  AwsAuthQuestion,
} from '../__testUtils__/randomAwsAuth';
import { SeededRandom } from '../__testUtils__/seededRandom';

interface Row {
  arn: string;
  username: string;
  groups: string[];
}

interface Mapping {
  canonical: string;
  error?: string;
  mapped: boolean;
  username: string;
  groups: string[];
  byAccount: boolean;
}

interface Answer {
  roles: Row[];
  users: Row[];
  accounts: string[];
  complaints: string[];
  mappings: Mapping[];
}

/** Problems that the authenticator complains about; the others are ours. */
const isComplaint = (code: string) =>
  [
    'not-yaml',
    'not-a-list',
    'row-not-a-map',
    'arn-missing',
    'arn-not-text',
    'username-not-text',
    'groups-not-a-list',
    'group-not-text',
    'account-not-text',
    'sso-row',
  ].includes(code);

function parsedByUs(awsAuth: AwsAuth) {
  const { rows, accounts, problems, lostSections } = awsAuth;
  const of = (section: AwsAuthRow['section']) =>
    rows
      .filter(row => row.section === section)
      .map(({ arn, username, groups }) => ({ arn, username, groups }));
  return {
    roles: of('mapRoles'),
    users: of('mapUsers'),
    accounts: accounts.map(({ accountId }) => accountId),
    lostSections,
    complaints: problems.filter(p => isComplaint(p.code)).map(p => p.section),
  };
}

/** The names before templates are filled in, of every line that may answer. */
function mappedByUs(awsAuth: AwsAuth, arn: string) {
  const result = mapIdentity({ arn }, { mode: 'CONFIG_MAP', awsAuth });
  const rowsOf = () => {
    if (result.status === 'not-mapped') {
      return result.refusedBy?.row ? [result.refusedBy.row] : [];
    }
    return result.status === 'mapped' && result.by === 'aws-auth-row'
      ? [result.row, ...(result.alternatives ?? [])]
      : [];
  };
  return {
    names: rowsOf().map(row => JSON.stringify([row.username, row.groups])),
    byAccount: result.status === 'mapped' && result.by === 'aws-auth-account',
  };
}

/** What both say about a question, in the same shape; mappings as far as chance does not decide them. */
function bothSides(question: AwsAuthQuestion, theirs: Answer) {
  const awsAuth = parseAwsAuth(question.data);
  const { lostSections, complaints, ...ours } = parsedByUs(awsAuth);
  const { roles, users } = theirs;
  // An empty account is nobody's, and we do not keep it.
  const accounts = theirs.accounts.filter(account => account !== '');
  const mappings = question.identities.map((arn, i) => {
    const mapping = theirs.mappings[i];
    const canonical = canonicalizeArn(arn);
    const { names, byAccount } = mappedByUs(awsAuth, arn);
    const name = JSON.stringify([mapping.username, mapping.groups]);
    return {
      ours: {
        arn,
        canonical: canonical.status === 'canonical' ? canonical.arn : '',
        mapped: names.length > 0,
        byAccount,
        // Which of two users that differ in case answers is left to chance there.
        as: names.includes(name) ? name : names[0],
      },
      theirs: {
        arn,
        canonical: mapping.canonical,
        mapped: mapping.mapped,
        byAccount: mapping.byAccount,
        as: mapping.mapped ? name : undefined,
      },
    };
  });
  return {
    ours: {
      ...ours,
      mappings: mappings.map(m => m.ours),
      untold: theirs.complaints.filter(c => !complaints.includes(c)),
      lostButFine: lostSections.filter(s => !theirs.complaints.includes(s)),
    },
    theirs: {
      roles,
      users,
      accounts,
      mappings: mappings.map(m => m.theirs),
      untold: [],
      lostButFine: [],
    },
  };
}

/** What the two say differently, if anything. */
function differenceIn(question: AwsAuthQuestion, answer: Answer) {
  const { ours, theirs } = bothSides(question, answer);
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return [];
  const differing = (Object.keys(ours) as Array<keyof typeof ours>).filter(
    key => JSON.stringify(ours[key]) !== JSON.stringify(theirs[key]),
  );
  const of = (side: typeof ours | typeof theirs) =>
    Object.fromEntries(differing.map(key => [key, side[key]]));
  return [{ data: question.data, ours: of(ours), theirs: of(theirs) }];
}

const program = {
  variable: 'AUTHENTICATOR_PATH',
  script: 'scripts/authenticator.mjs',
};

jest.setTimeout(120_000);

describeWithProgram(
  program,
  'aws-auth by aws-iam-authenticator itself',
  path => {
    const askAll = async (questions: AwsAuthQuestion[]) => {
      const answers = (await new LineProgram(path).askAll(
        questions,
      )) as Answer[];
      const differences = questions.flatMap((question, i) =>
        differenceIn(question, answers[i]),
      );
      const length = (of: unknown) => JSON.stringify(of).length;
      differences.sort((x, y) => length(x) - length(y));
      // The shortest tell most.
      expect({
        count: differences.length,
        shortest: differences.slice(0, 2),
      }).toEqual({ count: 0, shortest: [] });
      return answers;
    };

    it('reads every odd text alike, as roles, users and accounts', async () => {
      const random = new SeededRandom(1);
      const answers = await askAll(
        oddSections.map(text => ({
          data: { mapRoles: text, mapUsers: text, mapAccounts: text },
          identities: Array.from({ length: 4 }, () => anIdentity(random)),
        })),
      );
      expect(answers).toHaveLength(oddSections.length);
    });

    it('reads and maps 20,000 random ConfigMaps alike', async () => {
      const random = new SeededRandom(
        Number(process.env.AUTHENTICATOR_SEED ?? 20261121),
      );
      const answers = await askAll(
        Array.from({ length: 20_000 }, () => anAwsAuthQuestion(random)),
      );
      // From texts that are all broken, or all fine, nothing could be learnt.
      const count = (is: (answer: Answer) => boolean) =>
        answers.filter(is).length;
      expect(count(a => a.complaints.length === 0)).toBeGreaterThan(2_000);
      expect(count(a => a.complaints.length > 0)).toBeGreaterThan(2_000);
      expect(count(a => a.roles.length > 0)).toBeGreaterThan(5_000);
      expect(
        count(a => a.mappings.some(m => m.mapped || m.byAccount)),
      ).toBeGreaterThan(1_000);
    });
  },
);
