import { blankSecrets } from './blankSecrets';

const secret = 'kYt7Rr0bQ2/xPzVn9LwUe4HsMjD1fGiAoC5+TvXq';
const token = `IQoJb3JpZ2luX2VjE${'aB3/xY9+'.repeat(20)}==`;

describe('blankSecrets', () => {
  it.each([
    ['an environment', `AWS_SECRET_ACCESS_KEY=${secret}`, secret],
    ['a profile', `aws_secret_access_key = ${secret}`, secret],
    ['JSON', `{"SecretAccessKey": "${secret}"}`, secret],
    ['a bare secret', `my key is ${secret} ok`, secret],
    ['a session token', `AWS_SESSION_TOKEN="${token}"`, token],
    ['a bare session token', `token was ${token}`, token.slice(0, 40)],
    [
      'a bearer header',
      'Authorization: Bearer abcDEF123456789.ghi',
      'abcDEF123456789',
    ],
    [
      'a cluster token',
      'k8s-aws-v1.aHR0cHM6Ly9zdHMuZXUtd2VzdC0x',
      'aHR0cHM6Ly9',
    ],
    [
      'a web token',
      'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl',
      'c2lnbmF0dXJl',
    ],
    [
      'a presigned address',
      'https://sts.amazonaws.com/?X-Amz-Signature=0a1b2c3d4e5f&X-Amz-Security-Token=IQoJb3%2Fabc',
      '0a1b2c3d4e5f',
    ],
    [
      'a kubeconfig',
      'client-key-data: LS0tLS1CRUdJTiBSU0E=',
      'LS0tLS1CRUdJTiBSU0E',
    ],
    [
      'a token of a kubeconfig',
      'token: abcdefghijkl0123456789',
      'abcdefghijkl0123456789',
    ],
    [
      'a private key',
      'x -----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY----- y',
      'MIIEow',
    ],
    [
      'a private key that was cut',
      '-----BEGIN PRIVATE KEY-----\nMIIEow',
      'MIIEow',
    ],
    ['a password in an address', 'https://bob:hunter2@example.com/', 'hunter2'],
    ['a password', 'password=hunter2', 'hunter2'],
    ['an access key id', 'key AKIAQ7XMEXAMPLE7Q7XM', 'AKIAQ7XMEXAMPLE'],
  ])('takes out %s', (_, text, hidden) => {
    const result = blankSecrets(text);
    expect(result.text).not.toContain(hidden);
    expect(result.blanked).toBeGreaterThan(0);
  });

  it('keeps the end of an access key id, by which people know it', () => {
    expect(blankSecrets('AKIAQ7XMEXAMPLE7Q7XM').text).toBe('AKIA…Q7XM');
  });

  it('keeps what stands around a private key', () => {
    const { text } = blankSecrets(
      'a -----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY----- b',
    );
    expect(text).toBe('a [blanked] b');
  });

  it.each([
    'An error occurred (AccessDeniedException) when calling the DescribeCluster operation: User: arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_PaymentsDeveloper_8c1f0a2b3d4e5f60/omar.farouk is not authorized to perform: eks:DescribeCluster on resource: arn:aws:eks:eu-west-1:111122223333:cluster/payments-prod',
    'could not get token: AccessDenied: Access denied',
    'An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The security token included in the request is expired',
    'Token expired: current date/time 1732198440 must be before the expiration date/time 1732112040',
    'No OpenIDConnect provider found in your account for https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E',
    'secrets "db-password" is forbidden: User "x" cannot get resource "secrets" in API group "" in the namespace "default"',
    'image sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'arn:aws:iam::111122223333:role/team/Payments/Production/ReadOnlyAccess2026/Long',
  ])('leaves %s as it is', text => {
    expect(blankSecrets(text)).toEqual({ text, blanked: 0 });
  });
});
