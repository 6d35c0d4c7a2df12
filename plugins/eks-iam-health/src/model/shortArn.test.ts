import { shortArn } from './shortArn';

describe('shortArn', () => {
  it.each([
    ['arn:aws:iam::111122223333:role/eng/Dev', 'role/eng/Dev'],
    ['arn:aws-cn:iam::111122223333:user/maya', 'user/maya'],
    ['arn:aws:iam::444455556666:role/Backup', '444455556666:role/Backup'],
    [
      'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
      'AmazonEKSViewPolicy',
    ],
    ['arn:aws:s3:::a-bucket/*', 'arn:aws:s3:::a-bucket/*'],
    [
      'arn:aws:iam::111122223333:role/a, group developers.',
      'role/a, group developers.',
    ],
    ['checkout/cart', 'checkout/cart'],
  ])('%s is read as %s', (arn, read) => {
    expect(shortArn(arn, '111122223333')).toBe(read);
  });

  it('keeps the account when it is not known whose the text is', () => {
    expect(shortArn('arn:aws:iam::111122223333:role/a')).toBe(
      '111122223333:role/a',
    );
  });
});
