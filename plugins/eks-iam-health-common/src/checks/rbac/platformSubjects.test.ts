import { Derived } from '../../model';
import { aSnapshot, SnapshotBuilder } from '../../testing';
import { aBinding, aSubject } from './__fixtures__/rbac';
import { isPlatformSubject, judgedSubjects } from './platformSubjects';
import { subjectName } from './bindingWords';

const derivedOf = (given: SnapshotBuilder = aSnapshot()) =>
  new Derived(given.build());
const mapping = (username: string, group = 'devs') =>
  aSnapshot().withAwsAuth({
    mapRoles: `- {rolearn: "arn:aws:iam::111122223333:role/Sly", username: "${username}", groups: ["${group}"]}`,
  });

describe('subjects of the platform', () => {
  it.each([
    'Group system:masters',
    'Group eks:service-operations',
    'User eks:addon-manager',
    'User eks:node-manager',
    'User eks:certificate-controller',
    'User system:kube-controller-manager',
    'User system:kube-scheduler',
  ])('%s is one', text =>
    expect(isPlatformSubject(aSubject(text), derivedOf())).toBe(true),
  );

  it.each([
    'User system:masters',
    'Group eks:addon-manager',
    'User eks:service-operations',
    'User eks:addon-manager-2',
    'User EKS:addon-manager',
    'User eks:',
    'User system:node:ip-10-0-0-1',
    'Group system:nodes',
    'Group system:authenticated',
    'Group system:kube-scheduler',
    'ServiceAccount kube-system/eks:addon-manager',
    'ServiceAccount kube-system/aws-node',
    'ServiceAccount eks/system:masters',
  ])('%s is none', text =>
    expect(isPlatformSubject(aSubject(text), derivedOf())).toBe(false),
  );

  it('is none any more when somebody is mapped to the name, by a session too', () => {
    const subject = aSubject('User eks:addon-manager');
    for (const username of ['eks:addon-manager', 'eks:{{SessionName}}']) {
      expect(isPlatformSubject(subject, derivedOf(mapping(username)))).toBe(
        false,
      );
    }
    const group = aSubject('Group eks:service-operations');
    expect(
      isPlatformSubject(
        group,
        derivedOf(mapping('x', 'eks:service-operations')),
      ),
    ).toBe(false);
  });
});

describe('judgedSubjects', () => {
  const controller = 'system:controller:job-controller';
  const account = 'ServiceAccount kube-system/job-controller';
  const names = (
    binding: Parameters<typeof judgedSubjects>[0],
    given?: SnapshotBuilder,
  ) => judgedSubjects(binding, derivedOf(given)).map(subjectName);

  it('leaves out stock bindings as whole tuples', () => {
    expect(names(aBinding(controller, controller, [account]))).toEqual([]);
  });

  it.each([
    ['another name', aBinding('mine', controller, [account]), [account]],
    [
      'another role',
      aBinding(controller, 'cluster-admin', [account]),
      [account],
    ],
    [
      'in a namespace',
      aBinding(controller, controller, [account], 'kube-system'),
      [account],
    ],
    [
      'an account of that name elsewhere',
      aBinding(controller, controller, ['ServiceAccount shop/job-controller']),
      ['ServiceAccount shop/job-controller'],
    ],
    [
      'a user of that name',
      aBinding(controller, controller, ['User job-controller']),
      ['User job-controller'],
    ],
    [
      'somebody added',
      aBinding(controller, controller, [account, 'Group devs']),
      ['Group devs'],
    ],
  ])('judges a look-alike: %s', (_, binding, judged) =>
    expect(names(binding)).toEqual(judged),
  );

  it('leaves what EKS may have made to EKS, unless somebody is mapped to the name', () => {
    const unlisted = aBinding('eks:brand-new', 'eks:brand-new', [
      'User eks:brand-new',
    ]);
    expect(names(unlisted)).toEqual([]);
    expect(names(unlisted, mapping('eks:brand-new'))).toEqual([
      'User eks:brand-new',
    ]);
    expect(
      names(aBinding('eks:brand-new', 'eks:brand-new', ['User mine'])),
    ).toEqual(['User mine']);
    expect(
      names(aBinding('mine', 'eks:brand-new', ['User eks:brand-new'])),
    ).toEqual(['User eks:brand-new']);
  });
});
