import { MissingRead } from 'backstage-plugin-eks-iam-health-common';
import { anOutcome, aReport } from '../testing/fixtures';
import { unreadGroups } from './unreadGroups';

const missing = (section: MissingRead['section'], detail: string) => ({
  section,
  reason: 'denied',
  detail,
  permission: 'iam:GetAccountAuthorizationDetails',
});

describe('unreadGroups', () => {
  const report = aReport([
    anOutcome({
      checkId: 'a',
      verdict: 'unknown',
      missing: [missing('iamRoles', 'no'), missing('iamUsers', 'no')],
    }),
    anOutcome({
      checkId: 'b',
      verdict: 'unknown',
      missing: [missing('iamUsers', 'no')],
    }),
    anOutcome({
      checkId: 'c',
      verdict: 'unknown',
      missing: [missing('pods', 'another reason')],
    }),
  ]);

  it('says once what has one cause, and counts each check once', () => {
    expect(
      unreadGroups(report).map(g => [g.sections, g.checksLeftUnknown]),
    ).toEqual([
      [['iamUsers', 'iamRoles'], 2],
      [['pods'], 1],
    ]);
  });
});
