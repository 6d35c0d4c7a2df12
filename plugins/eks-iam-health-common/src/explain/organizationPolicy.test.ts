import { Cause } from '../model';
import { aDocument, aRole, aSnapshot } from '../testing';
import { explainError } from './explainError';

const account = '111122223333';
const text = `User: arn:aws:sts::${account}:assumed-role/Dev/omar is not authorized to perform: eks:DescribeCluster on resource: arn:aws:eks:eu-west-1:${account}:cluster/payments-prod`;
const everything = {
  name: 'FullAWSAccess',
  document: aDocument({ Effect: 'Allow', Action: '*', Resource: '*' }),
};
const fence = {
  name: 'regions',
  document: aDocument({
    Sid: 'OnlyFrankfurt',
    Effect: 'Deny',
    Action: 'eks:*',
    Resource: 'arn:aws:eks:eu-west-1:*:*',
  }),
};
const storageOnly = {
  name: 'storage-only',
  document: aDocument({ Effect: 'Allow', Action: 's3:*', Resource: '*' }),
};
const byTag = {
  name: 'by-tag',
  document: aDocument({
    Effect: 'Deny',
    Action: 'eks:*',
    Resource: '*',
    Condition: { StringEquals: { 'aws:RequestTag/team': 'other' } },
  }),
};

const organization = { id: 'o-abc', managementAccountId: '444455556666' };
const role = aRole('Dev', {
  inlinePolicies: [
    {
      name: 'eks',
      document: aDocument({ Effect: 'Allow', Action: 'eks:*', Resource: '*' }),
    },
  ],
});

function given(...levels: Array<Array<typeof everything>>) {
  return aSnapshot()
    .with('iamRoles', [role])
    .with('organization', organization)
    .with('organizationPolicies', {
      serviceControl: levels,
      resourceControl: [],
    });
}

function judged(snapshot: ReturnType<typeof given>, said = text): Cause {
  const { causes } = explainError(said, snapshot.build());
  const cause = causes.find(({ id }) => id === 'organization-policy');
  if (!cause) throw new Error('the cause is missing');
  return cause;
}

describe('policies of the organization', () => {
  it('that deny are proven, with their statement', () => {
    const cause = judged(given([everything], [everything, fence]));
    expect(cause.certainty).toBe('proven');
    expect(cause.explanation).toContain(
      'statement `OnlyFrankfurt` of policy `regions`',
    );
  });

  it('that allow something else on one level are proven', () => {
    expect(judged(given([everything], [storageOnly])).certainty).toBe('proven');
  });

  it('that let it pass on every level are ruled out', () => {
    expect(judged(given([everything], [everything])).certainty).toBe(
      'ruled-out',
    );
  });

  it('that depend on what the text does not tell stay unknown', () => {
    expect(judged(given([everything, byTag])).certainty).toBe('unknown');
  });

  it('do not bind the management account', () => {
    const snapshot = given([everything, fence]).with('organization', {
      ...organization,
      managementAccountId: account,
    });
    expect(judged(snapshot).certainty).toBe('ruled-out');
  });

  it('are no reason without an organization, and unknown when unread', () => {
    expect(judged(given([fence]).with('organization', null)).certainty).toBe(
      'ruled-out',
    );
    const unread = given([everything]).unreadable('organizationPolicies');
    expect(judged(unread).certainty).toBe('unknown');
    expect(judged(unread).explanation).toMatch(/could not be read/);
  });

  it('stay open while nobody gave a snapshot', () => {
    const { causes } = explainError(text);
    expect(
      causes.find(({ id }) => id === 'organization-policy')?.certainty,
    ).toBe('open');
  });
});
