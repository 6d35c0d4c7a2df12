import {
  arrivalKey,
  canonicalArn,
  isServiceLinkedRole,
  parseArn,
  partitions,
  principalKind,
  roleNameOf,
  shortArn,
  toArnText,
  withoutRolePath,
} from './index';

const account = '111122223333';

describe('parseArn', () => {
  it('keeps colons and slashes of the resource', () => {
    expect(parseArn('arn:aws-cn:sns:cn-north-1:1:a:b/c')).toEqual({
      partition: 'aws-cn',
      service: 'sns',
      region: 'cn-north-1',
      accountId: '1',
      resource: 'a:b/c',
    });
  });

  it.each([
    '',
    'role/x',
    'arn:aws:iam::1',
    'ARN:aws:iam::1:role/x',
    'arn::::::',
  ])('gives nothing for %p', text => expect(parseArn(text)).toBeUndefined());

  it('is undone by toArnText', () => {
    const text = `arn:aws:iam::${account}:role/eng/x`;
    expect(toArnText(parseArn(text)!)).toBe(text);
  });
});

describe('canonicalArn', () => {
  it.each(partitions.map(p => [p]))(
    'turns a session of %s into its role',
    p => {
      expect(
        canonicalArn(
          `arn:${p}:sts::${account}:assumed-role/Dev/jane@example.com`,
        ),
      ).toEqual({
        arn: `arn:${p}:iam::${account}:role/Dev`,
        sessionName: 'jane@example.com',
      });
    },
  );

  it.each([
    `arn:aws:iam::${account}:user/eng/jane`,
    `arn:aws:iam::${account}:root`,
    `arn:aws:sts::${account}:federated-user/jane`,
  ])('keeps %s', text => {
    expect(canonicalArn(text)).toEqual({ arn: text, sessionName: '' });
  });

  it.each([
    `arn:aws-moon:iam::${account}:user/jane`,
    `arn:aws:s3:::bucket`,
    `arn:aws:iam::${account}:group/devs`,
    `arn:aws:sts::${account}:assumed-role/Dev`,
    'jane',
  ])('refuses %s', text => expect(canonicalArn(text)).toBeUndefined());
});

describe('arrivalKey', () => {
  it('drops the path of a role, keeps that of a user, folds case', () => {
    expect(arrivalKey(`arn:aws:iam::${account}:role/eng/Dev`)).toBe(
      `arn:aws:iam::${account}:role/dev`,
    );
    expect(arrivalKey(`arn:aws:iam::${account}:user/eng/Jane`)).toBe(
      `arn:aws:iam::${account}:user/eng/jane`,
    );
  });
});

describe('display', () => {
  it('drops the home account and shows a foreign one', () => {
    const role = `arn:aws:iam::${account}:role/eng/Dev`;
    expect(shortArn(role, account)).toBe('role/eng/Dev');
    expect(shortArn(role, '999999999999')).toBe(`${account}:role/eng/Dev`);
    expect(shortArn('nobody', account)).toBe('nobody');
  });

  it('knows kinds and role names', () => {
    expect(principalKind(`arn:aws:iam::${account}:instance-profile/n`)).toBe(
      'instance-profile',
    );
    expect(principalKind(`arn:aws:sts::${account}:assumed-role/R/s`)).toBe(
      'assumed-role',
    );
    expect(roleNameOf(`arn:aws:sts::${account}:assumed-role/R/s`)).toBe('R');
    expect(roleNameOf(`arn:aws:iam::${account}:role/a/b/R`)).toBe('R');
    expect(roleNameOf(`arn:aws:iam::${account}:user/R`)).toBeUndefined();
    expect(withoutRolePath(`arn:aws:iam::${account}:role/a/b/R`)).toBe(
      `arn:aws:iam::${account}:role/R`,
    );
    expect(
      isServiceLinkedRole(
        `arn:aws:iam::${account}:role/AWSServiceRoleForAmazonEMRContainers`,
      ),
    ).toBe(true);
  });
});
