import { aSnapshot, describeCheck } from '../../testing';
import { aBinding, anEntry } from './__fixtures__/rbac';
import { subjectNeverMatches } from './subjectNeverMatches';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const provider = (change: { groupsPrefix?: string } = {}) => ({
  name: 'corporate',
  issuerUrl: 'https://login.example.com',
  clientId: 'kubernetes',
  status: 'ACTIVE',
  ...change,
});
const given = aSnapshot()
  .withAwsAuth({
    mapRoles: [
      `- {rolearn: "${role('Dev')}", username: dev, groups: [team:devs]}`,
      `- {rolearn: "${role(
        'Sso',
      )}", username: "sso:{{SessionName}}", groups: [Viewers]}`,
    ].join('\n'),
    mapAccounts: '["444455556666"]',
  })
  .with('accessEntries', [
    {
      ...anEntry('Ops', 'AmazonEKSViewPolicy'),
      username: 'arn:aws:sts::111122223333:assumed-role/Ops/{{SessionName}}',
      kubernetesGroups: ['ops'],
    },
  ]);
const of = (...subjects: string[]) =>
  given.with(
    'bindings',
    subjects.map((subject, i) => aBinding(`b${i}`, 'view', [subject])),
  );

describeCheck(subjectNeverMatches, [
  {
    shows: 'ARNs that nothing yields, as a user and as a group, and other case',
    given: of(`User ${role('Ops')}`, `Group ${role('Dev')}`, 'Group Team:devs'),
    finds: [`User ${role('Ops')}`, `Group ${role('Dev')}`, 'Group Team:devs'],
    verdict: 'fail',
    message: '`Group Team:devs` differs from `team:devs`',
  },
  {
    shows: 'the spelling is mended in every binding that has it',
    given: given.with('bindings', [
      aBinding('a', 'view', ['Group ops', 'Group Ops']),
      aBinding('b', 'view', ['Group Ops'], 'shop'),
    ]),
    finds: ['Group Ops'],
    message: '(2 bindings name it)',
    repairs: ['kubectl-patch', 'kubectl-patch'],
  },
  {
    shows: 'groups that nothing maps are a warning',
    given: of('Group auditors', 'Group devs'),
    finds: ['Group auditors', 'Group devs'],
    verdict: 'warn',
    message: 'no mapping gives `Group auditors`',
  },
  {
    shows:
      'names that mappings give, by a session, by an account; users, system groups, service accounts',
    given: of(
      'Group team:devs',
      'Group ops',
      'User dev',
      'User sso:jane',
      'User arn:aws:sts::111122223333:assumed-role/Ops/jane',
      'User arn:aws:iam::444455556666:role/Partner',
      'User jane@example.com',
      'Group system:serviceaccounts:shop',
      'ServiceAccount shop/cart',
      'User eks:addon-manager',
    ),
    finds: [],
  },
  {
    shows: 'a path is no part of a role of mapAccounts',
    given: of('User arn:aws:iam::444455556666:role/eng/Partner'),
    finds: ['User arn:aws:iam::444455556666:role/eng/Partner'],
    verdict: 'fail',
  },
  {
    shows:
      'a provider may give groups that nobody can list, but not ARNs without its prefix',
    given: of('Group auditors', 'Group Ops').with('identityProviderConfigs', [
      provider(),
    ]),
    finds: ['Group auditors', 'Group Ops'],
    verdict: 'unknown',
    message: 'an OIDC provider may give it',
  },
  {
    shows: 'its prefix tells which groups may be its',
    given: of('Group auditors', 'Group corp:auditors').with(
      'identityProviderConfigs',
      [provider({ groupsPrefix: 'corp:' })],
    ),
    finds: ['Group auditors', 'Group corp:auditors'],
    verdict: 'warn',
  },
  {
    shows: 'unread entries leave it open',
    given: of('Group auditors').unreadable('accessEntries'),
    verdict: 'unknown',
  },
]);
