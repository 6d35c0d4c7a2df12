import { canonicalRef } from './entityRefs';
import { ApprovalQuestion, mayApprove, possibleApprovers } from './mayApprove';

const question: ApprovalQuestion = {
  state: 'pending',
  requesterRef: 'user:default/rita',
  beneficiaryRefs: ['user:default/rita', 'user:default/ben'],
  ownerRefs: ['user:default/olga', 'user:default/ben', 'user:default/rita'],
  voterRef: 'user:default/olga',
};

describe('mayApprove', () => {
  it('lets an owner who does not gain', () => {
    expect(mayApprove(question)).toEqual({ allowed: true });
  });

  it.each([
    ['the requester', { voterRef: 'user:default/rita' }, 'not-the-requester'],
    [
      'the requester in other letters',
      { voterRef: 'User:Default/RITA' },
      'not-the-requester',
    ],
    [
      'the requester without kind and namespace',
      { voterRef: 'rita' },
      'not-the-requester',
    ],
    ['a beneficiary', { voterRef: 'user:default/ben' }, 'not-a-beneficiary'],
    [
      'a beneficiary in other letters',
      { voterRef: 'USER:DEFAULT/Ben' },
      'not-a-beneficiary',
    ],
    ['a stranger', { voterRef: 'user:default/sam' }, 'owner-of-the-cluster'],
    [
      'a namesake in another namespace',
      { voterRef: 'user:other/olga' },
      'owner-of-the-cluster',
    ],
    ['automation', { throughAutomation: true }, 'no-automation'],
    ['a decided request', { state: 'approved' as const }, 'state'],
    ['nobody owns it', { ownerRefs: [] }, 'owner-of-the-cluster'],
  ])('refuses %s', (_, change, rule) => {
    const answer = mayApprove({ ...question, ...change });
    expect(answer).toMatchObject({ allowed: false, rule });
    expect((answer as { message: string }).message).toMatch(/^[a-z]/);
  });

  it('lists who could decide', () => {
    expect(possibleApprovers(question)).toEqual(['user:default/olga']);
    expect(possibleApprovers({ ...question, ownerRefs: [] })).toEqual([]);
  });
});

describe('canonicalRef', () => {
  it('refuses what is no ref', () => {
    expect(() => canonicalRef('a/b/c')).toThrow('not an entity ref');
    expect(() => canonicalRef('')).toThrow('not an entity ref');
  });
});
