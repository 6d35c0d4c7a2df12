import { missingPolicy } from './missingPolicy';

const unread = (reason: string, permission?: string) => ({
  section: 'iamRoles' as const,
  reason,
  detail: 'd',
  permission,
  checksLeftUnknown: 1,
});

describe('missingPolicy', () => {
  it('allows each denied AWS action once and nothing else', () => {
    const text = missingPolicy([
      unread('denied', 'iam:GetRole'),
      unread('denied', 'iam:GetRole, eks:ListAddons'),
      unread('denied', 'list pods'),
      unread('throttled', 'iam:ListUsers'),
    ]);
    expect(JSON.parse(text!).Statement[0].Action).toEqual([
      'eks:ListAddons',
      'iam:GetRole',
    ]);
  });

  it('is no policy when only Kubernetes rights are missing', () => {
    expect(missingPolicy([unread('denied', 'list pods')])).toBeUndefined();
  });
});
